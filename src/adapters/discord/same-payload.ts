/** Whether people would see a difference between two states of a message: an edit that changes nothing is not worth it. */
import type { Payload } from './payload.js';

/** Discord's timestamps: `<t:1769000000:R>`, in seconds. */
const timestamp = /<t:(\d+)(?=[:>])/g;
/** Estimates move all the time; so many seconds are no news. */
const moved = 15;

function parse({ components, files }: Payload): {
  readonly fixed: string;
  readonly times: readonly number[];
} {
  const text = JSON.stringify([components, files.map(({ name, alt }) => [name, alt])]);
  return {
    fixed: text.replaceAll(timestamp, '<t:'),
    times: [...text.matchAll(timestamp)].map(([, seconds]) => Number(seconds)),
  };
}

/** Files count by their names, which stand for their content. */
export function isSame(one: Payload, other: Payload): boolean {
  const [a, b] = [parse(one), parse(other)];
  return a.fixed === b.fixed && a.times.every((seconds, k) => Math.abs(seconds - b.times[k]!) <= moved);
}
