/** A clock that goes when it is told to, and lets what it wakes run to where it waits again. */
import type { JobClock } from '../../src/job/clock.js';

export interface ManualClock extends JobClock {
  /** Lets so many milliseconds pass, waking in order. */
  pass(ms: number): Promise<void>;
  /** Moves the wall clock alone. */
  jump(ms: number): void;
  /** Alarms that wait. */
  readonly alarms: number;
}

/** Turns of the event loop, so that promises settle that stand behind one another. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export function createManualClock(wallStart = 0): ManualClock {
  let now = 0;
  let wallOffset = wallStart;
  const alarms = new Set<{ readonly at: number; readonly wake: () => void }>();

  return {
    now: () => now,
    wall: () => now + wallOffset,
    after(ms, wake) {
      const alarm = { at: now + ms, wake };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = [...alarms].sort((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        alarms.delete(next);
        now = next.at;
        next.wake();
        await settle();
      }
      now = end;
    },
    jump(ms) {
      wallOffset += ms;
    },
    get alarms() {
      return alarms.size;
    },
  };
}
