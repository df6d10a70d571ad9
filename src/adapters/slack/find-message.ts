/** Looks for a message of a job that was posted without our hearing of it: the program died, or the answer was lost. */
import type { Job } from '../../job/job.js';
import type { Place, SlackApi } from './api.js';
import { isFailure } from './failure.js';

/** Clocks differ; messages so much older than the job are looked at, too, milliseconds. */
const skew = 60_000;

/**
 * By its buttons: custom ids are `v1:ACTION:JOBID`.
 * @param other a message that is known, and not meant.
 * @returns its timestamp; null where there is none, or where the app may not read.
 */
export async function findMessage(
  { id, createdAt }: Pick<Job, 'id' | 'createdAt'>,
  place: Place,
  other: string | null,
  api: Pick<SlackApi, 'newest'>,
  signal: AbortSignal,
): Promise<string | null> {
  const isOfJob = (action: string) => action.startsWith('v1:') && action.endsWith(`:${id}`);
  try {
    const found = await api.newest(place, createdAt - skew, signal);
    return found.find(({ message, actions }) => message !== other && actions.some(isOfJob))?.message ?? null;
  } catch (error) {
    // Why: to read needs permissions that to write does not; who may not look posts it again.
    if (isFailure(error, 'forbidden', 'gone', 'refused')) return null;
    throw error;
  }
}
