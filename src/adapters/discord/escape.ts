/**
 * Plain text for a message that understands markdown: nothing in it formats, mentions, links or hides, and it is read as
 * it was meant. Syntax: support.discord.com, "Markdown Text 101", and docs.discord.com/developers/reference, "Message
 * Formatting".
 */
import { cleanText, clip, plain } from '../chat/plain-text.js';

/** Commands that our own sentences name, as in "`/help` shows what is needed". */
const spokenCode = /(`(?:\/|impasto )[a-z0-9 :=_.-]{1,60}`)/;

/** `clip` for text with marks: no mark is left that would work on what follows. */
export function clipMarked(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = clip(text, most).slice(0, -1);
  const [backslashes] = /\\*$/.exec(cut)!;
  return `${backslashes.length % 2 === 0 ? cut : cut.slice(0, -1)}…`;
}

/** Text that is shown as it is. Commands in backticks stay code. */
export function escapeText(text: string): string {
  return cleanText(text)
    .split(spokenCode)
    .map((part, at) => (at % 2 === 1 ? part : escapePart(part)))
    .join('');
}

function escapePart(text: string): string {
  return (
    text
      .replace(/[\\*_~|`<>[\]]/g, '\\$&')
      // Headings, lists and quieter lines begin a line.
      .replace(/^([ \t]*)([#+-])/gm, '$1\\$2')
      .replace(/^([ \t]*\d{1,9})([.)])(?=\s)/gm, '$1\\$2')
      // Addresses, and emoji by name.
      .replace(/:(?=\/\/|\w{2,}:)/g, '\\:')
      // Why not a backslash: these two are words, and only something between breaks a word.
      .replace(/@(?=everyone|here)/gi, '@\u200b')
  );
}

/** One line in a code span: nothing works there, and nothing can end it early. */
export function code(text: string, most: number): string {
  return `\`${plain(text, most).replaceAll('`', "'") || '–'}\``;
}
