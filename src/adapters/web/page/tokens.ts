/** A typed line in pieces: words between spaces, where quotes keep spaces together. */

export interface Token {
  /** Without its quotes. */
  readonly text: string;
  /** Where it stands in the line, with its quotes; `end` is the place after it. */
  readonly start: number;
  readonly end: number;
}

/** All the words of a line, in order. A quote that is not closed goes on to the end. */
export function tokenize(line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of line.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)) {
    const [raw] = match;
    tokens.push({ text: raw.replaceAll('"', ''), start: match.index, end: match.index + raw.length });
  }
  return tokens;
}

/** A text as one word of a line. */
export const quoted = (text: string): string => (/\s/.test(text) ? `"${text.replaceAll('"', '')}"` : text);
