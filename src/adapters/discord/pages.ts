/** Parts of a reply on pages: as many on each as a message holds. */
import type { Part } from './blocks/part.js';
import { clipMarked } from './escape.js';

/** What a message, or a part of one, needs or holds. */
export interface Size {
  /** Nested ones included. */
  readonly components: number;
  /** Of all its text, UTF-16 units. */
  readonly characters: number;
  /** Of all its text as UTF-8, with what each component of text adds. */
  readonly bytes: number;
  readonly pictures: number;
}

/**
 * What a message holds: docs.discord.com/developers/components/reference ("up to 40 total components"; 4000 characters of
 * text) and resources/message (ten attachments). The bytes: discord/discord-api-docs#8554, beyond which Discord answers 500.
 */
export const messageSize: Size = { components: 40, characters: 4000, bytes: 10_170, pictures: 10 };

/** Bytes that a component of text counts beside its text. */
const textOverhead = 12;

export type Page = readonly Part[];

const names = ['components', 'characters', 'bytes', 'pictures'] as const;
const combine = (a: Size, b: Size, how: (a: number, b: number) => number): Size =>
  Object.fromEntries(names.map((name) => [name, how(a[name], b[name])])) as unknown as Size;

export const minus = (a: Size, b: Size): Size => combine(a, b, (x, y) => x - y);
const isWithin = (size: Size, room: Size) => names.every((name) => size[name] <= room[name]);

/** Of some text as one component; nothing where there is none. */
export function sizeOfText(text: string): Size {
  if (text === '') return { components: 0, characters: 0, bytes: 0, pictures: 0 };
  const bytes = Buffer.byteLength(text) + textOverhead;
  return { components: 1, characters: text.length, bytes, pictures: 0 };
}

/** Components and pictures beside the text. */
const own = {
  words: () => ({ components: 0, pictures: 0 }),
  pictures: ({ pictures }) => ({ components: 1, pictures: pictures.length }),
  beside: () => ({ components: 2, pictures: 1 }),
} as const satisfies {
  readonly [Type in Part['type']]: (
    part: Extract<Part, { readonly type: Type }>,
  ) => Pick<Size, 'components' | 'pictures'>;
};

function sizeOf(part: Part): Size {
  const measure = own[part.type] as (part: Part) => Pick<Size, 'components' | 'pictures'>;
  const { components, pictures } = measure(part);
  const text = sizeOfText(part.lines.join('\n'));
  return { ...text, components: text.components + components, pictures };
}

/** The part with as many of its first lines as fit, and the lines that do not. */
function take(part: Part, room: Size): { readonly taken: Part | null; readonly rest: Part | null } {
  const { lines } = part;
  if (isWithin(sizeOf(part), room)) return { taken: part, rest: null };
  if (part.type !== 'words') return { taken: null, rest: part };
  let count = lines.length - 1;
  while (count > 0 && !isWithin(sizeOf({ ...part, lines: lines.slice(0, count) }), room)) count--;
  if (count === 0) return { taken: null, rest: part };
  return { taken: { ...part, lines: lines.slice(0, count) }, rest: { ...part, lines: lines.slice(count) } };
}

/** A part for which a whole page is too small, with what fits of its words. */
function squeeze(part: Part, room: Size): Part {
  const text = part.lines.join('\n');
  // Letters of three bytes each fit for certain.
  const most = Math.max(2, Math.min(room.characters, Math.floor((room.bytes - textOverhead) / 3)));
  const whole = clipMarked(text, most);
  const isTorn = part.type !== 'words' || part.lines.length === 1;
  return {
    ...part,
    lines: isTorn ? whole.split('\n') : [clipMarked(part.lines[0]!, most), ...part.lines.slice(1)],
  };
}

/** Words that say what comes next are lost at the end of a page. */
const isHeading = (part: Part | undefined) => part?.type === 'words' && part.lines.at(-1)!.endsWith(':');

/**
 * In reading order, at least one page.
 * @param room what is free on each page.
 */
export function paginate(parts: readonly Part[], room: Size): readonly Page[] {
  const pages: Part[][] = [[]];
  let free = room;
  const place = (part: Part) => {
    pages.at(-1)!.push(part);
    free = minus(free, sizeOf(part));
  };

  const turn = () => {
    const last = pages.at(-1)!;
    const heading = last.length > 1 && isHeading(last.at(-1)) ? [last.pop()!] : [];
    pages.push([]);
    free = room;
    heading.forEach(place);
  };

  for (const part of parts) {
    let rest: Part | null = part;
    while (rest !== null) {
      const taking = take(rest, free);
      if (taking.taken !== null) place(taking.taken);
      else if (pages.at(-1)!.length > 0) turn();
      else {
        rest = squeeze(rest, room);
        continue;
      }
      rest = taking.rest;
    }
  }
  return pages;
}
