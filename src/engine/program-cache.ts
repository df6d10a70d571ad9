/**
 * Compiled programs, kept warm for the next job of the same size; the least recently used ones go first. A program is
 * lent, so that one that still works is never taken away under its job.
 */
import type { Program } from './backend.js';

/** A program on loan. */
export interface Loan {
  readonly program: Program;
  /** Ends the loan; `program` must not be used afterwards. Further calls do nothing. */
  giveBack(): void;
}

export interface ProgramCache {
  /** Lends the program of a key, compiled when it is not there. Concurrent calls for one key share the work. */
  take(key: string, pixels: number, compile: () => Promise<Program>): Promise<Loan>;
}

interface Entry {
  readonly key: string;
  readonly pixels: number;
  readonly program: Promise<Program>;
  loans: number;
}

/**
 * @param maxPixels picture pixels that all programs together may be for. The newest one and those on loan are kept
 *   whatever their size. Memory grows with the pixels, so this bounds it.
 */
export function createProgramCache(maxPixels: number): ProgramCache {
  let entries: readonly Entry[] = [];

  /** @param coming pixels of a program that is about to be made. */
  const makeRoom = async (coming: number): Promise<void> => {
    let pixels = coming;
    const kept: Entry[] = [];
    const dropped: Entry[] = [];
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

  const lend = (entry: Entry, program: Program): Loan => {
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
