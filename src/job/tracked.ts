/** What is held in memory of a job that waits or runs. Jobs that have ended are only in the store. */
import type { QueuedJob } from './fair-queue.js';
import { type Job, tenantKey, userKey } from './job.js';
import type { Slot } from './run.js';

/** What a server's settings say of the queue, for the jobs of one tenant. */
export interface QueueRules {
  /** So many of a user's jobs run at the same time; more wait. 1 or more. */
  readonly userRunning: number;
  /** A job that has not started after so long is given up. */
  readonly maxWaitMinutes: number;
  /** A job that has been painted for so long, over all attempts, is stopped. */
  readonly maxRenderMinutes: number;
}

/** One try at a job, in a slot. */
export interface Attempt {
  readonly slot: Slot;
  /** Ends it with the best picture so far. */
  readonly cancel: AbortController;
  /** Ends it with a checkpoint. */
  readonly suspend: AbortController;
  /** Who wished its end; null = nobody. */
  cancelledBy: string | null;
  /** Painted for too long. */
  isOverdue: boolean;
  /** Seconds of painting over all attempts, as last heard, and when that was (clock that never goes back). */
  seconds: number;
  heardAt: number;
  step: number;
  steps: number;
  /** As last heard; null before. */
  etaSeconds: number | null;
}

export interface Tracked {
  job: Job;
  /** As of when the job came; null while they are looked up. */
  rules: QueueRules | null;
  /** When this process took it in, by the clock that never goes back, and how long it had waited before. */
  readonly addedAt: number;
  readonly waitedMs: number;
  /** When the first attempt began, by that clock; null before it. */
  firstStartAt: number | null;
  /** Until then, milliseconds. */
  firstWaitMs: number;
  attempt: Attempt | null;
  /** Was interrupted. */
  isResumed: boolean;
  /** Is being ended while it waits: must not start any more. */
  isLeaving: boolean;
  /** Its watchers know that it waits for the user's other jobs. */
  isHeldBackTold: boolean;
}

/**
 * @param now clock that never goes back @param wall milliseconds since 1970, to count what passed before this process;
 *   null for one that has only just come
 */
export function track(job: Job, now: number, wall: number | null): Tracked {
  const { createdAt, startedAt } = job;
  const isStarted = startedAt !== null;
  return {
    ...{ job, rules: null, addedAt: now, attempt: null, isLeaving: false, isHeldBackTold: false },
    isResumed: isStarted,
    waitedMs: wall === null ? 0 : Math.max(0, wall - createdAt),
    firstStartAt: isStarted ? now - Math.max(0, (wall ?? startedAt) - startedAt) : null,
    firstWaitMs: isStarted ? Math.max(0, startedAt - createdAt) : 0,
  };
}

/** How long a job has waited for its first attempt, milliseconds: no jump of the wall clock counts. */
export const waitedMs = (tracked: Tracked, now: number): number =>
  tracked.firstStartAt === null ? tracked.waitedMs + now - tracked.addedAt : tracked.firstWaitMs;

/** How long an attempt's job has been painted, seconds, over all attempts. */
export const paintedSeconds = ({ seconds, heardAt }: Attempt, now: number): number =>
  seconds + (now - heardAt) / 1000;

export function toQueuedJob({ job, rules, isResumed }: Tracked, seconds: number): QueuedJob {
  return {
    ...{ id: job.id, tenant: tenantKey(job.requester), user: userKey(job.requester), seconds, isResumed },
    userRunning: Math.max(1, rules?.userRunning ?? 1),
  };
}
