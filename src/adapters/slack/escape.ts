/**
 * Plain text for Slack's mrkdwn: nothing in it formats, mentions or links, and it is read as it was meant. Syntax:
 * docs.slack.dev/messaging/formatting-message-text. Where a text has no marks of ours, `plain_text` shows it unchanged.
 */
import { cleanText, clip, plain } from '../chat/plain-text.js';

/** Commands that our own sentences name, as in "`/stylize help` shows what is needed". */
const spokenCode = /(`(?:\/|impasto )[a-z0-9 :=_.-]{1,60}`)/;

/** Whether a sentence names a command as code. */
export const hasCode = (text: string): boolean => spokenCode.test(text);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Why letters that look alike: mrkdwn has no sign that takes the meaning of another one away. */
const lookalikes: Readonly<Record<string, string>> = {
  '*': '∗',
  '~': '∼',
  '`': 'ʼ',
  _: 'ˍ',
  ':': '∶',
  '>': '›',
};

/** What could be a mark: a low line only beside what is no letter, and a colon only around the name of an emoji. */
const marks =
  /^[ \t]*>+|[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=(?:[+-]1|100|1234|[\w+'-]*[a-z][\w+'-]*):)/gimu;

const escapePart = (text: string): string =>
  text
    .replace(marks, (mark) => mark.replace(/[*~`_:>]/g, (sign) => lookalikes[sign]!))
    .replace(/[&<>]/g, (sign) => entities[sign]!);

/** Text that is shown as it is. Commands in backticks stay code. */
export function escapeText(text: string): string {
  return cleanText(text)
    .split(spokenCode)
    .map((part, at) => (at % 2 === 1 ? part : escapePart(part)))
    .join('');
}

/** The same text on one line. */
export const escapeLine = (text: string): string => escapeText(text.replace(/\s+/g, ' '));

/** Clips text with marks: no half of an entity, or of what is between angle brackets, is left. @param most as `clip`. */
export function clipMarked(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = clip(text, most).slice(0, -1);
  return `${cut.replace(/&[a-z]*$|<[^>]*$/, '')}…`;
}

/** One line in a code span: nothing works there, and nothing can end it early. */
export function code(text: string, most: number): string {
  const words = plain(text, most).replaceAll('`', "'") || '–';
  return `\`${words.replace(/[&<>]/g, (sign) => entities[sign]!)}\``;
}

/** Bold, of text of ours or of what was escaped; on one line. */
export const bold = (marked: string): string => (marked.trim() === '' ? '' : `*${marked.trim()}*`);
