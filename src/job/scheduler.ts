/**
 * Who is painted when, where, and what becomes of it: the fair queue in front of the slots, attempts, deadlines, news.
 * All that must survive is in the store before it counts; here is only what waits and what runs.
 */
import { asStudioError, StudioError } from '../errors.js';
import type { Log } from '../log.js';
import { createTryJob } from './attempt.js';
import type { JobClock } from './clock.js';
import { createJobEnding } from './ending.js';
import type { Heard } from './events.js';
import { FairQueue } from './fair-queue.js';
import type { Forecast } from './forecast.js';
import { createInsist } from './insist.js';
import { type Job, tenantKey } from './job.js';
import { createOutlook } from './outlook.js';
import type { Pace } from './pace.js';
import { createPatrol } from './patrol.js';
import { readLastServed, recoverJobs } from './recovery.js';
import type { JobNews, Run, Slot } from './run.js';
import { createService } from './service.js';
import { isFinal } from './states.js';
import type { JobStore } from './store.js';
import { type QueueRules, type Tracked, track } from './tracked.js';
import { createNewsBoard } from './watch.js';

export type { Forecast } from './forecast.js';
export type { QueueRules } from './tracked.js';

export interface SchedulerOptions {
  readonly jobs: JobStore;
  /** One or more, with names of their own. The first that is free is taken. */
  readonly slots: readonly Slot[];
  readonly run: Run;
  /** Loaded already. */
  readonly pace: Pace;
  /** What the settings of a tenant (its `tenantKey`) say, asked once for every job. */
  readonly rules: (tenant: string) => Promise<QueueRules>;
  /** A long side worth trying for a job that is too heavy here, pixels; 0 where none is. */
  readonly fits: (job: Job) => number;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly heard: Heard;
}

export interface RunningJob {
  readonly job: Job;
  readonly slot: Slot;
  /** Steps that have ended, and all of them; 0 before the engine has said. */
  readonly step: number;
  readonly steps: number;
  readonly etaSeconds: number | null;
}

export interface Overview {
  /** In the order in which they are expected to start. */
  readonly waiting: readonly { readonly job: Job; readonly forecast: Forecast }[];
  readonly running: readonly RunningJob[];
}

export interface Scheduler {
  /**
   * Takes up what an earlier process left, and begins to serve: nothing starts before. What was running is queued again.
   * @throws StudioError of the store.
   */
  recover(): Promise<void>;
  /** Takes in a job that the store has admitted. One that is here already changes nothing. */
  add(job: Job): void;
  /**
   * Ends a job: at once where it waits, within one step, with the best picture so far, where it runs.
   * @param by the user's key, or `operator`
   * @returns the job as it is then: one that runs still does
   * @throws StudioError 'job-unknown'; 'job-state' for one that has ended.
   */
  cancel(id: string, by: string): Promise<Job>;
  /**
   * What happens to a job: first what is known now, then news, `finished` at the end; that alone for one that has
   * ended. Ends without it when `signal` is aborted or the scheduler stops. Slow readers get the latest step and preview.
   * @throws StudioError 'job-unknown'.
   */
  watch(id: string, signal: AbortSignal): AsyncIterable<JobNews>;
  /** Where a job stands that waits or runs; null for any other. */
  forecast(id: string): Forecast | null;
  overview(): Overview;
  /** Looks for what other processes have changed. Done twice a second anyway. @throws StudioError of the store. */
  reconcile(): Promise<void>;
  /**
   * Takes nothing more and has what runs suspended; all of it waits in the store then, and goes on at the next
   * start. Settles when all slots are idle, however long that takes.
   */
  stop(): Promise<void>;
}

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { jobs, slots, pace, rules, clock, log, heard } = options;
  const tracked = new Map<string, Tracked>();
  const fair = new FairQueue();
  const stopping = new AbortController();
  const board = createNewsBoard();
  const insist = createInsist({ clock, log });
  const outlook = createOutlook({ fair, tracked, slots, pace, clock, board });
  const back = (entry: Tracked) => service.enqueue(entry);
  const ending = createJobEnding({
    ...{ jobs, tracked, fair, board, outlook, clock, log, heard, insist, back },
  });
  const tryJob = createTryJob({ ...options, board, insist, ending });
  /** Those who come are let in one after the other, so that they stand in line as they came. */
  let door: Promise<void> = Promise.resolve();

  const service = createService({
    ...options,
    ...{ tracked, fair, board, outlook, ending, tryJob, stopping },
  });

  const letIn = async (entry: Tracked): Promise<void> => {
    const { id, requester } = entry.job;
    try {
      const read = () => rules(tenantKey(requester));
      entry.rules = await insist('rules', id, read, stopping.signal);
      service.enqueue(entry);
    } catch (error) {
      log.error({ job: id, err: error }, 'the rules for a job cannot be read');
      if (!stopping.signal.aborted) await ending.giveUp(entry, asStudioError(error));
    }
  };

  const take = (job: Job, wall: number | null): Promise<void> => {
    if (tracked.has(job.id) || stopping.signal.aborted) return door;
    const entry = track(job, clock.now(), wall);
    tracked.set(job.id, entry);
    board.open(job.id);
    door = door.then(() => letIn(entry));
    return door;
  };

  const add = (job: Job) => {
    if (tracked.has(job.id) || stopping.signal.aborted) return;
    heard({ type: 'admitted', id: job.id, door: job.requester.door });
    void take(job, null);
  };

  const patrol = createPatrol({ jobs, tracked, clock, log, ending, add });

  return {
    async recover() {
      await patrol.remember();
      fair.remember(await readLastServed(jobs, clock.wall()));
      const waiting = await recoverJobs({
        jobs,
        finish: (job, how) => ending.finish(track(job, clock.now(), clock.wall()), how),
      });
      await Promise.all(waiting.map((job) => take(job, clock.wall())));
      if (stopping.signal.aborted) return;
      patrol.start();
      service.start();
    },

    add,

    async cancel(id, by) {
      for (;;) {
        const job = await jobs.get(id);
        if (job === null) throw new StudioError('job-unknown', { id });
        const { state } = job;
        if (isFinal(state)) throw new StudioError('job-state', { id, state, action: 'cancelled' });
        const ended = await ending.cancel(job, tracked.get(id) ?? null, by);
        if (ended !== null) return ended;
      }
    },

    watch(id, signal) {
      const look = async () => {
        const job = await jobs.get(id);
        if (job === null) throw new StudioError('job-unknown', { id });
        return isFinal(job.state) ? job.state : null;
      };
      return board.watch(id, signal, () => outlook.standing(id), look);
    },

    forecast: (id) => outlook.of(id),

    overview: () => ({
      waiting: outlook.waiting().flatMap((id) => {
        const job = tracked.get(id)?.job;
        const forecast = outlook.of(id);
        return job === undefined || forecast === null ? [] : [{ job, forecast }];
      }),
      running: [...tracked.values()].flatMap((entry) => {
        const { job, attempt } = entry;
        if (attempt === null) return [];
        const { slot, step, steps } = attempt;
        return [{ job, slot, step, steps, etaSeconds: outlook.left(entry, attempt) }];
      }),
    }),

    reconcile: patrol.reconcile,

    async stop() {
      stopping.abort();
      patrol.stop();
      outlook.stop();
      await service.stop();
      board.end();
      tracked.clear();
      await pace.flush().catch((error) => log.warn({ err: error }, 'learned paces were not written'));
    },
  };
}
