/** Text from strangers (file names, messages of libraries) before it is shown. */

/** Most characters of a stranger's text in one of our sentences. */
const maxLength = 200;

// Control characters (a terminal would obey them), line and paragraph separators, and the marks that turn the reading
// direction around (a name could pretend to be another).
const unsafe = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * One line without control characters, shortened in the middle: the ends of a path say most.
 * @param most letters that may stay.
 */
export function sanitize(text: string, most: number = maxLength): string {
  const line = text.replace(unsafe, ' ').trim();
  const letters = [...line];
  if (letters.length <= most) return line;
  const half = Math.floor((most - 1) / 2);
  return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`;
}
