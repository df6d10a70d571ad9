/** Parts of a message as Discord's components, with the pictures that were found. */
import { type APIComponentInContainer, type APIMediaGalleryItem, ComponentType } from 'discord.js';
import type { Found } from '../pictures.js';
import type { Line, Part } from './part.js';
import { quietly } from './words.js';

export const textDisplay = (content: string): APIComponentInContainer => ({
  type: ComponentType.TextDisplay,
  content,
});

/** As one component; none where there are no words. */
const toText = (lines: readonly Line[]): readonly APIComponentInContainer[] => {
  const content = lines.join('\n');
  return content.trim() === '' ? [] : [textDisplay(content)];
};

const toMedia = ({ upload, isSpoiler }: Extract<Found, { readonly type: 'file' }>): APIMediaGalleryItem => ({
  media: { url: `attachment://${upload.name}` },
  description: upload.alt,
  ...(isSpoiler ? { spoiler: true } : {}),
});

/** What is said about a picture, or in its place; nothing where it has been said in this message. */
type Say = (found: Found) => readonly Line[];

const filesOf = (found: readonly Found[]) => found.filter((one) => one.type === 'file');

type Assemblers = {
  readonly [Type in Part['type']]: (
    part: Extract<Part, { readonly type: Type }>,
    found: readonly Found[],
    say: Say,
  ) => readonly APIComponentInContainer[];
};

const assemblers: Assemblers = {
  words: ({ lines }) => toText(lines),

  pictures({ lines }, found, say) {
    const items = filesOf(found).map(toMedia);
    const gallery: readonly APIComponentInContainer[] =
      items.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items }];
    return [...gallery, ...toText([...found.flatMap(say), ...lines])];
  },

  beside({ lines }, found, say) {
    const [file] = filesOf(found);
    if (file === undefined) return toText([...lines, ...found.flatMap(say)]);
    const content = lines.join('\n').trim() || '…';
    return [
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content }],
        accessory: { type: ComponentType.Thumbnail, ...toMedia(file) },
      },
    ];
  },
};

/** @param found what was found of each part's pictures, in their order. */
export function toComponents(
  parts: readonly Part[],
  found: readonly (readonly Found[])[],
): readonly APIComponentInContainer[] {
  const said = new Set<string>();
  const say: Say = ({ words }) => {
    if (words === null || said.has(words)) return [];
    said.add(words);
    return [quietly(words)];
  };
  return parts.flatMap((part, at) => {
    const assemble = assemblers[part.type] as (
      part: Part,
      found: readonly Found[],
      say: Say,
    ) => readonly APIComponentInContainer[];
    return assemble(part, found[at] ?? [], say);
  });
}
