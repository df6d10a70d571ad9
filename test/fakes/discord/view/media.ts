/** Pictures and files: galleries, thumbnails, attachments. */
import { escapeHtml } from './escape.js';
import { glyph } from './glyph.js';
import type { RawComponent, RawItem, RawMedia, ShownMessage, ViewContext } from './shown.js';

/** What pictures are shown with. */
export type MediaContext = ViewContext & Pick<ShownMessage, 'attachments'>;

/** First bytes of what browsers show, as Latin-1. */
const types: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF[\s\S]{4}WEBP/, 'image/webp'],
  [/^[\s\S]{4}ftypavif/, 'image/avif'],
];

const prefix = 'attachment://';

/** Name of a file: `attachment://name` as it was posted, or an address and an id as Discord sends them. */
function nameOf({ url, attachment_id: id }: RawMedia, { attachments }: MediaContext): string {
  const known = attachments.find((one) => one.id === id);
  if (known !== undefined) return known.filename;
  if (url.startsWith(prefix)) return url.slice(prefix.length);
  const path = url.replace(/[?#].*$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

function renderPicture(item: RawItem, context: MediaContext): string {
  const alt = escapeHtml(item.description ?? '');
  const bytes = context.files.get(nameOf(item.media, context));
  const start = bytes === undefined ? '' : Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const type = types.find(([pattern]) => pattern.test(start))?.[1];
  const shown =
    type === undefined
      ? `<div class="lost">${alt || 'picture'}</div>`
      : `<img src="data:${type};base64,${Buffer.from(bytes!).toString('base64')}" alt="${alt}">`;
  return item.spoiler ? `${shown}<b class="spoiler-word">SPOILER</b>` : shown;
}

const classes = (...names: readonly (string | false | undefined)[]) => names.filter(Boolean).join(' ');

/** How many pictures each row has, by how many there are; three are a large one beside two. */
const rowsOf: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [2],
  3: [1, 1, 1],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [1, 3, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [1, 3, 3, 3],
};

export function renderGallery({ items = [] }: RawComponent, context: MediaContext): string {
  const rows = rowsOf[items.length] ?? items.map(() => 1);
  const spans = rows.flatMap((count) => Array.from({ length: count }, () => 6 / count));
  const figures = items.map((item, at) => {
    const name = classes('picture', item.spoiler && 'spoiler');
    return `<figure class="${name}" style="--span:${spans[at]}">${renderPicture(item, context)}</figure>`;
  });
  return `<div class="gallery of-${items.length}">${figures.join('')}</div>`;
}

export function renderThumbnail(component: RawComponent, context: MediaContext): string {
  const item = { ...component, media: component.media! };
  const name = classes('thumbnail picture', item.spoiler && 'spoiler');
  return `<figure class="${name}">${renderPicture(item, context)}</figure>`;
}

export function renderFile({ file, spoiler }: RawComponent, context: MediaContext): string {
  const name = nameOf(file!, context);
  const size = context.files.get(name)?.byteLength;
  const told = size === undefined ? '' : `<small>${(size / 1024).toFixed(1)} KB</small>`;
  const title = `<span><a>${escapeHtml(name)}</a>${told}</span>`;
  const word = spoiler ? '<b class="spoiler-word">SPOILER</b>' : '';
  return `<div class="${classes('file', spoiler && 'spoiler')}">${glyph.file}${title}${word}</div>`;
}
