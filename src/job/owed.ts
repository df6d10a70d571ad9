/** Whether a job's files are still needed for an answer that somebody waits for. */
import type { Job } from './job.js';
import type { DeliveryStore } from './store.js';

/** An answer whose door stays closed holds its picture back for so long and no longer, milliseconds. */
const longestMs = 7 * 24 * 60 * 60 * 1000;

/** @param wall milliseconds since 1970. */
export async function isOwed(
  { id, endedAt }: Pick<Job, 'id' | 'endedAt'>,
  deliveries: Pick<DeliveryStore, 'get'>,
  wall: number,
): Promise<boolean> {
  if (endedAt !== null && wall - endedAt > longestMs) return false;
  return (await deliveries.get(id))?.state === 'owed';
}
