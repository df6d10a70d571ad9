/** A picture that somebody wants gone: its row, its files, and first its painting where that still goes on. */
import { StudioError } from '../errors.js';
import { removeFilesOf } from './files-of.js';
import type { Job } from './job.js';
import type { Scheduler } from './scheduler.js';
import { isFinal } from './states.js';
import type { Blobs, JobStore } from './store.js';

export interface RemovalParts {
  readonly jobs: Pick<JobStore, 'get' | 'remove' | 'referencedBlobs'>;
  readonly blobs: Blobs;
  readonly scheduler: Pick<Scheduler, 'cancel' | 'watch'>;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

/**
 * Deletes a job with its files. One that waits or runs is cancelled, and its end is waited for.
 * @param by the user's key, or `operator`.
 * @throws StudioError 'job-state' where `signal` ended the wait before the job did; it is cancelled all the same.
 */
export type RemoveJob = (job: Job, by: string, signal: AbortSignal) => Promise<void>;

export function createRemoval({ jobs, blobs, scheduler, wall }: RemovalParts): RemoveJob {
  const stop = async (id: string, by: string, signal: AbortSignal): Promise<void> => {
    try {
      await scheduler.cancel(id, by);
    } catch (error) {
      // Why: it came to its end by itself in the meantime, which is as good.
      const isOver = error instanceof StudioError && ['job-state', 'job-unknown'].includes(error.code);
      if (!isOver) throw error;
    }
    for await (const { type } of scheduler.watch(id, signal)) if (type === 'finished') return;
  };

  return async (job, by, signal) => {
    const { id } = job;
    if (!isFinal(job.state)) await stop(id, by, signal);
    const ended = await jobs.get(id);
    if (ended === null) return;
    if (!isFinal(ended.state))
      throw new StudioError('job-state', { id, state: ended.state, action: 'deleted' });
    // Why the row first: what nobody names is swept later, should this be interrupted.
    await jobs.remove([id]);
    await removeFilesOf([ended], { jobs, blobs, wall: wall() });
  };
}
