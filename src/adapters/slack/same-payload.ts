/** Whether people would see a difference between two states of a message: an edit that changes nothing is not worth it. */
import type { Payload } from './payload.js';

/** Slack's times of day: `<!date^1769000000^{time}|2026-01-21 12:53 UTC>`, in seconds. */
const time = /<!date\^(\d+)\^([^|>]*)\|[^>]*>/g;
/** Estimates move all the time; so many seconds of a time of day are no news. */
const moved = 60;

function parse({ blocks, text, files }: Payload): {
  readonly fixed: string;
  readonly times: readonly number[];
} {
  const all = JSON.stringify([blocks, text, files.map(({ name, alt }) => [name, alt])]);
  return {
    fixed: all.replaceAll(time, '<!date^$2>'),
    times: [...all.matchAll(time)].map(([, seconds]) => Number(seconds)),
  };
}

/** Files count by their names, which stand for their content. */
export function isSame(one: Payload, other: Payload): boolean {
  const [a, b] = [parse(one), parse(other)];
  return a.fixed === b.fixed && a.times.every((seconds, k) => Math.abs(seconds - b.times[k]!) <= moved);
}
