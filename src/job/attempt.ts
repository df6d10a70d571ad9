/** One attempt at a job: what the run tells goes to the watchers, the store and the paces; what it comes to is settled. */
import { asStudioError, type StudioError } from '../errors.js';
import type { Log } from '../log.js';
import type { NoteCode, NoteProgress, StartedProgress, StepProgress } from '../progress/progress.js';
import type { JobClock } from './clock.js';
import type { JobEnding } from './ending.js';
import type { Heard } from './events.js';
import type { Insist } from './insist.js';
import type { Job, JobFailure, JobResult } from './job.js';
import type { Pace } from './pace.js';
import type { EndedUpdate, Run, RunUpdate } from './run.js';
import type { Ending, JobStore } from './store.js';
import { type Attempt, type Tracked, waitedMs } from './tracked.js';
import type { NewsBoard } from './watch.js';

export interface AttemptParts {
  readonly jobs: JobStore;
  readonly run: Run;
  readonly pace: Pace;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly heard: Heard;
  readonly board: NewsBoard;
  readonly insist: Insist;
  /** A long side worth trying for a job that is too heavy here, pixels; 0 where none is. */
  readonly fits: (job: Job) => number;
  readonly ending: Pick<JobEnding, 'finish' | 'lose'>;
}

/** @returns whether the job goes back to those who wait. */
export type TryJob = (tracked: Tracked, attempt: Attempt) => Promise<boolean>;

type Outcome =
  | EndedUpdate
  | { readonly type: 'suspended' }
  | { readonly type: 'failed'; readonly error: StudioError };

/** So many dead rendering processes are the job's own fault. */
const maxDeaths = 2;
/** Notes that still matter when the picture is done; the others tell what is going on. */
const lasting: ReadonlySet<NoteCode> = new Set(['not-finite', 'size-reduced', 'checkpoint-lost']);

