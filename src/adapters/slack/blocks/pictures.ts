/** Pictures, alone and many, and a job's loss drawn as one. */
import type { Block, GalleryItem, PictureRef } from '../../../reply/reply.js';
import { clip } from '../../chat/plain-text.js';
import { bold, code, escapeLine } from '../escape.js';
import { type Draft, toDraft } from './draft.js';
import { toSections } from './text-objects.js';

type Of<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

/** Letters of an item's words. */
const longest = { title: 80, caption: 120, id: 60 } as const;

/** Every picture must be uploaded: worth it for what is painted, not for what people have sent or find in a list. */
const uploaded: ReadonlySet<PictureRef['type']> = new Set(['result', 'preview']);

export const toPicture = ({ picture, alt }: Pick<Of<'picture'>, 'picture' | 'alt'>): readonly Draft[] =>
  uploaded.has(picture.type) ? [{ type: 'picture', source: picture, alt }] : [];

/** What was painted; whoever asked has the photo. */
export const toComparison = ({ after }: Of<'comparison'>): readonly Draft[] => toPicture(after);

/** `1. *Harvest* Vincent van Gogh, 1888. Public domain` and the id, where there is one that the caption does not say. */
function lineOf({ id, title, caption }: GalleryItem, at: number): string {
  const words = `${at + 1}. ${bold(escapeLine(clip(title, longest.title)))} ${escapeLine(clip(caption, longest.caption))}`;
  return caption.includes(id) ? words : `${words} ${code(id, longest.id)}`;
}

export const toGallery = ({ items }: Of<'gallery'>): readonly Draft[] =>
  toSections({ form: 'marked', lines: items.map(lineOf) }).map(toDraft);

const number = (value: number) => String(Number(value.toPrecision(3)));

export function toPlot({ title, points }: Of<'plot'>): readonly Draft[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const course = `from ${number(first[1])} at step ${first[0]} to ${number(last[1])} at step ${last[0]}`;
  const words = toSections({ form: 'marked', lines: [`${bold(escapeLine(title))} ${course}`] });
  const picture: Draft = { type: 'picture', source: { type: 'plot', points }, alt: `${title}, ${course}` };
  return [picture, ...words.map(toDraft)];
}
