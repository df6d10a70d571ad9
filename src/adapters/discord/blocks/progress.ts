/** How far a picture is, as a bar of characters, with the time as Discord's own clock shows it to each reader. */
import type { Block } from '../../../reply/reply.js';
import { drawBar } from '../../chat/progress-bar.js';
import { escapeText } from '../escape.js';
import type { Moment, Part } from './part.js';

/** `in 2 minutes`, counted down by the reader's own client. @param now milliseconds since 1970. */
export const inSeconds = (seconds: number, now: number) => `<t:${Math.round(now / 1000 + seconds)}:R>`;

/** @param moment `now` for the time that is left. */
export function toProgress(
  { value, label, etaSeconds }: Extract<Block, { readonly type: 'progress' }>,
  { now }: Moment,
): readonly Part[] {
  const eta = etaSeconds === null ? '' : ` · done ${inSeconds(etaSeconds, now)}`;
  return [{ type: 'words', lines: [`${drawBar(value)}\n${escapeText(label)}${eta}`] }];
}
