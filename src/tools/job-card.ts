/** A job for whoever runs the bot: a row of the table, all there is to know, and the same as JSON. */
import { type Job, tenantKey, userKey } from '../job/job.js';
import { duration } from '../reply/duration.js';
import { describeFailure, describeJobNote } from '../reply/jobs.js';
import { sanitize } from '../reply/sanitize.js';

export const jobColumns = [
  'id',
  'state',
  'server',
  'user',
  'age',
  'size',
  'steps',
  'device',
  'seconds',
] as const;

const since = (at: number, now: number) => duration((now - at) / 1000);
const plannedSteps = ({ work }: Job) => work.reduce((sum, { steps }) => sum + steps, 0);
const steps = (job: Job) =>
  job.result === null ? `${plannedSteps(job)}` : `${job.result.steps}/${plannedSteps(job)}`;

/** Seconds of painting: as told by the result, else those since it was started. */
function paintedSeconds({ result, startedAt, endedAt }: Job, now: number): string {
  if (result !== null) return result.seconds.toFixed(1);
  return startedAt === null ? '' : (Math.max(0, (endedAt ?? now) - startedAt) / 1000).toFixed(1);
}

/** @param now milliseconds since 1970. */
export function formatJobRow(job: Job, now: number): readonly (string | number)[] {
  return [
    job.id,
    job.state,
    sanitize(tenantKey(job.requester)),
    sanitize(job.requester.user),
    since(job.createdAt, now),
    job.size,
    steps(job),
    job.result?.device ?? job.device ?? '',
    paintedSeconds(job, now),
  ];
}

/** Two columns, a fact a line; what there is nothing to say of is left out. */
export function formatJobCard(job: Job, now: number): string {
  const { requester, result } = job;
  const time = (at: number | null) =>
    at === null ? null : `${new Date(at).toISOString()} (${since(at, now)} ago)`;
  const facts: readonly (readonly [name: string, value: string | number | null])[] = [
    ['id', job.id],
    ['state', job.state],
    ['failure', job.failure === null ? null : describeFailure(job.failure)],
    ['user', sanitize(userKey(requester))],
    ['server', sanitize(tenantKey(requester))],
    ['channel', requester.channel === null ? null : sanitize(requester.channel)],
    ['created', time(job.createdAt)],
    ['started', time(job.startedAt)],
    ['ended', time(job.endedAt)],
    ['waited', duration(((job.startedAt ?? job.endedAt ?? now) - job.createdAt) / 1000)],
    ['painted', paintedSeconds(job, now) === '' ? null : `${paintedSeconds(job, now)} s`],
    ['slot', job.slot],
    ['device', result?.device ?? job.device],
    ['recipe', job.recipe],
    ['size', `${job.size} pixels`],
    ['steps', steps(job)],
    ['checkpoint', job.checkpointStep === 0 ? null : `step ${job.checkpointStep}`],
    ['deaths', job.deaths === 0 ? null : `${job.deaths} of its rendering process`],
    ['stalls', job.stalls === 0 ? null : `${job.stalls} restarts without progress`],
    ['cancelled by', job.cancelledBy === null ? null : sanitize(job.cancelledBy)],
    ['made from', job.parent],
    ['picture', result === null ? null : describePicture(result)],
    ...job.notes.map((note) => ['note', describeJobNote(note)] as const),
  ];
  const said = facts.filter(([, value]) => value !== null);
  const width = Math.max(...said.map(([name]) => name.length));
  return said.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}

function describePicture({ width, height, bytes, format, blob }: NonNullable<Job['result']>): string {
  const what = `${width}x${height} ${format.toUpperCase()}, ${Math.ceil(bytes / 1024)} KiB`;
  return `${what}, ${blob === null ? 'deleted' : blob}`;
}

/** Without the address: it may hold a token that lets its holder answer in the bot's name. */
export function toJobJson(job: Job): Omit<Job, 'address'> {
  const { address: _, ...rest } = job;
  return rest;
}
