/** Replies that are complete when they are given: answers to commands, and refusals. */
import type { ErrorCode, StudioError } from '../errors.js';
import { describeError } from './errors.js';
import { type Mention, mentionsOfError } from './mentions.js';
import type { Block, Reply } from './reply.js';

/** An answer for the one who asked alone. */
export function answer(title: string, blocks: readonly Block[] = []): Reply {
  return { kind: 'answer', title, blocks, buttons: [], isPrivate: true };
}

/** @param mentions ids in the words. */
export const text = (words: string, mentions: readonly Mention[] = []): Block => ({
  ...{ type: 'text', text: words },
  ...(mentions.length === 0 ? {} : { mentions }),
});
export const note = (words: string): Block => ({ type: 'note', text: words });

/** What kind of thing stands in the way, by the beginning of its code; the longest that fits counts. */
const titles: Readonly<Record<string, string>> = {
  image: 'This picture cannot be used',
  option: 'Please check what you typed',
  command: 'No such command',
  setting: 'This setting cannot be changed so',
  'settings-forbidden': 'For moderators only',
  'picture-not-found': 'No such picture',
  'job-unknown': 'No such picture',
  'job-state': 'Too late for that',
  'not-yours': 'Not yours',
  blob: 'Its pictures are gone',
  memory: 'Too large for this machine',
  queue: 'The queue is full',
  daily: 'Enough for today',
  cooldown: 'A moment, please',
  'style-name-taken': 'This name is taken',
  'style-unknown': 'No such style',
  'style-not-yours': 'Not yours',
  'styles-forbidden': 'For moderators only',
  'styles-full': 'No room for another style',
  'styles-off': 'Not on this server',
  channel: 'Not in this channel',
  role: 'Not for you, yet',
  blocked: 'Not for you',
  storage: 'No room just now',
  'shutting-down': 'Back in a minute',
  upload: 'The upload did not arrive',
};

const otherwise = 'That did not work';

function titleOf(code: ErrorCode): string {
  const words = code.split('-');
  const beginnings = words.map((_, k) => words.slice(0, words.length - k).join('-'));
  const known = beginnings.find((beginning) => Object.hasOwn(titles, beginning));
  return known === undefined ? otherwise : titles[known]!;
}

/** What stands in the way, and what to do. */
export function refuse(error: StudioError): Reply {
  return refuseBecause(titleOf(error.code), describeError(error, 'chat'), mentionsOfError(error));
}

/** @param mentions ids in the sentence. */
export function refuseBecause(title: string, sentence: string, mentions: readonly Mention[] = []): Reply {
  return { kind: 'refusal', title, blocks: [text(sentence, mentions)], buttons: [], isPrivate: true };
}
