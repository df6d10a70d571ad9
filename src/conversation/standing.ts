/** What is known of a job just now, without following it. */
import type { Job } from '../job/job.js';
import { type Live, nothingHeard } from '../reply/live.js';
import type { Studio } from '../studio.js';

/** null for one that neither waits nor runs here. */
export function standingOf(studio: Pick<Studio, 'overview' | 'forecast'>, { id }: Job): Live | null {
  const running = studio.overview().running.find(({ job }) => job.id === id);
  if (running !== undefined) {
    const { step, steps, etaSeconds } = running;
    return { ...nothingHeard, state: 'running', step, steps: steps === 0 ? null : steps, etaSeconds };
  }
  const forecast = studio.forecast(id);
  return forecast === null ? null : { ...nothingHeard, state: 'queued', ...forecast };
}
