/** What the queue is handed: slots to run in, and the function that runs one job once. */
import type { EndProgress, Progress, QueuedProgress } from '../progress/progress.js';
import type { FinalState, Job, JobResult } from './job.js';

/** A place where one job runs at a time. */
export interface Slot {
  /** `slot 1`, as job records name it. */
  readonly name: string;
  /** As in IMPASTO_SLOTS: `cuda:0`, `cpu`, `auto`. */
  readonly device: string;
}

export interface RunOptions {
  readonly slot: Slot;
  /** Ends the attempt within one step with the best picture so far (`ended`, state `cancelled`). */
  readonly signal: AbortSignal;
  /** Ends the attempt within one step with a checkpoint (`suspended`). */
  readonly suspend: AbortSignal;
}

/** The attempt has ended and the picture is kept; `result` is null where there was none yet. */
export interface EndedUpdate {
  readonly type: 'ended';
  readonly state: 'done' | 'cancelled';
  readonly result: JobResult | null;
}

export type RunUpdate = Exclude<Progress, QueuedProgress | EndProgress> | EndedUpdate;

/**
 * One attempt at a job, from its last checkpoint if there is one. Ends with `ended` or `suspended`.
 * @throws StudioError 'renderer-died' when the rendering process died under it (the caller counts those), any other
 *   code for what no second attempt mends.
 */
export type Run = (job: Job, options: RunOptions) => AsyncIterable<RunUpdate>;

/** The job has come to its end; what became of it is in the store. Always the last news of a job. */
export interface FinishedNews {
  readonly type: 'finished';
  readonly state: FinalState;
}

/** What those who watch a job hear. `queued` comes again after a restart. */
export type JobNews = Exclude<Progress, EndProgress> | FinishedNews;
