/**
 * When a short job may go before a long one whose turn it is: as long as all that went before that one out of turn take
 * less than half of its own time, all together. So being overtaken makes nobody wait longer by more than half of the
 * own job, and jobs of equal length never overtake.
 */

/** One that waits. */
export interface Contender {
  readonly job: { readonly seconds: number };
  /** Its tenant and user. Within them it is first come, first served. */
  readonly line: string;
}

/** Those who went before a job out of turn take less than this share of its own time. */
const share = 0.5;

/**
 * The next of those who wait in this order, by turns: the first, unless a shorter one may go before it and before all
 * between them. Of several that may it is the first, so the one served least recently.
 * @param order at least one
 * @param shortest none of them takes fewer seconds
 * @param overtaken seconds of those that went before one out of turn until now
 * @returns the next, and those it goes before
 */
export function pickNext<Entry extends Contender>(
  order: readonly Entry[],
  shortest: number,
  overtaken: (entry: Entry) => number,
): { readonly next: Entry; readonly passed: readonly Entry[] } {
  const passed: Entry[] = [];
  const lines = new Set<string>();
  let room = Number.POSITIVE_INFINITY;
  for (const entry of order) {
    const mayPass = passed.length > 0 && entry.job.seconds < room && !lines.has(entry.line);
    if (mayPass) return { next: entry, passed };
    passed.push(entry);
    lines.add(entry.line);
    room = Math.min(room, share * entry.job.seconds - overtaken(entry));
    if (room <= shortest) break;
  }
  return { next: order[0]!, passed: [] };
}

/** Seconds of the shortest. */
export const shortestOf = (entries: readonly Contender[]): number =>
  entries.reduce((least, { job }) => Math.min(least, job.seconds), Number.POSITIVE_INFINITY);
