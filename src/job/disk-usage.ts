/** Bytes that the stored pictures take, without walking through their folders at every question. */
import type { JobClock } from './clock.js';
import type { Blobs } from './store.js';

export interface DiskUsage {
  /** Counts anew where the last count is older. */
  bytes(maxAgeMs: number): Promise<number>;
  /**
   * The last count, whatever its age: where it is older, a new one begins beside. Waits only for the very first.
   * Counting thousands of files takes a second, which nobody who asks for a picture shall wait.
   */
  estimate(maxAgeMs: number): Promise<number>;
  /** So many bytes were deleted since. */
  subtract(bytes: number): void;
}

export function createDiskUsage({
  blobs,
  clock,
}: {
  blobs: Pick<Blobs, 'list'>;
  clock: Pick<JobClock, 'now'>;
}): DiskUsage {
  let known: { readonly at: number; bytes: number } | null = null;
  let counting: Promise<number> | null = null;

  const count = async () => {
    const at = clock.now();
    let bytes = 0;
    for await (const blob of blobs.list()) bytes += blob.bytes;
    known = { at, bytes };
    return bytes;
  };

  const isFresh = (maxAgeMs: number) => known !== null && clock.now() - known.at <= maxAgeMs;
  const recount = () => {
    counting ??= count().finally(() => {
      counting = null;
    });
    return counting;
  };

  return {
    async bytes(maxAgeMs) {
      return known !== null && isFresh(maxAgeMs) ? known.bytes : recount();
    },
    async estimate(maxAgeMs) {
      if (known === null) return recount();
      if (!isFresh(maxAgeMs)) {
        recount().catch(() => {
          // Why: a folder that cannot be read is told to whoever needs an exact count.
        });
      }
      return known.bytes;
    },
    subtract(bytes) {
      if (known !== null) known.bytes = Math.max(0, known.bytes - bytes);
    },
  };
}
