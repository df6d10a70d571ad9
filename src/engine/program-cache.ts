/**
 * Compiled programs, kept warm for the next job of the same size; the least recently used ones go first. A program is
 * lent, so that one that still works is never taken away under its job.
 */
import type { Program } from './backend.js';

/** What holds memory until it is released. */
type Releasable = Pick<Program, 'release'>;

/** A program on loan. */
export interface Loan<Kept extends Releasable = Program> {
  readonly program: Kept;
  /** Ends the loan; `program` must not be used afterwards. Further calls do nothing. */
  giveBack(): void;
}

export interface ProgramCache<Kept extends Releasable = Program> {
  /** Lends the program of a key, compiled when it is not there. Concurrent calls for one key share the work. */
  take(key: string, pixels: number, compile: () => Promise<Kept>): Promise<Loan<Kept>>;
}

interface Entry<Kept> {
  readonly key: string;
  readonly pixels: number;
  readonly program: Promise<Kept>;
  loans: number;
}

/**
 * @param maxPixels picture pixels that all programs together may be for. The newest one and those on loan are kept
 *   whatever their size. Memory grows with the pixels, so this bounds it.
 */
export function createProgramCache<Kept extends Releasable = Program>(maxPixels: number): ProgramCache<Kept> {
  let entries: readonly Entry<Kept>[] = [];

  /** @param coming pixels of a program that is about to be made. */
  const makeRoom = async (coming: number): Promise<void> => {
    let pixels = coming;
    const kept: Entry<Kept>[] = [];
    const dropped: Entry<Kept>[] = [];
    for (const entry of entries) {
      pixels += entry.pixels;
      const isKept = entry.loans > 0 || pixels <= maxPixels || pixels === entry.pixels;
      if (!isKept) pixels -= entry.pixels;
      (isKept ? kept : dropped).push(entry);
    }
    entries = kept;
    // Why settled, not all: one that cannot be released is of no more use, and whoever waits for room learns from its
    // own compile whether there is enough.
    await Promise.allSettled(dropped.map(async ({ program }) => (await program).release()));
  };

  const lend = (entry: Entry<Kept>, program: Kept): Loan<Kept> => {
    let isOut = true;
    return {
      program,
      giveBack: () => {
        if (!isOut) return;
        isOut = false;
        entry.loans -= 1;
        if (entry.loans === 0) void makeRoom(0);
      },
    };
  };

  return {
    take: async (key, pixels, compile) => {
      const known = entries.find((entry) => entry.key === key);
      // Room is made before the new program is: its memory and the old ones' need not exist together.
      const entry = known ?? { key, pixels, loans: 0, program: makeRoom(pixels).then(compile) };
      entry.loans += 1;
      entries = [entry, ...entries.filter((other) => other !== entry)];
      try {
        return lend(entry, await entry.program);
      } catch (error) {
        entries = entries.filter((other) => other !== entry);
        throw error;
      }
    },
  };
}
