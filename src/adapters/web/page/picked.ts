/** Pictures that a person has picked, before they are sent. */
import type { StartAnswer } from '../protocol.js';
import { words } from './words.js';

export type Picked =
  | { readonly type: 'preset'; readonly id: string; readonly title: string }
  | { readonly type: 'file'; readonly file: File };

/** The two places of a picture, in the order in which they fill. */
export const slotNames = ['content', 'style'] as const;
export type SlotName = (typeof slotNames)[number];
export type Slots = Readonly<Record<SlotName, Picked | null>>;
export const noSlots: Slots = { content: null, style: null };

type Upload = StartAnswer['upload'];

/** What keeps a file from being sent, or null where nothing does. The service looks into it; this looks at it. */
export function checkFile(
  { name, size, type }: Pick<File, 'name' | 'size' | 'type'>,
  upload: Upload,
): string | null {
  const known = type === '' ? upload.types.find((one) => name.toLowerCase().endsWith(ending(one))) : type;
  if (known === undefined || !upload.types.includes(known)) {
    const types = upload.types.map((one) => ending(one).slice(1).toUpperCase()).join(', ');
    return words.wrongType(name, types);
  }
  if (size === 0) return words.emptyFile(name);
  return size > upload.maxBytes ? words.tooLarge(name, size, upload.maxBytes) : null;
}

const ending = (mediaType: string) =>
  `.${mediaType.slice(mediaType.indexOf('/') + 1).replace('jpeg', 'jpg')}`;

/** Where pictures go: into the empty places first, else from the photo on. Only as many as there are places. */
export function placePictures(slots: Slots, pictures: readonly Picked[]): Slots {
  const empty = slotNames.filter((name) => slots[name] === null);
  const places = pictures.length <= empty.length ? empty : slotNames;
  const changed = places.flatMap((name, index) => {
    const picture = pictures[index];
    return picture === undefined ? [] : [[name, picture] as const];
  });
  return { ...slots, ...Object.fromEntries(changed) };
}

/** What people call it. */
export const titleOf = (picked: Picked): string => (picked.type === 'file' ? picked.file.name : picked.title);
