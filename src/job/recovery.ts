/** What an earlier process left behind: jobs that ran when it stopped, and who was served. */
import { type Job, type JobFailure, tenantKey, userKey } from './job.js';
import type { Ending, JobStore } from './store.js';
import type { Standing } from './turns.js';

/** A job that was running at so many restarts, without a checkpoint in between, is not taken up again. */
const maxStalls = 8;
/** How far back it matters who was served, milliseconds. */
const servedMs = 24 * 3600_000;
/** As many as the queue remembers turns. */
const servedJobs = 1000;

export interface RecoveryParts {
  readonly jobs: JobStore;
  /** Brings a job to its end. */
  readonly finish: (job: Job, ending: Omit<Ending, 'endedAt'>) => Promise<void>;
}

/** Who was served in the last day, oldest first. @param now milliseconds since 1970 */
export async function readLastServed(jobs: JobStore, now: number): Promise<readonly Standing[]> {
  const since = now - servedMs;
  const latest = await jobs.list({ limit: servedJobs });
  return latest
    .filter(({ startedAt }) => (startedAt ?? 0) >= since)
    .sort((a, b) => a.startedAt! - b.startedAt!)
    .map(({ requester }) => ({ tenant: tenantKey(requester), user: userKey(requester) }));
}

/**
 * Brings back to the queue what was running, and ends what must not run again: what was to be cancelled, and what was
 * running at too many restarts without getting further.
 * @returns all that wait, in the order in which they are to be taken in: those that had been started first.
 */
export async function recoverJobs({ jobs, finish }: RecoveryParts): Promise<readonly Job[]> {
  const waiting: Job[] = [];
  for (const job of await jobs.unfinished()) {
    // Why always counted: a checkpoint that got further has set the count back (JobStore.checkpointed).
    const again = job.state === 'queued' ? job : await jobs.requeue(job.id, { stall: 'count' });
    if (again === null) continue;
    // Why only now: somebody may have wished it since all of them were read, and nobody hears a wish of one that waits.
    const { cancelledBy } = again;
    if (cancelledBy !== null) await finish(again, { state: 'cancelled', cancelledBy });
    else if (again.stalls < maxStalls) waiting.push(again);
    else await finish(again, { state: 'failed', failure: stalled(again) });
  }
  const startedAt = (job: Job) => job.startedAt ?? Number.POSITIVE_INFINITY;
  return waiting.sort((a, b) => {
    const [first, second] = [startedAt(a), startedAt(b)];
    return first === second ? a.createdAt - b.createdAt : first - second;
  });
}

const stalled = ({ stalls }: Job): JobFailure => ({
  code: 'renderer-died',
  context: { detail: `it was running at ${stalls} restarts in a row and got no further` },
});
