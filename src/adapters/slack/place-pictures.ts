/** Puts uploaded pictures into the blocks of a message, and takes out what has none. See payload.ts for how blocks name them. */
import type { types } from '@slack/bolt';
import type { Words } from './api.js';
import type { Payload } from './payload.js';

/** A file that Slack has looked at. */
export interface Placed {
  readonly file: string;
  readonly alt: string;
}

const prefix = 'file:';
type Part = Readonly<Record<string, unknown>>;

/** The name of the picture that a block or an element shows; null = none of ours. */
function nameIn({ type, slack_file: shown }: Part): string | null {
  const id = type === 'image' ? (shown as { readonly id?: string } | undefined)?.id : undefined;
  return id?.startsWith(prefix) === true ? id.slice(prefix.length) : null;
}

/** @returns null for a picture that is not there. */
function place(part: Part, pictures: ReadonlyMap<string, Placed>): Part | null {
  const name = nameIn(part);
  if (name === null) return placeWithin(part, pictures);
  const placed = pictures.get(name);
  return placed === undefined ? null : { ...part, slack_file: { id: placed.file }, alt_text: placed.alt };
}

/** Pictures beside words and among them. */
function placeWithin(part: Part, pictures: ReadonlyMap<string, Placed>): Part | null {
  const { accessory, elements, ...rest } = part;
  const beside = accessory === undefined ? null : place(accessory as Part, pictures);
  if (!Array.isArray(elements)) return beside === null ? rest : { ...rest, accessory: beside };
  const left = elements.map((one) => place(one as Part, pictures)).filter((one) => one !== null);
  return left.length === 0 ? null : { ...rest, elements: left };
}

/** @param pictures by the names of the payload's files. */
export function placePictures({ blocks, text }: Payload, pictures: ReadonlyMap<string, Placed>): Words {
  const placed = blocks.map((block) => place(block as unknown as Part, pictures));
  return { text, blocks: placed.filter((block) => block !== null) as unknown as types.KnownBlock[] };
}

/** Whether a message shows a picture, and not only goes with it. */
export const showsPicture = ({ blocks }: Payload, name: string): boolean =>
  JSON.stringify(blocks).includes(JSON.stringify(`${prefix}${name}`));