export function createTryJob(parts: AttemptParts): TryJob {
  const { jobs, run, pace, clock, log, heard, board, insist, fits, ending } = parts;

  const begin = async (tracked: Tracked, { slot, suspend }: Attempt): Promise<boolean> => {
    const { id } = tracked.job;
    const change = () => jobs.start(id, slot.name, slot.device, clock.wall());
    const job = await insist('start', id, change, suspend.signal);
    if (job === null) {
      await ending.lose(tracked);
      return false;
    }
    tracked.job = job;
    const isFirst = tracked.firstStartAt === null;
    if (isFirst) {
      tracked.firstWaitMs = waitedMs(tracked, clock.now());
      tracked.firstStartAt = clock.now();
    }
    const waitSeconds = isFirst ? tracked.firstWaitMs / 1000 : null;
    heard({ type: 'started', id, slot: slot.name, device: slot.device, waitSeconds });
    return true;
  };

  /** What an attempt tells on the way. */
  const createEar = (tracked: Tracked, attempt: Attempt) => {
    const { id, recipe } = tracked.job;
    let started: StartedProgress | null = null;
    let last: StepProgress | null = null;

    const step = (update: StepProgress) => {
      // Why not from 0: what earlier attempts took counts in the update's seconds.
      const seconds = last === null ? (clock.now() - attempt.heardAt) / 1000 : update.seconds - last.seconds;
      const isFirst = update.rung !== last?.rung;
      const pixels = update.width * update.height;
      last = update;
      attempt.step = update.step;
      attempt.steps = update.steps;
      attempt.etaSeconds = update.etaSeconds;
      attempt.seconds = update.seconds;
      attempt.heardAt = clock.now();
      pace.learn({ device: attempt.slot.device, recipe, pixels, seconds, isFirst });
      heard({ type: 'step', id, device: started?.device ?? attempt.slot.device, recipe, pixels, seconds });
    };

    const note = async ({ code, detail }: NoteProgress) => {
      if (!lasting.has(code)) return;
      await jobs.addNote(id, { code, detail });
      tracked.job = { ...tracked.job, notes: [...tracked.job.notes, { code, detail }] };
    };

    const checkpoint = async (at: number) => {
      heard({ type: 'checkpoint', id, step: at });
      await jobs.checkpointed(id, at);
      tracked.job = { ...tracked.job, checkpointStep: at };
    };

    return async (update: Exclude<RunUpdate, EndedUpdate>) => {
      if (update.type === 'started') {
        started = update;
        attempt.step = update.resumedAt;
        attempt.steps = update.steps;
      } else if (update.type === 'step') step(update);
      if (update.type !== 'suspended') board.tell(id, update);
      try {
        if (update.type === 'note') await note(update);
        else if (update.type === 'checkpoint') await checkpoint(update.step);
      } catch (error) {
        // Why: the picture matters more than a row that says how far it is.
        log.warn({ job: id, what: update.type, err: error }, 'the store did not take news of a job');
      }
    };
  };

  const paint = async (tracked: Tracked, attempt: Attempt): Promise<Outcome> => {
    const { slot, cancel, suspend } = attempt;
    const hear = createEar(tracked, attempt);
    try {
      for await (const update of run(tracked.job, { slot, signal: cancel.signal, suspend: suspend.signal })) {
        if (update.type === 'ended') return update;
        await hear(update);
        if (update.type === 'suspended') return { type: 'suspended' };
      }
      throw new TypeError('Expected the run to end with `ended` or `suspended`');
    } catch (error) {
      // Why: a run that is stopped before it has begun may throw the reason instead of ending.
      if (error === cancel.signal.reason) return { type: 'ended', state: 'cancelled', result: null };
      if (error === suspend.signal.reason) return { type: 'suspended' };
      return { type: 'failed', error: asStudioError(error) };
    }
  };

  const end = async (tracked: Tracked, how: Omit<Ending, 'endedAt'>): Promise<false> => {
    await ending.finish(tracked, how);
    return false;
  };

  const giveBack = async (tracked: Tracked, why: { readonly death?: true }): Promise<boolean> => {
    const { id } = tracked.job;
    const job = await insist('requeue', id, () => jobs.requeue(id, why));
    if (job === null) {
      await ending.lose(tracked);
      return false;
    }
    tracked.job = job;
    tracked.isResumed = true;
    // Why: another process's wish may have gone unheard here.
    const { cancelledBy } = job;
    return cancelledBy === null || end(tracked, { state: 'cancelled', cancelledBy });
  };

  const settleDeath = async (tracked: Tracked, { slot }: Attempt, error: StudioError): Promise<boolean> => {
    const { id, size, deaths: before } = tracked.job;
    const deaths = before + 1;
    heard({ type: 'death', id, slot: slot.name, device: slot.device, deaths });
    log.warn({ job: id, slot: slot.name, deaths, err: error }, 'a rendering process died');
    if (deaths < maxDeaths) return giveBack(tracked, { death: true });
    const { detail } = error.context as { readonly detail: string };
    const context = { size, fits: fits(tracked.job), detail };
    return end(tracked, { state: 'failed', failure: { code: 'job-too-heavy', context }, death: true });
  };

  return async (tracked, attempt) => {
    if (!(await begin(tracked, attempt))) return false;
    const isStopped = attempt.cancel.signal.aborted;
    const outcome: Outcome = isStopped
      ? { type: 'ended', state: 'cancelled', result: null }
      : await paint(tracked, attempt);
    if (outcome.type === 'ended' && outcome.state === 'done') {
      return end(tracked, { state: 'done', ...withResult(outcome.result) });
    }
    // Why first: whoever wished the end gets it, whatever else happened to the attempt.
    const picture = outcome.type === 'ended' ? withResult(outcome.result) : {};
    const { cancelledBy, isOverdue } = attempt;
    if (cancelledBy !== null) return end(tracked, { state: 'cancelled', cancelledBy, ...picture });
    if (isOverdue) return end(tracked, { state: 'expired', failure: tooLong(tracked), ...picture });
    if (outcome.type === 'ended') return end(tracked, { state: 'cancelled', ...picture });
    if (outcome.type === 'suspended') return giveBack(tracked, {});
    const { error } = outcome;
    // Why no death: on the way out of the program the renderer is killed where its step takes too long.
    if (error.code === 'renderer-died' && attempt.suspend.signal.aborted) return giveBack(tracked, {});
    if (error.code === 'renderer-died') return settleDeath(tracked, attempt, error);
    log.warn({ job: tracked.job.id, code: error.code, err: error }, 'a job failed');
    return end(tracked, { state: 'failed', failure: { code: error.code, context: error.context } });
  };
}

const withResult = (result: JobResult | null) => (result === null ? {} : { result });

const tooLong = ({ rules }: Tracked): JobFailure => ({
  code: 'rendered-too-long',
  context: { minutes: rules?.maxRenderMinutes ?? 0 },
});
