/** How long something may take, and how long nothing is done. */
import type { JobClock } from '../../job/clock.js';

/** @param ms milliseconds. @param others whose end is its end, too. */
export async function withPatience<Outcome>(
  clock: Pick<JobClock, 'after'>,
  ms: number,
  others: readonly AbortSignal[],
  act: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const takeBack = clock.after(ms, stop);
  for (const other of others) {
    if (other.aborted) stop();
    other.addEventListener('abort', stop, { once: true });
  }
  try {
    return await act(controller.signal);
  } finally {
    takeBack();
    for (const other of others) other.removeEventListener('abort', stop);
  }
}

/** What a promise comes to by then, else `late`. @throws what it is rejected with by then. */
export async function within<Outcome>(
  clock: Pick<JobClock, 'after'>,
  ms: number,
  what: Promise<Outcome>,
  late: Outcome,
): Promise<Outcome> {
  let takeBack: () => void = () => undefined;
  const lateness = new Promise<Outcome>((resolve) => {
    takeBack = clock.after(ms, () => resolve(late));
  });
  try {
    return await Promise.race([what, lateness]);
  } finally {
    takeBack();
  }
}

/** Does nothing for so long, or until the signal is aborted. */
export const rest = (clock: Pick<JobClock, 'after'>, ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      takeBack();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const takeBack = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
