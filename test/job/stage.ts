/** A scheduler with a store in memory, a clock that goes when told to, and attempts that do what the test says. */
import type { JobEvent } from '../../src/job/events.js';
import type { Job, JobResult } from '../../src/job/job.js';
import { createPace } from '../../src/job/pace.js';
import type { JobNews, RunOptions, RunUpdate } from '../../src/job/run.js';
import { createScheduler, type QueueRules, type Scheduler } from '../../src/job/scheduler.js';
import type { PaceRow } from '../../src/job/store.js';
import { createMailbox } from '../../src/progress/mailbox.js';
import type { StartedProgress, StepProgress } from '../../src/progress/progress.js';
import { createManualClock, settle } from '../fakes/manual-clock.js';
import { createMemoryStore, draft } from '../fakes/memory-store.js';

export const picture = (rest: Partial<JobResult> = {}): JobResult => ({
  ...{ blob: 'abc', format: 'png', width: 100, height: 100, bytes: 9, steps: 10, seconds: 5 },
  ...{ peakRssMiB: 1, curve: [], recipe: {}, device: 'cpu' },
  ...rest,
});

export const started = (rest: Partial<StartedProgress> = {}): StartedProgress => ({
  ...{ type: 'started', width: 100, height: 100, steps: 10, rungs: 1, resumedAt: 0, device: 'cpu' },
  ...{ recipe: {}, ...rest },
});

export const step = (number: number, rest: Partial<StepProgress> = {}): StepProgress => ({
  ...{ type: 'step', step: number, steps: 10, rung: 1, rungs: 1, width: 100, height: 100 },
  ...{ losses: { content: {}, style: {}, tv: 0, total: 1 }, seconds: number, etaSeconds: 10 - number },
  ...rest,
});

/** One attempt that has begun. It heeds its signals unless it is told to be deaf. */
export interface Performance extends RunOptions {
  readonly job: Job;
  tell(...updates: RunUpdate[]): Promise<void>;
  done(result?: JobResult | null): Promise<void>;
  throw(error: unknown): Promise<void>;
  isDeaf: boolean;
}

export interface StageOptions {
  readonly slots?: readonly string[];
  readonly rules?: Partial<QueueRules>;
  readonly store?: ReturnType<typeof createMemoryStore>;
  readonly clock?: ReturnType<typeof createManualClock>;
}

export function createStage(options: StageOptions = {}) {
  const { slots = ['cpu'], rules = {}, store = createMemoryStore() } = options;
  const { clock = createManualClock(1e12) } = options;
  const performances: Performance[] = [];
  const events: JobEvent[] = [];
  const lines: { readonly level: string; readonly text: string }[] = [];
  const written: PaceRow[] = [];

  async function* run(job: Job, runOptions: RunOptions): AsyncGenerator<RunUpdate> {
    const { signal, suspend } = runOptions;
    const box = createMailbox<RunUpdate>(() => false);
    const performance: Performance = {
      ...{ job, ...runOptions, isDeaf: false },
      async tell(...updates) {
        for (const update of updates) box.push(update);
        await settle();
      },
      done: (result = picture()) => performance.tell({ type: 'ended', state: 'done', result }),
      async throw(error) {
        box.fail(error);
        await settle();
      },
    };
    performances.push(performance);
    const heed = (update: RunUpdate) => () => {
      if (!performance.isDeaf) box.push(update);
    };
    const result = picture({ steps: 3 });
    signal.addEventListener('abort', heed({ type: 'ended', state: 'cancelled', result }));
    suspend.addEventListener('abort', heed({ type: 'suspended', step: 3 }));
    if (suspend.aborted) heed({ type: 'suspended', step: 0 })();
    yield* box;
  }

  const log = (level: string) => (_fields: object | string, text?: string) => {
    lines.push({ level, text: text ?? '' });
  };
  const pace = createPace({
    read: async () => [],
    write: async (row) => {
      written.push(row);
    },
  });
  const scheduler: Scheduler = createScheduler({
    ...{ jobs: store, run, pace, clock, fits: () => 64 },
    slots: slots.map((device, k) => ({ name: `slot ${k + 1}`, device })),
    rules: async () => ({ userRunning: 9, maxWaitMinutes: 60, maxRenderMinutes: 30, ...rules }),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    heard: (event) => events.push(event),
  });

  return {
    ...{ store, clock, scheduler, performances, events, lines, written, pace },
    /** The latest attempt at a job. */
    of: (id: string) => performances.filter(({ job }) => job.id === id).at(-1)!,
    /** Ids of the attempts that have begun. */
    begun: () => performances.map(({ job }) => job.id),
    /** Lets a job in and waits until it stands in line, or has begun. */
    async submit(rest: Parameters<typeof draft>[0] = {}): Promise<Job> {
      const job = await store.admit(draft(rest), clock.wall(), 0, () => undefined);
      scheduler.add(job);
      await settle();
      return job;
    },
    /** Reads news as they come, in `news`, until the end. */
    watch(id: string, signal: AbortSignal = new AbortController().signal) {
      const news: JobNews[] = [];
      const over = (async () => {
        for await (const entry of scheduler.watch(id, signal)) news.push(entry);
      })();
      return { news, over, types: () => news.map(({ type }) => type) };
    },
    async state(id: string) {
      const { state, cancelledBy, result, failure } = (await store.get(id))!;
      return { state, cancelledBy, code: failure?.code ?? null, steps: result?.steps ?? null };
    },
    types: () => events.map(({ type }) => type),
  };
}
