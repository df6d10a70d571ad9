/** The blocks of a reply as parts of a message. */
import type { Block } from '../../../reply/reply.js';
import { toComparison } from './comparison.js';
import { toGallery, toPicture, toPlot } from './gallery.js';
import type { Moment, Part } from './part.js';
import { toProgress } from './progress.js';
import { toTable } from './table.js';
import { toFacts, toNote, toText } from './words.js';

type Renderers = {
  readonly [Type in Block['type']]: (
    block: Extract<Block, { readonly type: Type }>,
    moment: Moment,
    note: string | null,
  ) => readonly Part[];
};

const renderers: Renderers = {
  text: toText,
  note: toNote,
  progress: toProgress,
  picture: toPicture,
  comparison: (block, _, note) => toComparison(block, note),
  facts: toFacts,
  table: toTable,
  gallery: toGallery,
  plot: toPlot,
};

/** Parts in reading order; what has no words and no pictures is none. */
export function toParts(blocks: readonly Block[], moment: Moment): readonly Part[] {
  const isTaken = (at: number) => blocks[at]?.type === 'note' && blocks[at - 1]?.type === 'comparison';
  const parts = blocks.flatMap((block, at): readonly Part[] => {
    if (isTaken(at)) return [];
    const next = blocks[at + 1];
    const note = isTaken(at + 1) && next?.type === 'note' ? next.text : null;
    const render = renderers[block.type] as (
      ...args: [block: Block, moment: Moment, note: string | null]
    ) => readonly Part[];
    return render(block, moment, note);
  });
  return parts.filter((part) => part.type !== 'words' || part.lines.some((line) => line.trim() !== ''));
}
