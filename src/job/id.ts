/** A job's name as people see it: four syllables that can be read out over a phone, e.g. `rokadimu`. */

// Why not the others: b and p, d and t, k and g, f and v, s and z, m and n are mixed up when said aloud; c, q, x, y
// and j are said differently from one language to the next.
const consonants = 'bdfhklmrsw';
const vowels = 'aeiou';
const syllables = 4;

// Why: the name is posted in public, and chance has no manners.
const unwanted = ['dike', 'fuk', 'fik', 'hur', 'kaka', 'kike', 'sida', 'sika'];

/** @param random 0 up to, but without, 1. */
export function newJobId(random: () => number): string {
  const draw = (letters: string) => letters[Math.floor(random() * letters.length)]!;
  for (;;) {
    const id = Array.from({ length: syllables }, () => draw(consonants) + draw(vowels)).join('');
    if (!unwanted.some((word) => id.includes(word))) return id;
  }
}

const shape = new RegExp(`^([${consonants}][${vowels}]){${syllables}}$`);

/** The id that somebody typed, in whatever case and with spaces, dashes or a `#` around it; null where it is none. */
export function parseJobId(text: string): string | null {
  const id = text.toLowerCase().replace(/[\s#`'"-]/g, '');
  return shape.test(id) ? id : null;
}

/** Whether a text can be a job's id, the way that `parseJobId` reads it. Says nothing of whether there is such a job. */
export function isJobId(text: string): boolean {
  return parseJobId(text) !== null;
}
