/** What becomes of a reply before its pictures are there: blocks of Slack, and places for pictures. */
import type { types } from '@slack/bolt';
import type { PictureRef } from '../../../reply/reply.js';

/** Where a picture comes from. */
export type Source =
  | PictureRef
  | { readonly type: 'plot'; readonly points: readonly (readonly [step: number, loss: number])[] };

export type Draft =
  | { readonly type: 'block'; readonly block: types.KnownBlock }
  /** `alt` = for those who do not see it; any text. */
  | { readonly type: 'picture'; readonly source: Source; readonly alt: string };

/** What a message is made for. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
}

export const toDraft = (block: types.KnownBlock): Draft => ({ type: 'block', block });
