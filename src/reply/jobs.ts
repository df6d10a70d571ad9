/** Every sentence about jobs: where they stand, how long it will take, what became of them. */
import { StudioError } from '../errors.js';
import type { Job, JobFailure, JobNote, JobState } from '../job/job.js';
import { duration } from './duration.js';
import { describeError, type Place } from './errors.js';
import { describeNote } from './notes.js';

/** A state as the end of "it is ...". */
const states = {
  queued: 'waiting',
  running: 'being painted',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'given up',
} as const satisfies Readonly<Record<JobState, string>>;

/** `waiting`, `being painted`, `done`... */
export function describeState(state: JobState): string {
  return states[state];
}

/** About when a span of time ends. Rounded up: who comes back then shall not wait again. */
const inAbout = (seconds: number) => `in about ${duration(seconds)}`;

/** `2 ahead of you`. @param position jobs ahead, 0 = next. */
export function describePosition(position: number): string {
  return position === 0 ? 'Next in line' : `${position} ahead of you`;
}

/** `Step 12 of 24`. */
export function describeStep(step: number, steps: number): string {
  return `Step ${step} of ${steps}`;
}

/** `done in about 40 s`; null where there is nothing to judge by. @param etaSeconds until the picture is done. */
export function describeEta(etaSeconds: number | null): string | null {
  return etaSeconds === null ? null : `done ${inAbout(etaSeconds)}`;
}

/** `4 waiting, 2 being painted`. */
export function describeQueue({ queued, running }: Readonly<Record<'queued' | 'running', number>>): string {
  if (queued + running === 0) return 'Nobody waits; a new picture begins at once';
  return `${queued === 0 ? 'Nobody' : queued} waiting, ${running === 0 ? 'none' : running} being painted`;
}

/** The sentence of a stored failure. @param place where it is read. */
export function describeFailure({ code, context }: JobFailure, place: Place = 'terminal'): string {
  return describeError(new StudioError(code, context as never), place);
}

/** The sentence of a stored note. */
export function describeJobNote({ code, detail }: JobNote): string {
  return describeNote({ type: 'note', code, detail });
}

/** One line of what became of a job or where it stands, e.g. `rokadimu is done: 512x384, 24 steps in 35 s.` */
export function describeJob({ id, state, result, failure }: Job, place: Place = 'terminal'): string {
  const head = `${id} ${state === 'failed' ? 'failed' : `is ${describeState(state)}`}`;
  if (failure !== null) return `${head}: ${describeFailure(failure, place)}`;
  if (result === null) return `${head}.`;
  const { width, height, steps, seconds, blob } = result;
  const kept = blob === null ? ' The picture has been deleted.' : '';
  return `${head}: ${width}x${height}, ${steps} ${steps === 1 ? 'step' : 'steps'} in ${duration(seconds)}.${kept}`;
}

/** What an asked for end has come to: at once, or as soon as the step under way is done. */
export function describeCancelling({ id, state }: Pick<Job, 'id' | 'state'>): string {
  return state === 'running'
    ? `${id} stops after this step; the best picture so far is kept.`
    : `${id} is ${describeState(state)}.`;
}
