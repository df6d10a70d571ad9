/** The state machine: which state may follow which. The store refuses every other change, in SQL as well. */
import type { FinalState, JobState } from './job.js';

/**
 * Back from `running` to `queued` goes a job whose bot or renderer stopped under it; from there it is started again and
 * goes on at its checkpoint. What has ended stays as it is: trying again makes a new job.
 */
export const transitions = {
  queued: ['running', 'failed', 'cancelled', 'expired'],
  running: ['queued', 'done', 'failed', 'cancelled', 'expired'],
  done: [],
  failed: [],
  cancelled: [],
  expired: [],
} as const satisfies Readonly<Record<JobState, readonly JobState[]>>;

/** Whether a job may go from one state to another. */
export function isLegal(from: JobState, to: JobState): boolean {
  return (transitions[from] as readonly JobState[]).includes(to);
}

/** The states that `to` may come from. */
export function statesBefore(to: JobState): readonly JobState[] {
  return (Object.keys(transitions) as JobState[]).filter((from) => isLegal(from, to));
}

/** Whether a job has come to its end. */
export function isFinal(state: JobState): state is FinalState {
  return transitions[state].length === 0;
}
