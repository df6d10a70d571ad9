/** Pictures on their way into a job: decoded once, no larger than the server paints, and stored as pixels. */
import { StudioError } from './errors.js';
import { decodeImage } from './image/decode.js';
import { packPixels } from './image/pixel-file.js';
import type { Job, Requester } from './job/job.js';
import type { OwnStyle } from './job/own-style.js';
import type { Blobs } from './job/store.js';
import { isOwnStyle, type OwnStyles } from './own-styles.js';
import { maskOf } from './request/mask.js';
import type { StoredPicture, StoredStyle } from './request/order.js';
import { decodeSource, type PictureSource } from './request/pictures.js';
import type { Gallery } from './request/presets.js';

export interface PictureStoreParts {
  readonly blobs: Blobs;
  readonly gallery: Gallery;
  readonly ownStyles: Pick<OwnStyles, 'find'>;
}

/** Who brings a picture, and how much of it is kept. */
export interface Bringing {
  readonly requester: Requester;
  /** Pixels of the longer side. */
  readonly maxSide: number;
  readonly signal: AbortSignal;
}

/** All throw what `decodeSource` throws, and StudioError 'picture-not-found', 'blob-missing', 'storage-full'. */
export interface PictureStore {
  /** Decodes it, and keeps nothing. */
  look(picture: PictureSource, bringing: Bringing): Promise<void>;
  storePhoto(picture: PictureSource, bringing: Bringing): Promise<StoredPicture>;
  storeStyles(
    styles: readonly { readonly picture: PictureSource; readonly weight: number }[],
    bringing: Bringing,
  ): Promise<readonly StoredStyle[]>;
  /** As a grey picture, already the right way round. */
  storeMask(mask: PictureSource, isInverted: boolean, bringing: Bringing): Promise<StoredPicture>;
  /** What a job came to, to start another from. @throws StudioError 'job-state' where nothing was painted, or is kept. */
  storePainted(job: Job, bringing: Bringing): Promise<StoredPicture>;
}

export function createPictureStore({ blobs, gallery, ownStyles }: PictureStoreParts): PictureStore {
  /** A server's own style is stored already; everything else is decoded. */
  const look = async (picture: PictureSource, { requester, ...limits }: Bringing) => {
    const named = 'preset' in picture ? await ownStyles.find(picture.preset, requester) : null;
    if (named !== null && isOwnStyle(named)) return named;
    const source = named === null ? picture : { preset: named.id };
    return decodeSource(source, gallery, limits);
  };

  const takeOwn = async ({ blob, id: label, title, width, height }: OwnStyle) => {
    // Why not only looked for: it may be taken from the server at this moment.
    if (!(await blobs.touch(blob))) throw new StudioError('blob-missing', { hash: blob });
    const size = { width, height, originalWidth: width, originalHeight: height };
    return { blob, label, ...size, preset: null, title };
  };

  const store = async (
    picture: PictureSource,
    bringing: Bringing,
  ): Promise<StoredPicture & Pick<StoredStyle, 'preset' | 'title'>> => {
    const found = await look(picture, bringing);
    if ('blob' in found) return takeOwn(found);
    const { label, width, height, originalWidth, originalHeight, alpha, preset } = found;
    const blob = await blobs.put(packPixels(found, alpha));
    return { blob, label, width, height, originalWidth, originalHeight, preset: preset?.id ?? null };
  };

  return {
    async look(picture, bringing) {
      await look(picture, bringing);
    },

    async storePhoto(picture, bringing) {
      const { preset: _, title: __, ...stored } = await store(picture, bringing);
      return stored;
    },

    async storeStyles(styles, bringing) {
      const stored: StoredStyle[] = [];
      for (const { picture, weight } of styles) stored.push({ ...(await store(picture, bringing)), weight });
      return stored;
    },

    async storeMask(mask, isInverted, { maxSide, signal }) {
      const picture = await decodeSource(mask, gallery, { maxSide, signal });
      const { width, height, data } = maskOf(picture, isInverted);
      const grey = Uint8Array.from({ length: 3 * data.length }, (_, i) => data[Math.trunc(i / 3)]!);
      const blob = await blobs.put(packPixels({ width, height, data: grey }, null));
      const { label, originalWidth, originalHeight } = picture;
      return { blob, label, width, height, originalWidth, originalHeight };
    },

    async storePainted({ id, state, result }, { maxSide, signal }) {
      if (result === null || result.blob === null)
        throw new StudioError('job-state', { id, state, action: 'gone on from' });
      const bytes = await blobs.get(result.blob);
      // Why no least side: it was painted here.
      const picture = await decodeImage(bytes, { name: id, maxSide, signal, limits: { minSide: 1 } });
      const { width, height, originalWidth, originalHeight } = picture;
      const blob = await blobs.put(packPixels(picture, null));
      return { blob, label: id, width, height, originalWidth, originalHeight };
    },
  };
}
