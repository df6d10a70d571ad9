/** The channel's pictures: which one a path names, its bytes, and how long a browser may keep it. */

import { parseJobId } from '../../job/id.js';
import type { Job, Requester } from '../../job/job.js';
import type { Studio } from '../../studio.js';
import { etagOf } from './assets.js';
import type { Channel } from './channel.js';
import { nameFile } from './message.js';

export interface Shown {
  readonly type: 'image/png' | 'image/webp';
  /** Strong; null for what changes. */
  readonly etag: string | null;
  /** Seconds that it stays as it is; 0 = it may be another at once. */
  readonly keepSeconds: number;
  readonly fileName: string | null;
  readonly read: () => Promise<Uint8Array | null>;
}

const year = 365 * 24 * 3600;
const hour = 3600;
const presetId = /^[a-z0-9-]{1,64}$/;

export interface PictureParts {
  readonly studio: Pick<Studio, 'job' | 'picture' | 'album'>;
  readonly channel: Pick<Channel, 'preview'>;
}

/**
 * A style that was added here, else a preset or sample.
 * @returns null where a text names no picture. Nothing of it is ever a file's name.
 */
export async function findPreset(
  album: Pick<Studio['album'], 'preset' | 'ownStyle'>,
  id: string,
  requester: Requester,
): Promise<Shown | null> {
  if (!presetId.test(id)) return null;
  const own = await album.ownStyle(id, requester);
  const bytes = own ?? (await album.preset(id));
  if (bytes === null) return null;
  return {
    // Why asked for anew each time where it was added here: it may be replaced.
    ...{ type: 'image/webp', etag: etagOf(bytes), keepSeconds: own === null ? hour : 0, fileName: null },
    read: async () => bytes,
  };
}

type Find = (job: Job, index: number, requester: Requester, parts: PictureParts) => Shown | null;

const unchanging = (job: Job, part: string, type: Shown['type'], read: Shown['read']): Shown => ({
  ...{ type, etag: `"${job.id}-${part}"`, keepSeconds: year },
  fileName: nameFile(job, part, type.slice('image/'.length)),
  read,
});

const kinds: Readonly<Record<string, Find>> = {
  result: (job, _, requester, { studio }) =>
    job.result === null || job.result.blob === null
      ? null
      : unchanging(
          job,
          'result',
          'image/png',
          async () => (await studio.picture(job.id, requester))?.bytes ?? null,
        ),
  timelapse: (job, _, requester, { studio }) =>
    job.result?.timelapse === undefined
      ? null
      : unchanging(job, 'timelapse', 'image/webp', () => studio.album.timelapse(job.id, requester)),
  photo: (job, _, requester, { studio }) =>
    unchanging(job, 'photo', 'image/webp', () => studio.album.photo(job.id, requester)),
  style: (job, index, requester, { studio }) =>
    unchanging(job, `style-${index}`, 'image/webp', () => studio.album.style(job.id, index, requester)),
  preview: (job, _, __, { channel }) => {
    const bytes = channel.preview(job.id);
    if (bytes === null) return null;
    return { type: 'image/webp', etag: null, keepSeconds: 0, fileName: null, read: async () => bytes };
  },
};

/**
 * A picture of a job: `result`, `timelapse`, `photo`, `style-N`, `preview-STEP`.
 * @returns null where a text names none. @throws StudioError 'job-unknown', 'blob-missing'.
 */
export async function findPicture(
  id: string,
  which: string,
  requester: Requester,
  parts: PictureParts,
): Promise<Shown | null> {
  const [, kind, index] =
    /^(result|timelapse|photo|style(?=-)|preview(?=-))(?:-(\d{1,5}))?$/.exec(which) ?? [];
  const isNumbered = kind === 'style' || kind === 'preview';
  if (kind === undefined || isNumbered !== (index !== undefined) || parseJobId(id) !== id) return null;
  const job = await parts.studio.job(id, requester);
  return kinds[kind]!(job, Number(index ?? 0), requester, parts);
}
