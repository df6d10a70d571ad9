/** The files of jobs that are no more, or that have forgotten them. */
import type { Job } from './job.js';
import type { Blobs, JobStore } from './store.js';

/**
 * An input that was put so recently may belong to a job that is just being taken in, and whose row does not name it
 * yet. What stays for that reason is swept as an orphan later. Milliseconds.
 */
const unnamedMs = 10 * 60 * 1000;

/**
 * Deletes the files of jobs, or of what is like one, save those that a job or a tenant's own style still names.
 * @param gone as they were while they named their files. @param wall milliseconds since 1970.
 * @returns bytes that were freed.
 */
export async function removeFilesOf(
  gone: readonly Pick<Job, 'inputs' | 'result' | 'endedAt'>[],
  { jobs, blobs, wall }: { jobs: Pick<JobStore, 'referencedBlobs'>; blobs: Blobs; wall: number },
): Promise<number> {
  const named = await jobs.referencedBlobs();
  const drop = async (hash: string, before?: number): Promise<number> => {
    if (named.has(hash)) return 0;
    const bytes = await blobs.size(hash);
    await blobs.remove(hash, before);
    return bytes !== null && (await blobs.size(hash)) === null ? bytes : 0;
  };
  let freed = 0;
  for (const { result, endedAt } of gone) {
    // Why the time: the same picture may have been put again for another job, whose end is just being written.
    for (const hash of [result?.blob, result?.timelapse?.blob]) {
      if (hash) freed += await drop(hash, (endedAt ?? wall) + 1);
    }
  }
  for (const hash of new Set(gone.flatMap(({ inputs }) => inputs))) {
    freed += await drop(hash, wall - unnamedMs);
  }
  return freed;
}
