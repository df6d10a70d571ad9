/** How far a picture is: a bar of characters, what is done, and when it will be. */
import { moment } from '../../../reply/moment.js';
import type { Block } from '../../../reply/reply.js';
import { drawBar } from '../../chat/progress-bar.js';
import { escapeLine } from '../escape.js';
import { type Draft, type Moment, toDraft } from './draft.js';
import { toSections } from './text-objects.js';

/** Seconds from which on a time of day says more than a span: it stays right until the next edit. */
const longWait = 180;

/** `14:05`, by the reader's own clock: docs.slack.dev/messaging/formatting-message-text, "Date formatting". */
export function timeOfDay(seconds: number, now: number): string {
  const at = Math.round(now / 1000 + seconds);
  return `<!date^${at}^{time}|${moment(at * 1000)}>`;
}

/** @param moment `now` for the time that is left. */
export function toProgress(
  { value, label, remaining, etaSeconds }: Extract<Block, { readonly type: 'progress' }>,
  { now }: Moment,
): readonly Draft[] {
  const isLong = etaSeconds !== null && etaSeconds >= longWait;
  const end = isLong ? `done at about ${timeOfDay(etaSeconds, now)}` : escapeLine(remaining ?? '');
  const line = [escapeLine(label), end].filter((part) => part !== '').join(' · ');
  return toSections({ form: 'marked', lines: [drawBar(value), line] }).map(toDraft);
}
