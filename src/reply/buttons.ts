/** Which buttons are under a job's message: by its state, and only those that can help. */
import type { Job, JobState } from '../job/job.js';
import { orderOf } from './naming.js';
import { type Action, actions, type Button } from './reply.js';
import { isVarying, type VariationLimits, variations } from './variations.js';

const offered = {
  queued: ['cancel'],
  running: ['cancel'],
  done: ['stronger', 'weaker', 'style', 'again', 'hd', 'colors', 'info', 'delete'],
  cancelled: ['style', 'again', 'info', 'delete'],
  failed: ['again', 'info', 'delete'],
  expired: ['again', 'info', 'delete'],
} as const satisfies Readonly<Record<JobState, readonly Action[]>>;

const labels = {
  cancel: 'Cancel',
  stronger: 'Stronger',
  weaker: 'Weaker',
  style: 'Another style',
  again: 'Again',
  hd: 'HD',
  colors: 'Keep colours',
  info: 'Info',
  delete: 'Delete',
} as const satisfies Readonly<Record<Action, string>>;

const emphases: Readonly<Partial<Record<Action, Button['emphasis']>>> = {
  cancel: 'danger',
  delete: 'danger',
};

/** Failures that come again as they came, however often one tries. */
const hopeless: ReadonlySet<string> = new Set(['job-too-heavy', 'loss-not-finite', 'blob-missing']);

type Condition = (job: Job, limits: VariationLimits) => boolean;

const hasPictures: Condition = ({ inputs }) => inputs.length > 0;

const conditions: Readonly<Partial<Record<Action, Condition>>> = {
  // Why not twice: the step under way ends first, and nothing is faster than that.
  cancel: ({ cancelledBy }) => cancelledBy === null,
  style: hasPictures,
  again: (job, limits) =>
    hasPictures(job, limits) && !(job.failure !== null && hopeless.has(job.failure.code)),
};

function canHelp(action: Action, job: Job, limits: VariationLimits): boolean {
  if (isVarying(action)) {
    return hasPictures(job, limits) && variations[action](orderOf(job), limits) !== null;
  }
  return conditions[action]?.(job, limits) ?? true;
}

/** @param state as it is shown: news of a job can be ahead of what was read of it. */
export function jobButtons(job: Job, state: JobState, limits: VariationLimits): readonly Button[] {
  const here: readonly Action[] = offered[state];
  return actions
    .filter((action) => here.includes(action) && canHelp(action, job, limits))
    .map((action) => {
      const isRetry = action === 'again' && state !== 'done';
      return {
        ...{ action, job: job.id },
        label: isRetry ? 'Try again' : labels[action],
        emphasis: isRetry ? 'primary' : (emphases[action] ?? 'normal'),
      };
    });
}
