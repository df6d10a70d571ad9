/** Before and after: the picture large, the photo small beside the words that follow. */
import type { Block } from '../../../reply/reply.js';
import { wantedOf } from './gallery.js';
import type { Part, Wanted } from './part.js';
import { quietLines, quietly } from './words.js';

/** @param note the words that follow; null where there are none. */
export function toComparison(
  { before, after }: Extract<Block, { readonly type: 'comparison' }>,
  note: string | null,
): readonly Part[] {
  const small: Wanted = { ...wantedOf(before), alt: `Before: ${before.alt}` };
  return [
    { type: 'pictures', pictures: [wantedOf(after)], lines: [] },
    { type: 'beside', lines: note === null ? [quietly('Before')] : quietLines(note), picture: small },
  ];
}
