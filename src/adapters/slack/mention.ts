/** A mention: two pictures, or one and the name of a style. All that comes of it is in the thread. */
import type { StyleChoice } from '../../conversation/conversation.js';
import type { Job } from '../../job/job.js';
import { refuseMention, refuseUnknownWords } from '../../reply/chat-words.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { readFiles, type SentFile } from './inputs.js';
import { paint } from './order.js';
import { findNearStyles, findStyle } from './spoken.js';

export interface Mention {
  readonly text: string;
  readonly files: readonly SentFile[];
}

/** @param event as Slack sent it. @returns null for what no person wrote, such as a bot that mentions this one. */
export function readMention(event: Readonly<Record<string, unknown>>): Mention | null {
  if (
    typeof event.bot_id === 'string' ||
    (typeof event.subtype === 'string' && event.subtype !== 'file_share')
  )
    return null;
  return { text: typeof event.text === 'string' ? event.text : '', files: readFiles(event.files) };
}

/** Words without mentions, links and marks. */
const toWords = (text: string): readonly string[] =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|amp);|["'“”‘’`*_~,;:!?()]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');

/** As an id is written; case does not matter. */
const fold = (words: readonly string[]): string => words.join('-').toLowerCase();

/** Most words of a style's name. */
const nameLength = 6;
/** Words that are looked at: nobody hides a name behind more. */
const mostWords = 100;

/** The style that a sentence names: the longest name in it, as in `please, in the style of cafe terrace`. */
export function findStyleIn(text: string, choices: readonly StyleChoice[]): StyleChoice | null {
  const words = toWords(text).slice(0, mostWords);
  const isExact = ({ id, title }: StyleChoice, name: string) => id === name || fold(toWords(title)) === name;
  for (let length = Math.min(nameLength, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const name = fold(words.slice(at, at + length));
      const exact = choices.find((choice) => isExact(choice, name));
      if (exact !== undefined) return exact;
    }
  }
  // Why not a part of a sentence: any short word of it begins some name.
  return words.length <= nameLength ? findStyle(words.join(' '), choices) : null;
}

/** After the acknowledgement. @returns the job; null where there is none: that is said. @throws StudioError. */
export async function answerMention(
  desk: Desk,
  answering: Answering,
  { text, files }: Mention,
): Promise<Job | null> {
  const { channel, thread, message } = answering.occasion;
  const place = channel === null ? null : { channel, thread: thread ?? message };
  answering.moveTo(place);
  const [content, style = null] = files;
  if (content === undefined || place === null) {
    await answering.tell(refuseMention());
    return null;
  }
  const requester = await answering.requester();
  const choices = style === null ? await desk.conversation.styles(requester) : [];
  const preset = findStyleIn(text, choices);
  if (style === null && preset === null && (await desk.conversation.needsStyle(requester))) {
    const words = toWords(text);
    const near =
      words.length > 0 && words.length <= nameLength ? findNearStyles(words.join(' '), choices) : [];
    await answering.tell(near.length > 0 ? refuseUnknownWords(words.join(' '), near) : refuseMention());
    return null;
  }
  const presets = preset === null ? [] : [{ name: preset.id, weight: 1 }];
  const asked = { content, style, presets, values: {}, place };
  return paint(desk, answering, asked);
}
