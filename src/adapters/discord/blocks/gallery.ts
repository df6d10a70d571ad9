/** Pictures, alone and many, and a job's loss drawn as one. */
import type { Block, GalleryItem, PictureRef, ShownPicture } from '../../../reply/reply.js';
import { clip } from '../../chat/plain-text.js';
import { code, escapeText } from '../escape.js';
import type { Part, Source, Wanted } from './part.js';

type Of<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

/** docs.discord.com/developers/components/reference, "Media Gallery". */
export const galleryLength = 10;
/** Letters of an item's words: ten of them leave room for others. */
const longest = { title: 80, caption: 120, id: 60 } as const;

export const wantedOf = ({ picture, alt }: ShownPicture): Wanted => ({ source: picture, alt });

/** A job's picture is small among others. */
const smallOf = (picture: PictureRef): Source =>
  picture.type === 'result' ? { type: 'thumbnail', job: picture.job } : picture;

/** `1. **Harvest** Vincent van Gogh, 1888. Public domain` and the id, where there is one that the caption does not say. */
function lineOf({ id, title, caption }: GalleryItem, at: number): string {
  const words = `**${escapeText(clip(title, longest.title))}** ${escapeText(clip(caption, longest.caption))}`;
  const line = caption.includes(id) ? words : `${words} ${code(id, longest.id)}`;
  return `${at + 1}. ${line.replaceAll('\n', ' ')}`;
}

/** As many at once as a gallery holds, each with its words below. */
export function toGallery({ items }: Of<'gallery'>): readonly Part[] {
  const starts = items.flatMap((_, at) => (at % galleryLength === 0 ? [at] : []));
  return starts.map((start) => {
    const here = items.slice(start, start + galleryLength);
    return {
      type: 'pictures',
      pictures: here.map(({ picture, alt }) => ({ source: smallOf(picture), alt })),
      lines: here.map((item, at) => lineOf(item, start + at)),
    };
  });
}

export const toPicture = (block: Of<'picture'>): readonly Part[] => [
  { type: 'pictures', pictures: [wantedOf(block)], lines: [] },
];

const number = (value: number) => String(Number(value.toPrecision(3)));

export function toPlot({ title, points }: Of<'plot'>): readonly Part[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const course = `from ${number(first[1])} at step ${first[0]} to ${number(last[1])} at step ${last[0]}`;
  return [
    {
      type: 'pictures',
      pictures: [{ source: { type: 'plot', points }, alt: `${title}, ${course}` }],
      lines: [`**${escapeText(title)}** ${course}`],
    },
  ];
}
