/** What happens to jobs, as lines of the log: enough to tell a job's story by its id, never what is in a picture. */
import type { JobEvent } from '../job/events.js';
import type { Log } from '../log.js';

const levels = {
  admitted: 'info',
  started: 'info',
  step: null,
  checkpoint: 'debug',
  death: 'warn',
  ended: 'info',
} as const satisfies Readonly<Record<JobEvent['type'], keyof Log | null>>;

/** Writes an event's line, if it is worth one. */
export function logEvent(log: Log, event: JobEvent): void {
  const level = levels[event.type];
  if (level === null) return;
  const { type, id, ...facts } = event;
  log[level]({ job: id, ...facts }, `job ${type}`);
}
