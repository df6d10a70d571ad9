/** What was typed and attached: values as texts, and pictures fetched from Discord. */
import {
  type Attachment,
  type CommandInteractionOption,
  ApplicationCommandOptionType as Kind,
} from 'discord.js';
import { StudioError } from '../../errors.js';
import type { Download } from '../../request/download.js';
import type { RawValue } from '../../request/parse.js';
import type { PictureSource } from '../../request/pictures.js';

export type Upload = Pick<Attachment, 'name' | 'url' | 'size' | 'contentType'>;

export interface Typed {
  /** By option name. */
  readonly values: Readonly<Record<string, RawValue>>;
  readonly uploads: Readonly<Record<string, Upload>>;
}

const nested: ReadonlySet<Kind> = new Set([Kind.Subcommand, Kind.SubcommandGroup]);

/** As people type it: what JavaScript writes as 1.5e-7 is 0.00000015. */
const toDecimal = (value: number): string => {
  const [digits = '', places] = String(value).split('e-');
  return places === undefined ? digits : `0.${'0'.repeat(Number(places) - 1)}${digits.replace('.', '')}`;
};

/** The options of a command. That of a subcommand is the value of `action`: `/styles add` is `/styles action:add`. */
export function readOptions(data: readonly CommandInteractionOption[]): Typed {
  const inside = data.find(({ type }) => nested.has(type));
  if (inside !== undefined) {
    const { values, uploads } = readOptions(inside.options ?? []);
    const action = inside.type === Kind.Subcommand ? { action: inside.name } : {};
    return { values: { ...action, ...values }, uploads };
  }
  return {
    values: Object.fromEntries(
      data.flatMap(({ name, value, attachment }) =>
        value === undefined || attachment !== undefined
          ? []
          : [[name, typeof value === 'number' ? toDecimal(value) : value]],
      ),
    ),
    uploads: Object.fromEntries(
      data.flatMap(({ name, attachment }) => (attachment === undefined ? [] : [[name, attachment]])),
    ),
  };
}

/** Kinds of files that cannot be pictures. Others may be called anything: what they are is seen in their bytes. */
const noPicture = /^(?:video|audio|text|font|model)\/|^application\/(?:pdf|zip|json|x-msdownload)\b/i;

const pictureName = /\.(?:png|jpe?g|jfif|webp|avif|gif)$/i;

/** Whether a file is one to offer, by what whoever sent it claims. */
export const isPictureByName = ({ name, contentType }: Pick<Upload, 'name' | 'contentType'>): boolean =>
  contentType === null || contentType === 'application/octet-stream'
    ? pictureName.test(name)
    : contentType.startsWith('image/');

/** A picture in memory. */
export type FetchedPicture = Extract<PictureSource, { readonly bytes: unknown }>;

/** @throws StudioError for what is no picture, too large, or not to be had. */
export async function fetchPicture(
  download: Download,
  { name, url, size, contentType }: Upload,
  signal: AbortSignal,
): Promise<FetchedPicture> {
  if (contentType !== null && noPicture.test(contentType)) {
    throw new StudioError('image-unsupported', { name, format: contentType.split(';')[0]! });
  }
  return { name, bytes: await download(url, { name, declaredBytes: size, signal }) };
}

/** All at once, by their names; where one cannot be had, the others are not waited for. @throws as `fetchPicture`. */
export async function fetchPictures<Uploads extends Readonly<Record<string, Upload>>>(
  download: Download,
  uploads: Uploads,
  signal: AbortSignal,
): Promise<{ readonly [Name in keyof Uploads]: FetchedPicture }> {
  const failing = new AbortController();
  const fail = () => failing.abort();
  signal.addEventListener('abort', fail, { once: true });
  if (signal.aborted) fail();
  try {
    const pictures = await Promise.all(
      Object.entries(uploads).map(async ([name, upload]) => [
        name,
        await fetchPicture(download, upload, failing.signal),
      ]),
    );
    return Object.fromEntries(pictures);
  } catch (error) {
    fail();
    throw error;
  } finally {
    signal.removeEventListener('abort', fail);
  }
}
