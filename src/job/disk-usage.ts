/** Bytes that the stored pictures take, without walking through their folders at every question. */
import type { JobClock } from './clock.js';
import type { Blobs } from './store.js';

export interface DiskUsage {
  /** @param maxAgeMs an older count is not good enough. */
  bytes(maxAgeMs: number): Promise<number>;
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

  return {
    async bytes(maxAgeMs) {
      if (known !== null && clock.now() - known.at <= maxAgeMs) return known.bytes;
      counting ??= count().finally(() => {
        counting = null;
      });
      return counting;
    },
    subtract(bytes) {
      if (known !== null) known.bytes = Math.max(0, known.bytes - bytes);
    },
  };
}
