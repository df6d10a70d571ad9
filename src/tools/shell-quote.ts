/** Words as a POSIX shell takes them, and as a terminal may print them. */

const plain = /^[\w@%+=:,./-]+$/;
// What a terminal would obey, or what would turn the reading direction around.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** One word of a command: as it is, in quotes, or (bash, zsh) with escapes for what cannot be printed. */
export function shellQuote(word: string): string {
  if (plain.test(word)) return word;
  if (!unprintable.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = Array.from(word, (letter) => {
    if (letter === '\\' || letter === "'") return `\\${letter}`;
    return unprintable.test(letter) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter;
  });
  return `$'${escaped.join('')}'`;
}
