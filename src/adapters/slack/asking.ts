/** How Slack is asked: for how long, how often, and what is told of its refusals. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { asFailure, isFailure } from './failure.js';

export interface AskParts {
  /** False: what cannot be had now is given up. */
  readonly isPatient: boolean;
  /** Rejects where the signal is aborted. @default timers */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Asked {
  /** In our words, for the log: `update`. */
  readonly deed: string;
  /** Twice is as good as once, so that it can be repeated where it is not known whether it was carried out. */
  readonly isRepeatable: boolean;
  readonly signal: AbortSignal;
}

/** @throws SlackFailure; the signal's reason where it is aborted. */
export type Ask = <Answer>(asked: Asked, send: () => Promise<Answer>) => Promise<Answer>;

/** What Slack is too busy for is asked for so often... */
const mostTriesLimited = 5;
/** ...unless it wants us to wait longer than this, milliseconds. Nothing was carried out. */
const longestWait = 30_000;
/** Where it does not say how long, milliseconds. */
const unsaidWait = 1000;
/** What got no answer is asked for so often... */
const mostTriesUnanswered = 3;
/** ...after this, and twice this, milliseconds. */
const firstPause = 500;

/** Milliseconds until the next try; null = there is none. @param tries that were. */
function pauseAfter(error: unknown, tries: number, isRepeatable: boolean): number | null {
  if (isFailure(error, 'limited')) {
    const wait = error.retryAfterMs || unsaidWait;
    return tries < mostTriesLimited && wait <= longestWait ? wait : null;
  }
  const isWorthIt = isRepeatable && isFailure(error, 'unreachable') && tries < mostTriesUnanswered;
  return isWorthIt ? firstPause * 2 ** (tries - 1) : null;
}

export function createAsk({ isPatient, sleep = sleepUntil }: AskParts): Ask {
  return async ({ deed, isRepeatable, signal }, send) => {
    for (let tries = 1; ; tries++) {
      try {
        return await abortable(signal, send);
      } catch (caught) {
        if (signal.aborted) throw signal.reason;
        const error = asFailure(caught, deed);
        const pause = isPatient ? pauseAfter(error, tries, isRepeatable) : null;
        if (pause === null) throw error;
        await sleep(pause, signal).catch(() => undefined);
      }
    }
  };
}

const sleepUntil = (ms: number, signal: AbortSignal) => sleepFor(ms, undefined, { signal });

/** Why: Bolt's client knows no signals. What it has sent may still be carried out. */
export async function abortable<Answer>(signal: AbortSignal, send: () => Promise<Answer>): Promise<Answer> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([aborted, send()]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
