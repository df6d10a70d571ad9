/** Compiled programs, kept warm for the next job of the same size; the least recently used ones go first. */
import type { Program } from './backend.js';

export interface ProgramCache {
  /** The program of a key, compiled when it is not there. Concurrent calls for one key share the work. */
  take(key: string, pixels: number, compile: () => Promise<Program>): Promise<Program>;
}

interface Entry {
  readonly key: string;
  readonly pixels: number;
  readonly program: Promise<Program>;
}

/**
 * @param maxPixels picture pixels that all programs together may be for; the newest is kept whatever its size. Memory
 *   grows with the pixels, so this bounds it.
 */
export function createProgramCache(maxPixels: number): ProgramCache {
  let entries: readonly Entry[] = [];

  const evict = async (): Promise<void> => {
    let pixels = 0;
    const kept: Entry[] = [];
    const dropped: Entry[] = [];
    for (const entry of entries) {
      pixels += entry.pixels;
      (kept.length === 0 || pixels <= maxPixels ? kept : dropped).push(entry);
    }
    entries = kept;
    await Promise.all(dropped.map(async ({ program }) => (await program).release()));
  };

  return {
    take: async (key, pixels, compile) => {
      const known = entries.find((entry) => entry.key === key);
      const entry = known ?? { key, pixels, program: compile() };
      entries = [entry, ...entries.filter((other) => other !== entry)];
      // Room is made before the new program is waited for: its memory and the old ones' need not exist together.
      if (!known) await evict();
      try {
        return await entry.program;
      } catch (error) {
        entries = entries.filter((other) => other !== entry);
        throw error;
      }
    },
  };
}
