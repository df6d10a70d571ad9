/** Text of strangers as every chat shows it: nothing unseen in it, and no longer than there is room for. */

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

/** Without control characters and what is not seen; line breaks stay. */
export function cleanText(text: string): string {
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

/** One line, for where a chat reads no marks: labels, placeholders, alt texts, options. */
export function plain(text: string, most: number): string {
  return clip(cleanText(text).replace(/\s+/g, ' '), most);
}
