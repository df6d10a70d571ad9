/** Every sentence about something worth telling that is no failure, by code. */
import type { NoteCode, NoteProgress } from '../progress/progress.js';
import { sanitize } from './sanitize.js';

const sentences = {
  'not-finite': (detail) =>
    `A step gave numbers that are not finite (${detail}); going on from the best picture so far.`,
  'size-reduced': (detail) => `The picture is painted smaller than asked for: ${detail}.`,
  'steps-limited': (detail) => `Steps ${detail}.`,
  'size-limited': (detail) => `Size ${detail}.`,
  'held-back': (detail) => `Waiting for your other pictures: ${detail}.`,
  resumed: (detail) => `Going on ${detail}.`,
  'checkpoint-lost': (detail) => `Starting over: ${detail}.`,
  restarting: () => 'The bot is being restarted; this picture goes on in a moment.',
} as const satisfies Readonly<Record<NoteCode, (detail: string) => string>>;

/** The sentence of a note, safe to print on a terminal. */
export function describeNote({ code, detail }: NoteProgress): string {
  return sentences[code](sanitize(detail).replace(/[.\s]+$/, ''));
}
