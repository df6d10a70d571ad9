/**
 * How often messages are edited while their jobs wait and are painted: a policy without a clock of its own. Discord does
 * not publish its limits for this; people have observed 5 edits in 1 to 2 s for each interaction.
 */

/** What has happened to one message's edits. */
export interface Pace {
  /** Edits that Discord was too busy for, and that have not been made up for by others. */
  readonly setbacks: number;
  /** Discord has asked for quiet until then. */
  readonly notBefore: number;
}

export const unhindered: Pace = { setbacks: 0, notBefore: Number.NEGATIVE_INFINITY };

/** Milliseconds from the end of one edit of a message to the next. */
const interval = {
  least: 2500,
  /** For a change that people wait for, such as from waiting to painting. */
  urgent: 1000,
  /** However often Discord was too busy. */
  most: 30_000,
} as const;
/** Edits of all messages together in a second: with more messages live, each has its turn less often. */
const editsPerSecond = 5;
/** As many doublings as lead from the least interval to the most. */
const mostSetbacks = Math.ceil(Math.log2(interval.most / interval.least));

/** Discord was too busy, or not there. @param retryAfterMs as it said; 0 = it did not say. */
export const setBack = ({ setbacks, notBefore }: Pace, now: number, retryAfterMs: number): Pace => ({
  setbacks: Math.min(mostSetbacks, setbacks + 1),
  notBefore: Math.max(notBefore, now + retryAfterMs),
});

/** An edit was taken. */
export const goOn = ({ setbacks, notBefore }: Pace): Pace => ({
  setbacks: Math.max(0, setbacks - 1),
  notBefore,
});

export interface Turn {
  /** End of the message's last edit; null = there was none. */
  readonly lastAt: number | null;
  /** Messages that are live. */
  readonly live: number;
  readonly isUrgent: boolean;
}

/** When a message may be edited next, by the clock that `lastAt` is of. */
export function dueAt({ setbacks, notBefore }: Pace, { lastAt, live, isUrgent }: Turn): number {
  if (lastAt === null) return notBefore;
  const share = isUrgent ? interval.urgent : Math.max(interval.least, (1000 * live) / editsPerSecond);
  return Math.max(notBefore, lastAt + Math.min(share * 2 ** setbacks, Math.max(share, interval.most)));
}
