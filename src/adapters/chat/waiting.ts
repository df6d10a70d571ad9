/** What waits for somebody's choice: in memory, for some minutes, and no more of it than there is room for. */
import type { JobClock } from '../../job/clock.js';

/** Why something waits no longer: nobody came, or there was no room for it beside newer ones. */
export type Expiry = 'late' | 'room';

export interface WaitingParts<Value> {
  readonly clock: Pick<JobClock, 'after'>;
  /** 0 up to, but without, 1. */
  readonly random: () => number;
  /** Milliseconds. */
  readonly lifeMs: number;
  readonly maxCount: number;
  /** Of all of them together. */
  readonly maxBytes: number;
  readonly expired: (value: Value, why: Expiry) => void;
}

/** Something that somebody acts on: nobody else can take it meanwhile. */
export interface Taken<Value> {
  readonly value: Value;
  /** It waits no longer. */
  finish(): void;
  /** It waits on. */
  giveBack(): void;
}

export interface Waiting<Value> {
  /** The oldest ones make room where it is needed. @param bytes that it holds. @returns its name. */
  keep(value: Value, bytes: number): string;
  /** null for what is not known (any more). */
  find(name: string): Value | null;
  /** null for what is not known, or taken already. */
  take(name: string): Taken<Value> | null;
  /** Forgets all of it, and tells nobody. */
  close(): void;
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const nameLength = 12;

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  isTaken: boolean;
  /** It would have gone while it was taken. */
  due: Expiry | null;
  takeBack: () => void;
}

export function createWaiting<Value>(parts: WaitingParts<Value>): Waiting<Value> {
  const { clock, random, lifeMs, maxCount, maxBytes, expired } = parts;
  // In the order of their coming.
  const entries = new Map<string, Entry<Value>>();
  const bytesOfAll = () => [...entries.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  const newName = (): string => {
    const draw = () => letters[Math.floor(random() * letters.length)]!;
    const name = Array.from({ length: nameLength }, draw).join('');
    return entries.has(name) ? newName() : name;
  };

  const drop = (name: string) => {
    entries.get(name)?.takeBack();
    entries.delete(name);
  };

  const expire = (name: string, why: Expiry) => {
    const entry = entries.get(name);
    if (entry === undefined) return;
    if (entry.isTaken) {
      entry.due = why;
      return;
    }
    drop(name);
    expired(entry.value, why);
  };

  return {
    keep(value, bytes) {
      // Those that are taken go soon by themselves.
      const oldest = [...entries].filter(([, { isTaken }]) => !isTaken).map(([name]) => name);
      for (const name of oldest) {
        if (entries.size < maxCount && bytesOfAll() + bytes <= maxBytes) break;
        expire(name, 'room');
      }
      const name = newName();
      const takeBack = clock.after(lifeMs, () => expire(name, 'late'));
      entries.set(name, { value, bytes, isTaken: false, due: null, takeBack });
      return name;
    },

    find: (name) => entries.get(name)?.value ?? null,

    take(name) {
      const entry = entries.get(name);
      if (entry === undefined || entry.isTaken) return null;
      entry.isTaken = true;
      return {
        value: entry.value,
        finish: () => drop(name),
        giveBack() {
          entry.isTaken = false;
          if (entry.due !== null) expire(name, entry.due);
        },
      };
    },

    close() {
      for (const name of [...entries.keys()]) drop(name);
    },
  };
}
