/** What a screen reader hears of a message that changes: new states, and every quarter. Not each step. */
import type { Reply } from '../../../reply/reply.js';
import { words } from './words.js';

/** The bar of a reply, 0..1; null where it has none or nobody knows. */
export function shareOf({ blocks }: Reply): number | null {
  const bar = blocks.find((block) => block.type === 'progress');
  return bar === undefined ? null : bar.value;
}

const quarter = (share: number | null) => Math.floor((share ?? 0) * 4);

/** The sentence to say when `before` has become `after`; null where it is not worth one. */
export function announcement(before: Reply | null, after: Reply): string | null {
  if (before === null || before.kind !== after.kind) return after.title;
  const [was, is] = [quarter(shareOf(before)), quarter(shareOf(after))];
  return is > was && is < 4 ? words.painted(is * 25) : null;
}
