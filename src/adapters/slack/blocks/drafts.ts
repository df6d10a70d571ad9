/** The blocks of a reply as blocks of Slack, and as places for pictures. */
import type { types } from '@slack/bolt';
import type { Block } from '../../../reply/reply.js';
import type { Draft, Moment } from './draft.js';
import { toComparison, toGallery, toPicture, toPlot } from './pictures.js';
import { toProgress } from './progress.js';
import { toTable } from './table.js';
import { toFacts, toNote, toText } from './words.js';

type Renderers = {
  readonly [Type in Block['type']]: (
    block: Extract<Block, { readonly type: Type }>,
    moment: Moment,
  ) => readonly Draft[];
};

const renderers: Renderers = {
  text: toText,
  note: toNote,
  progress: toProgress,
  picture: toPicture,
  comparison: toComparison,
  facts: toFacts,
  table: toTable,
  gallery: toGallery,
  plot: toPlot,
};

/** In reading order; what has no words and no pictures is none. */
export const toDrafts = (blocks: readonly Block[], moment: Moment): readonly Draft[] =>
  blocks.flatMap((block) => {
    const render = renderers[block.type] as (block: Block, moment: Moment) => readonly Draft[];
    return render(block, moment);
  });

/** The words alone, for views: nothing is uploaded for them. */
export const toWordBlocks = (blocks: readonly Block[], moment: Moment): readonly types.KnownBlock[] =>
  toDrafts(blocks, moment).flatMap((draft) => (draft.type === 'block' ? [draft.block] : []));
