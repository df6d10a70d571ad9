/** Parts of a message, between the blocks of a reply and Discord's components: what can stand on another page, or be gone. */
import type { PictureRef } from '../../../reply/reply.js';

/** Where a picture comes from. */
export type Source =
  | PictureRef
  /** The picture of a job, small. */
  | { readonly type: 'thumbnail'; readonly job: string }
  | { readonly type: 'plot'; readonly points: readonly (readonly [step: number, loss: number])[] };

export interface Wanted {
  readonly source: Source;
  /** For those who do not see it; any text. */
  readonly alt: string;
}

/** Markdown that stays together; may have several lines. */
export type Line = string;

export type Part =
  | { readonly type: 'words'; readonly lines: readonly Line[] }
  /** Pictures, and words below that belong to them. */
  | { readonly type: 'pictures'; readonly pictures: readonly Wanted[]; readonly lines: readonly Line[] }
  /** Words with a small picture beside them. */
  | { readonly type: 'beside'; readonly lines: readonly Line[]; readonly picture: Wanted };

/** What a part is made for. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
}
