/** Pictures for messages: the bytes, a name that stands for them, and words where they cannot be had or shown. */
import { createHash } from 'node:crypto';
import type { Manner } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import {
  type Absentee,
  describeAbsent,
  describeHidden,
  describeVeiled,
} from '../../reply/absent-pictures.js';
import { describeFitted } from '../../reply/fitted.js';
import type { Studio } from '../../studio.js';
import { nameFile, nameResult } from '../chat/file-name.js';
import { plain } from '../chat/plain-text.js';
import type { Draft, Source } from './blocks/draft.js';
import type { Upload } from './payload.js';
import type { Setting } from './render.js';

export interface PictureParts {
  readonly album: Pick<Studio['album'], 'result' | 'plot' | 'jpeg'>;
  readonly job: Studio['job'];
}

export type Wanted = Extract<Draft, { readonly type: 'picture' }>;

/** `words` = what is to be known about it, or said in its place; null = nothing. */
export interface Found {
  readonly upload: Upload | null;
  /** Whether it stands among the words, and not only beside them, in the thread. */
  readonly isInline: boolean;
  readonly words: string | null;
}

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
  /** What it is in words where it is not there; null = its place stays empty. */
  readonly absent: Absentee | null;
  /** Ours, and the same for all: it may be shown everywhere. */
  readonly isHarmless: boolean;
  /** Whether it is sent also where it may not stand among the words. */
  readonly isSentVeiled: boolean;
  fetch(source: Of, setting: Setting, parts: PictureParts): Promise<Fetched | null>;
}

/** Slack shows PNG, JPEG and GIF in messages: @slack/types, SlackFileImageObject. */
type Shown = Extract<Source, { readonly type: 'result' | 'preview' | 'plot' }>;
type Kinds = { readonly [Type in Shown['type']]: Kind<Extract<Shown, { readonly type: Type }>> };

/** Letters for those who do not see it. @slack/types has 2000; nobody listens to so much. */
const altLength = 500;

/** For what has no name of its own that stays with its content. */
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

const kinds: Kinds = {
  result: {
    ...{ absent: 'result', isHarmless: false, isSentVeiled: true },
    async fetch({ job: id }, { requester, maxBytes }, { album, job: find }) {
      const fitted = await album.result(id, requester, maxBytes, 'jpeg');
      if (fitted === null) return null;
      const job = await find(id, requester);
      const { bytes, extension, how } = fitted;
      const name = nameResult(job, extension, how === 'shrunk' ? fitted : null);
      return { bytes, name, note: job.result && describeFitted(fitted, job.result, maxBytes) };
    },
  },
  preview: {
    ...{ absent: null, isHarmless: false, isSentVeiled: false },
    async fetch({ job }, { preview }, { album }) {
      if (!preview) return null;
      // Why the preview's own step: it can be older than what is said, and is better than none.
      const name = nameFile(['preview', job, preview.step], 'jpg');
      return { bytes: await album.jpeg(preview.bytes), name };
    },
  },
  plot: {
    ...{ absent: null, isHarmless: true, isSentVeiled: true },
    async fetch({ points }, _, { album }) {
      const bytes = await album.plot(points);
      return { bytes, name: nameFile(['loss', digest(bytes)], 'png') };
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

const nothing: Found = { upload: null, isInline: false, words: null };

/** Never rejects for a picture that is gone, or too large: then there are words, or nothing. */
export async function findPicture(
  { source, alt }: Wanted,
  { setting, manner }: Exhibition,
  parts: PictureParts,
): Promise<Found> {
  const kind = (kinds as Readonly<Record<string, Kind<Source> | undefined>>)[source.type];
  if (kind === undefined) return nothing;
  if (!manner.isShown && !kind.isHarmless) return { ...nothing, words: describeHidden() };
  const isVeiled = manner.isSpoiler && !kind.isHarmless;
  if (isVeiled && !kind.isSentVeiled) return nothing;
  const fetched = await orNull(() => kind.fetch(source, setting, parts));
  if (fetched === null || fetched.bytes.length > setting.maxBytes)
    return kind.absent === null ? nothing : { ...nothing, words: describeAbsent(kind.absent) };
  const { name, bytes, note = null } = fetched;
  const words = [isVeiled ? describeVeiled() : null, note].filter((one) => one !== null).join('\n');
  return {
    upload: { name, bytes, alt: plain(alt, altLength) || name },
    isInline: !isVeiled,
    words: words === '' ? null : words,
  };
}
