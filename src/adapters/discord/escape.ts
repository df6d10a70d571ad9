/**
 * Plain text for a message that understands markdown: nothing in it formats, mentions, links or hides, and it is read as
 * it was meant. Syntax: support.discord.com, "Markdown Text 101", and docs.discord.com/developers/reference, "Message
 * Formatting".
 */

/** Takes no room, or turns the reading direction around. */
const unseen =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e00ff}]/gu;
/** Joins letters to others of its own: good between emoji alone. */
const joiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
/** More than three on one letter: they would climb over the lines above. */
const marks = /(\p{M}{3})\p{M}+/gu;
/** The same letter more than forty times. */
const runs = /([^\n])(\1{39})\1+/gu;
/** Commands that our own sentences name, as in "`/help` shows what is needed". */
const spokenCode = /(`(?:\/|impasto )[a-z0-9 :=_.-]{1,60}`)/;

/** Without control characters and what is not seen; line breaks stay. */
function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(unseen, '')
    .replace(joiner, '')
    .replace(marks, '$1')
    .replace(runs, '$1$2…')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** @param most UTF-16 units that may stay, 1 or more. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The same for text with marks: no mark is left that would work on what follows. */
export function clipMarked(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = clip(text, most).slice(0, -1);
  const [backslashes] = /\\*$/.exec(cut)!;
  return `${backslashes.length % 2 === 0 ? cut : cut.slice(0, -1)}…`;
}

/** Where Discord reads no markdown: labels, placeholders, alt texts, options. One line. */
export function plain(text: string, most: number): string {
  return clip(clean(text).replace(/\s+/g, ' '), most);
}

/** Text that is shown as it is. Commands in backticks stay code. */
export function escapeText(text: string): string {
  return clean(text)
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
