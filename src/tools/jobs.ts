/** `impasto jobs`: what whoever runs the bot sees of its queue, and does to it, from a terminal. */
import { StudioError } from '../errors.js';
import type { Job, JobState } from '../job/job.js';
import { isFinal } from '../job/states.js';
import type { JobStore } from '../job/store.js';
import { describeCancelling, describeJob } from '../reply/jobs.js';
import { type Io, writeJson } from './io.js';
import { formatJobCard, formatJobRow, jobColumns, toJobJson } from './job-card.js';
import { formatTable } from './table.js';

export interface JobsValues {
  readonly action: 'list' | 'show' | 'cancel' | 'retry';
  /** null only for list. */
  readonly id: string | null;
  /** null = any. */
  readonly state: JobState | null;
  readonly limit: number;
  readonly json: boolean;
}

export interface JobsParts {
  readonly jobs: Pick<JobStore, 'get' | 'list' | 'end' | 'wishCancel'>;
  /** Whether a service runs on these jobs now: it looks for wishes twice a second. */
  readonly isServing: () => boolean;
  /** Makes a new job like an old one, if it is let in. @throws StudioError as for any new job. */
  readonly retry: (id: string) => Promise<Job>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly io: Pick<Io, 'stdout'>;
}

/**
 * Lists, shows, cancels or tries again.
 * @throws StudioError 'option-missing' and 'option-invalid' for an id that is not there or should not be,
 *   'job-unknown', 'job-state', and whatever `retry` throws.
 */
export async function jobs(values: JobsValues, parts: JobsParts): Promise<void> {
  const { action, id } = values;
  if (action === 'list') {
    if (id !== null)
      throw new StudioError('option-invalid', { option: 'id', value: id, expected: 'nothing with list' });
    return list(values, parts);
  }
  if (id === null) throw new StudioError('option-missing', { option: 'id' });
  const job = await actions[action](id, parts);
  if (values.json) writeJson(parts.io, toJobJson(job));
  else parts.io.stdout(sentences[action](job, parts.clock()));
}

async function list({ state, limit, json }: JobsValues, { jobs, clock, io }: JobsParts): Promise<void> {
  const found = await jobs.list({ limit, ...(state === null ? {} : { states: [state] }) });
  if (json) for (const job of found) writeJson(io, toJobJson(job));
  else
    io.stdout(
      formatTable(
        jobColumns,
        found.map((job) => formatJobRow(job, clock())),
      ),
    );
}

type Action = Exclude<JobsValues['action'], 'list'>;

const actions: Readonly<Record<Action, (id: string, parts: JobsParts) => Promise<Job>>> = {
  show: find,
  cancel,
  async retry(id, parts) {
    const { state } = await find(id, parts);
    if (!isFinal(state)) throw new StudioError('job-state', { id, state, action: 'tried again' });
    return parts.retry(id);
  },
};

const sentences: Readonly<Record<Action, (job: Job, now: number) => string>> = {
  show: formatJobCard,
  cancel: (job) => `${describeCancelling(job)}\n`,
  retry: (job) => `${describeJob(job)}${job.parent === null ? '' : ` It tries ${job.parent} again.`}\n`,
};

async function find(id: string, { jobs }: Pick<JobsParts, 'jobs'>): Promise<Job> {
  const job = await jobs.get(id);
  if (job === null) throw new StudioError('job-unknown', { id });
  return job;
}

/** Looks at a job while it changes. Each look fails only when it went on in between, which happens a few times in its life. */
const maxLooks = 10;

/** Ends a job that waits, or that a service which is no more left running; a running service is asked to. */
async function cancel(id: string, parts: JobsParts): Promise<Job> {
  const { jobs, isServing, clock } = parts;
  let { state } = await find(id, parts);
  for (let look = 0; look < maxLooks && !isFinal(state); look++) {
    if (state === 'running' && isServing()) {
      if (await jobs.wishCancel(id, 'operator')) return find(id, parts);
    } else {
      const ended = await jobs.end(id, { state: 'cancelled', endedAt: clock(), cancelledBy: 'operator' });
      if (ended !== null) return ended;
    }
    ({ state } = await find(id, parts));
  }
  throw new StudioError('job-state', { id, state, action: 'cancelled' });
}
