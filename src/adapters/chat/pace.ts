/** How often messages are edited while their jobs wait and are painted: a policy without a clock of its own. */

/** What a chat takes, by its own word or as people have found. */
export interface Intervals {
  /** Milliseconds from the end of one edit of a message to the next. */
  readonly least: number;
  /** For a change that people wait for, such as from waiting to painting. */
  readonly urgent: number;
  /** However often the chat was too busy. */
  readonly most: number;
  /** Edits of all messages together in a second: with more messages live, each has its turn less often. */
  readonly editsPerSecond: number;
}

/** What has happened to one message's edits. */
export interface Pace {
  /** Edits that the chat was too busy for, and that have not been made up for by others. */
  readonly setbacks: number;
  /** The chat has asked for quiet until then. */
  readonly notBefore: number;
}

export const unhindered: Pace = { setbacks: 0, notBefore: Number.NEGATIVE_INFINITY };

/** As many doublings as lead from the least interval to the most: more would only be slower to make up for. */
const mostSetbacks = ({ least, most }: Intervals) => Math.ceil(Math.log2(most / least));

/** The chat was too busy, or not there. @param retryAfterMs as it said; 0 = it did not say. */
export const setBack = (
  intervals: Intervals,
  { setbacks, notBefore }: Pace,
  now: number,
  retryAfterMs: number,
): Pace => ({
  setbacks: Math.min(mostSetbacks(intervals), setbacks + 1),
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
export function dueAt(
  { least, urgent, most, editsPerSecond }: Intervals,
  { setbacks, notBefore }: Pace,
  { lastAt, live, isUrgent }: Turn,
): number {
  if (lastAt === null) return notBefore;
  const share = isUrgent ? urgent : Math.max(least, (1000 * live) / editsPerSecond);
  return Math.max(notBefore, lastAt + Math.min(share * 2 ** setbacks, Math.max(share, most)));
}
