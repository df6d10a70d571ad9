/** A reply on pages: as much on each as a message holds. */
import type { Draft } from './blocks/draft.js';

/** What a message, or a part of one, needs or holds. */
export interface Size {
  readonly blocks: number;
  /** As JSON. */
  readonly letters: number;
}

/**
 * What a message holds. 50 blocks: docs.slack.dev/reference/block-kit/blocks. The letters are not documented: above some
 * 12,000, blocks included, Slack answers `msg_blocks_too_long` (slackapi/bolt-js#2509, and #2867 for a little less).
 */
export const messageSize: Size = { blocks: 50, letters: 9500 };

/** A picture, and what is said about it. */
const pictureSize: Size = { blocks: 2, letters: 1500 };

export type Page = readonly Draft[];

export const minus = (a: Size, b: Size): Size => ({
  blocks: a.blocks - b.blocks,
  letters: a.letters - b.letters,
});

export const sizeOfBlocks = (blocks: readonly unknown[]): Size => ({
  blocks: blocks.length,
  letters: JSON.stringify(blocks).length,
});

const sizeOf = (draft: Draft): Size => (draft.type === 'picture' ? pictureSize : sizeOfBlocks([draft.block]));

/** Words that say what comes next are lost at the end of a page. */
const isHeading = (draft: Draft | undefined): boolean =>
  draft?.type === 'block' && draft.block.type === 'section' && draft.block.text?.text.endsWith(':') === true;

/**
 * In reading order, at least one page. A part for which a page is too small has one of its own.
 * @param room what is free on each page.
 */
export function paginate(drafts: readonly Draft[], room: Size): readonly Page[] {
  const pages: Draft[][] = [[]];
  let free = room;
  const place = (draft: Draft) => {
    pages.at(-1)!.push(draft);
    free = minus(free, sizeOf(draft));
  };
  for (const draft of drafts) {
    const { blocks, letters } = minus(free, sizeOf(draft));
    const last = pages.at(-1)!;
    if ((blocks < 0 || letters < 0) && last.length > 0) {
      const heading = last.length > 1 && isHeading(last.at(-1)) ? [last.pop()!] : [];
      pages.push([]);
      free = room;
      heading.forEach(place);
    }
    place(draft);
  }
  return pages;
}
