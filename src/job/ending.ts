/** How jobs end: in the store first, then out of memory, then their watchers and the figures hear of it. */
import type { StudioError } from '../errors.js';
import type { Log } from '../log.js';
import type { JobClock } from './clock.js';
import type { Heard } from './events.js';
import type { FairQueue } from './fair-queue.js';
import type { Insist } from './insist.js';
import type { Job } from './job.js';
import type { Outlook } from './outlook.js';
import { isFinal } from './states.js';
import type { Ending, JobStore } from './store.js';
import { type Tracked, track, waitedMs } from './tracked.js';
import type { NewsBoard } from './watch.js';

export interface JobEndingParts {
  readonly jobs: JobStore;
  readonly tracked: Map<string, Tracked>;
  readonly fair: FairQueue;
  readonly board: NewsBoard;
  readonly outlook: Outlook;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'warn'>;
  readonly heard: Heard;
  readonly insist: Insist;
  /** Puts one that could not be ended back in line. */
  readonly back: (entry: Tracked) => void;
}

type How = Omit<Ending, 'endedAt'>;

export interface JobEnding {
  /** Brings a job to its end, as soon as the store takes it. */
  finish(entry: Tracked, how: How): Promise<void>;
  /** Gives one that waits up; it starts no more. */
  expire(entry: Tracked, how: How): Promise<void>;
  /** Another process has ended it: it is forgotten here. */
  lose(entry: Tracked): Promise<void>;
  /** Something unforeseen: the job fails with it where that is still possible, and is forgotten here. */
  giveUp(entry: Tracked, error: StudioError): Promise<void>;
  /**
   * Ends one that waits, or wishes the end of one that runs.
   * @param entry null where this process does not have it
   * @returns the job as it is then; null where it changed meanwhile and has to be looked at again
   */
  cancel(job: Job, entry: Tracked | null, by: string): Promise<Job | null>;
}

export function createJobEnding(parts: JobEndingParts): JobEnding {
  const { jobs, tracked, fair, board, outlook, clock, log, heard, insist, back } = parts;

  const leave = (entry: Tracked, job: Job | null) => {
    const id = entry.job.id;
    if (tracked.get(id) === entry) tracked.delete(id);
    fair.remove(id);
    if (job === null || !isFinal(job.state)) board.close(id, null);
    else {
      const now = clock.now();
      const { firstStartAt } = entry;
      heard({
        ...{ type: 'ended', id, state: job.state, code: job.failure?.code ?? null },
        waitSeconds: waitedMs(entry, now) / 1000,
        renderSeconds: firstStartAt === null ? 0 : (now - firstStartAt) / 1000,
      });
      board.close(id, job.state);
    }
    outlook.changed();
  };

  const end = (id: string, how: How) => jobs.end(id, { ...how, endedAt: clock.wall() });

  const lose = async (entry: Tracked) => {
    const { id } = entry.job;
    leave(entry, await insist('get', id, () => jobs.get(id)));
  };

  const finish = async (entry: Tracked, how: How) => {
    const { id } = entry.job;
    const ended = await insist('end', id, () => end(id, how));
    if (ended === null) await lose(entry);
    else leave(entry, ended);
  };

  /** Takes one out of the line first, so that it cannot start while the store is asked. */
  const hold = (entry: Tracked) => {
    entry.isLeaving = true;
    fair.remove(entry.job.id);
  };

  const cancelWaiting = async (job: Job, entry: Tracked | null, by: string): Promise<Job | null> => {
    const how = { state: 'cancelled', cancelledBy: by } as const;
    if (entry === null) {
      const ended = await end(job.id, how);
      if (ended !== null) leave(track(ended, clock.now(), clock.wall()), ended);
      return ended;
    }
    hold(entry);
    try {
      const ended = await end(job.id, how);
      if (ended === null) await lose(entry);
      else leave(entry, ended);
      return ended;
    } catch (error) {
      entry.isLeaving = false;
      back(entry);
      throw error;
    }
  };

  const cancelRunning = async ({ id }: Job, entry: Tracked, by: string): Promise<Job | null> => {
    const attempt = entry.attempt!;
    attempt.cancelledBy ??= by;
    attempt.cancel.abort();
    try {
      await jobs.wishCancel(id, by);
    } catch (error) {
      // Why: it stops all the same; the store only remembers the wish over a crash.
      log.warn({ job: id, err: error }, 'the wish to cancel a job was not written');
    }
    return jobs.get(id);
  };

  return {
    finish,
    lose,

    async expire(entry, how) {
      hold(entry);
      await finish(entry, how);
    },

    async giveUp(entry, { code, context }) {
      const { id } = entry.job;
      const ended = await end(id, { state: 'failed', failure: { code, context } }).catch((error) => {
        log.warn({ job: id, err: error }, 'the end of a job was not written');
        return null;
      });
      leave(entry, ended);
    },

    async cancel(job, entry, by) {
      if (entry !== null && entry.attempt !== null) return cancelRunning(job, entry, by);
      if (job.state === 'queued') return cancelWaiting(job, entry, by);
      return (await jobs.wishCancel(job.id, by)) ? jobs.get(job.id) : null;
    },
  };
}
