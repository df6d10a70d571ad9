/** Tries a change of the store until it goes through: a full disk must lose no picture while the process lives. */
import { asStudioError, type ErrorCode } from '../errors.js';
import type { Log } from '../log.js';
import type { JobClock } from './clock.js';

export interface InsistParts {
  readonly clock: JobClock;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Runs `change` until it succeeds, with growing pauses.
 * @param what for the log, e.g. `end` @param id the job's
 * @param signal gives up when it is aborted, with the last failure
 * @throws what `change` throws where trying again would not help
 */
export type Insist = <T>(
  what: string,
  id: string,
  change: () => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

/** Milliseconds before the second try and so on; the last one comes again and again. */
const pauses = [500, 1000, 2000, 5000, 10_000, 30_000] as const;
/** Failures that may pass. */
const passing: ReadonlySet<ErrorCode> = new Set(['storage-full', 'storage-busy', 'storage-broken']);

export function createInsist({ clock, log }: InsistParts): Insist {
  const pause = (ms: number, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      const done = () => {
        takeBack();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const takeBack = clock.after(ms, done);
      signal?.addEventListener('abort', done, { once: true });
    });

  return async (what, id, change, signal) => {
    for (let failures = 0; ; failures++) {
      try {
        const value = await change();
        if (failures > 0) log.info({ job: id, what, failures }, 'the store takes changes again');
        return value;
      } catch (error) {
        const { code } = asStudioError(error);
        if (!passing.has(code) || signal?.aborted) throw error;
        log.warn({ job: id, what, code, err: error }, 'the store did not take a change; it is tried again');
        await pause(pauses[Math.min(failures, pauses.length - 1)]!, signal);
        if (signal?.aborted) throw error;
      }
    }
  };
}
