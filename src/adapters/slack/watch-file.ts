/** Waits for what Slack does with a file in its own time: files.info is asked until it is so. */
import type { FileState } from './api.js';
import { isFailure } from './failure.js';
import type { Trip } from './trip.js';

/** Milliseconds from one look to the next; the last one comes again and again. */
const pauses = [300, 500, 800, 1200, 2000] as const;
/** Looked for so long, milliseconds. */
export const longestWatch = 20_000;

function pause(ms: number, { clock, signal }: Pick<Trip, 'clock' | 'signal'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      takeBack();
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const takeBack = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}

/**
 * @returns the state in which it is so, or the last one when the time is over; null where there is no such file.
 * @throws SlackFailure, but for 'gone'.
 */
export async function watchFile(
  file: string,
  isEnough: (state: FileState) => boolean,
  trip: Pick<Trip, 'api' | 'clock' | 'signal'>,
): Promise<FileState | null> {
  const { api, clock, signal } = trip;
  const end = clock.now() + longestWatch;
  for (let looks = 0; ; looks++) {
    const state = await api.file(file, signal).catch((error) => {
      if (isFailure(error, 'gone')) return null;
      throw error;
    });
    const next = pauses[Math.min(looks, pauses.length - 1)]!;
    if (state === null || isEnough(state) || clock.now() + next > end) return state;
    await pause(next, trip);
  }
}
