/** What is known of a job while it waits and runs: its news, brought together. */
import type { JobNote, JobState } from '../job/job.js';
import type { JobNews } from '../job/run.js';

/** Plain data; a new object for every news. */
export interface Live {
  /** null = nothing heard yet. */
  readonly state: JobState | null;
  /** Jobs ahead, 0 = next; null where it does not wait. */
  readonly position: number | null;
  /** Until the picture is done; null where there is nothing to judge by. */
  readonly etaSeconds: number | null;
  /** Steps that have ended, over all rungs. */
  readonly step: number;
  /** All of them; null before the engine has said. */
  readonly steps: number | null;
  /** 1..rungs; null before the first step. */
  readonly rung: number | null;
  readonly rungs: number | null;
  /** Of painting so far. */
  readonly seconds: number | null;
  /** The total loss of the last step, and of the first one heard at this size: the losses of two sizes say nothing together. */
  readonly loss: number | null;
  readonly firstLoss: number | null;
  /** Of the picture that is being made, pixels. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Step of the last preview. */
  readonly previewStep: number | null;
  /** In the order in which they came, each once. */
  readonly notes: readonly JobNote[];
  /** Steps that a checkpoint saved; 0 = from the beginning. */
  readonly resumedAt: number;
  readonly device: string | null;
}

/** Before any news. */
export const nothingHeard: Live = {
  ...{ state: null, position: null, etaSeconds: null, step: 0, steps: null, rung: null, rungs: null },
  ...{
    seconds: null,
    loss: null,
    firstLoss: null,
    size: null,
    previewStep: null,
    notes: [],
    resumedAt: 0,
    device: null,
  },
};

/** Notes that say why nothing happens just now: they are over when something does. */
const passing: ReadonlySet<JobNote['code']> = new Set(['held-back', 'restarting']);

type Reducers = {
  readonly [Type in JobNews['type']]: (live: Live, news: Extract<JobNews, { readonly type: Type }>) => Live;
};

const reducers = {
  // Why the preview stays: an attempt that ended without a picture leaves it, but its steps will come again.
  queued: ({ previewStep, size, notes }, { position, etaSeconds }) => ({
    ...{ ...nothingHeard, previewStep, size, notes },
    ...{ state: 'queued', position, etaSeconds },
  }),
  started: ({ previewStep, notes }, { width, height, steps, rungs, resumedAt, device }) => ({
    ...{ ...nothingHeard, previewStep, state: 'running', size: { width, height } },
    ...{ steps, rungs, resumedAt, step: resumedAt, device },
    notes: notes.filter(({ code }) => !passing.has(code)),
  }),
  step: (live, { step, steps, rung, rungs, seconds, etaSeconds, losses }) => ({
    ...{ ...live, state: 'running', position: null },
    ...{ step, steps, rung, rungs, seconds, etaSeconds, loss: losses.total },
    firstLoss: rung === live.rung ? live.firstLoss : losses.total,
  }),
  preview: (live, { step }) => ({ ...live, previewStep: step }),
  note: (live, { code, detail }) => ({ ...live, notes: withNote(live.notes, { code, detail }) }),
  checkpoint: (live) => live,
  intermediate: (live) => live,
  suspended: (live) => ({ ...live, etaSeconds: null }),
  finished: (live, { state }) => ({ ...live, state, position: null, etaSeconds: null }),
} as const satisfies Reducers;

/** What is known after one more news. */
export function hear(live: Live, news: JobNews): Live {
  const reduce = reducers[news.type] as (live: Live, news: JobNews) => Live;
  return reduce(live, news);
}

/** Adds a note that is not there yet. */
export function withNote(notes: readonly JobNote[], note: JobNote): readonly JobNote[] {
  const isThere = notes.some(({ code, detail }) => code === note.code && detail === note.detail);
  return isThere ? notes : [...notes, note];
}
