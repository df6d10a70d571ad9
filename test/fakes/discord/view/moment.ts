/** Times as Discord words them, in English and in UTC. */

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** Each unit with its seconds, and up to how many of it are told in it. */
const units = [
  ['second', 1, 60],
  ['minute', 60, 60],
  ['hour', 3600, 24],
  ['day', 86_400, 30],
  ['month', 2_592_000, 12],
  ['year', 31_536_000, Number.POSITIVE_INFINITY],
] as const;

/** @param seconds from now; negative = ago. */
export function tellDistance(seconds: number): string {
  const distance = Math.abs(seconds);
  const [unit, size] = units.find(([, size, most]) => Math.round(distance / size) < most)!;
  return relative.format(Math.sign(seconds) * Math.round(distance / size), unit);
}

const format = (options: Intl.DateTimeFormatOptions) => {
  const { format } = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  // Why: newer versions put a narrow space before AM, which not every font has.
  return (ms: number) => format(ms).replace(/\u202f/g, ' ');
};

/** discord-api-docs, reference, "Timestamp Styles". */
const styles: Readonly<Record<string, (ms: number) => string>> = {
  t: format({ timeStyle: 'short' }),
  T: format({ timeStyle: 'medium' }),
  d: format({ dateStyle: 'short' }),
  D: format({ dateStyle: 'long' }),
  f: format({ dateStyle: 'long', timeStyle: 'short' }),
  F: format({ dateStyle: 'full', timeStyle: 'short' }),
};

/** A moment. @param style as after the second colon of `<t:UNIX:R>`; an unknown one is as none. */
export function tellMoment(seconds: number, style: string, now: number): string {
  if (style === 'R') return tellDistance(seconds - now / 1000);
  return (styles[style] ?? styles.f!)(seconds * 1000);
}

/** Beside the name of who wrote. */
export const tellClock = (ms: number): string => styles.t!(ms);
