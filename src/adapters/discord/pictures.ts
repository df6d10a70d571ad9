/** Pictures for messages: the bytes, a name that stands for them, and words where they cannot be had or shown. */

import { createHash } from 'node:crypto';
import type { Manner } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import { type Absentee, describeAbsent, describeHidden } from '../../reply/absent-pictures.js';
import { describeFitted } from '../../reply/fitted.js';
import type { Studio } from '../../studio.js';
import { nameFile, nameResult } from '../chat/file-name.js';
import { plain } from '../chat/plain-text.js';
import type { Source, Wanted } from './blocks/part.js';
import { escapeText } from './escape.js';
import type { Upload } from './payload.js';
import type { Setting } from './render.js';

export interface PictureParts {
  readonly album: Pick<
    Studio['album'],
    'preset' | 'ownStyle' | 'photo' | 'style' | 'result' | 'thumbnail' | 'plot'
  >;
  readonly job: Studio['job'];
}

export type Found =
  /** `words` = what is to be known about it, or null. */
  | {
      readonly type: 'file';
      readonly upload: Upload;
      readonly isSpoiler: boolean;
      readonly words: string | null;
    }
  | { readonly type: 'words'; readonly words: string };

/** Where it will be seen, and how pictures are shown there. */
export interface Exhibition {
  readonly setting: Setting;
  readonly manner: Manner;
}

interface Fetched {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Worth telling; any text. */
  readonly note?: string | null;
}

interface Kind<Of extends Source> {
  readonly absent: Absentee;
  /** Ours, and the same for all: it may be shown everywhere. */
  readonly isHarmless: boolean;
  fetch(source: Of, setting: Setting, parts: PictureParts): Promise<Fetched | null>;
}

type Kinds = { readonly [Type in Source['type']]: Kind<Extract<Source, { readonly type: Type }>> };

/** docs.discord.com/developers/components/reference: letters of a description. */
const altLength = 1024;

const named = (bytes: Uint8Array | null, parts: readonly (string | number)[], extension = 'webp') =>
  bytes === null ? null : { bytes, name: nameFile(parts, extension) };

/** For what has no name of its own that stays with its content. */
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

const kinds: Kinds = {
  result: {
    ...{ absent: 'result', isHarmless: false },
    async fetch({ job: id }, { requester, maxBytes }, { album, job: find }) {
      const fitted = await album.result(id, requester, maxBytes);
      if (fitted === null) return null;
      const job = await find(id, requester);
      const { bytes, extension, how } = fitted;
      const name = nameResult(job, extension, how === 'shrunk' ? fitted : null);
      return { bytes, name, note: job.result && describeFitted(fitted, job.result, maxBytes) };
    },
  },
  thumbnail: {
    ...{ absent: 'result', isHarmless: false },
    fetch: async ({ job }, { requester }, { album }) =>
      named(await album.thumbnail(job, requester), ['thumbnail', job]),
  },
  preview: {
    ...{ absent: 'preview', isHarmless: false },
    async fetch({ job }, { preview }) {
      // Why the preview's own step: it can be older than what is said, and is better than none.
      return preview ? named(preview.bytes, ['preview', job, preview.step]) : null;
    },
  },
  photo: {
    ...{ absent: 'photo', isHarmless: false },
    fetch: async ({ job }, { requester }, { album }) =>
      named(await album.photo(job, requester), ['photo', job]),
  },
  style: {
    ...{ absent: 'style', isHarmless: false },
    fetch: async ({ job, index }, { requester }, { album }) =>
      named(await album.style(job, index, requester), ['style', job, index]),
  },
  preset: {
    ...{ absent: 'preset', isHarmless: true },
    fetch: async ({ id }, _, { album }) => named(await album.preset(id), ['preset', id]),
  },
  'own-style': {
    ...{ absent: 'style', isHarmless: false },
    async fetch({ id }, { requester }, { album }) {
      // Why the digest: another picture can be added under the same name.
      const bytes = await album.ownStyle(id, requester);
      return bytes === null ? null : named(bytes, ['style', id, digest(bytes)]);
    },
  },
  plot: {
    ...{ absent: 'plot', isHarmless: true },
    async fetch({ points }, _, { album }) {
      const bytes = await album.plot(points);
      return named(bytes, ['loss', digest(bytes)], 'png');
    },
  },
};

/** A picture that the studio cannot give is none; whatever else goes wrong is thrown. */
async function orNull(fetch: () => Promise<Fetched | null>): Promise<Fetched | null> {
  try {
    return await fetch();
  } catch (error) {
    // A curve of which nothing can be drawn is a RangeError.
    if (error instanceof StudioError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Never rejects for a picture that is gone, or too large: then there are words. */
export async function findPicture(
  { source, alt }: Wanted,
  { setting, manner }: Exhibition,
  parts: PictureParts,
): Promise<Found> {
  const kind = kinds[source.type] as Kind<Source>;
  if (!manner.isShown && !kind.isHarmless) return { type: 'words', words: describeHidden() };
  const fetched = await orNull(() => kind.fetch(source, setting, parts));
  if (fetched === null || fetched.bytes.length > setting.maxBytes) {
    return { type: 'words', words: escapeText(describeAbsent(kind.absent)) };
  }
  const { name, bytes, note = null } = fetched;
  return {
    type: 'file',
    upload: { name, bytes, alt: plain(alt, altLength) || name },
    isSpoiler: manner.isSpoiler && !kind.isHarmless,
    words: note === null ? null : escapeText(note),
  };
}
