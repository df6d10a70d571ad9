/** Pictures to look at: small WebPs of what is stored, made once and kept in memory for those who ask again. */
import { readFile as readFromDisk } from 'node:fs/promises';
import { decodeImage } from './image/decode.js';
import { encodeImage } from './image/encode.js';
import { type FitOptions, type FittedPicture, fitFile } from './image/fit-file.js';
import { createKept } from './image/kept.js';
import { unpackPixels } from './image/pixel-file.js';
import type { Pixels } from './image/pixels.js';
import { drawPlot, type PlotPoints } from './image/plot.js';
import { fitWithin } from './image/resize.js';
import type { Job, Requester } from './job/job.js';
import type { Blobs } from './job/store.js';
import type { OwnStyles } from './own-styles.js';
import type { PreviewPixels } from './progress/progress.js';
import type { Order, StoredPicture } from './request/order.js';
import type { Gallery } from './request/presets.js';

export interface AlbumParts {
  readonly blobs: Pick<Blobs, 'get'>;
  readonly gallery: Gallery;
  readonly ownStyles: Pick<OwnStyles, 'list'>;
  /** A job that the requester may see. @throws StudioError 'job-unknown'. */
  readonly find: (id: string, requester: Requester) => Promise<Job>;
  /** Reads a preset's file. @default node:fs */
  readonly readFile?: (path: string) => Promise<Uint8Array>;
}

/**
 * Where nothing else is said, the bytes of a WebP, encoded on libvips' threads; null where there is no such picture, or
 * none any more.
 */
export interface Album {
  /** A preset or sample by its exact id, at most 320 pixels on the longer side. */
  preset(id: string): Promise<Uint8Array | null>;
  /** A style that the requester's tenant added itself, by its exact id, at most 320 pixels on the longer side. */
  ownStyle(id: string, requester: Requester): Promise<Uint8Array | null>;
  /** A job's photo, at most 1024 pixels on the longer side. @throws StudioError 'job-unknown', 'blob-missing'. */
  photo(id: string, requester: Requester): Promise<Uint8Array | null>;
  /** The `index`th style of a job, from 0, as `photo`. */
  style(id: string, index: number, requester: Requester): Promise<Uint8Array | null>;
  /**
   * The finished picture as a file of so many bytes at most: the PNG, else one that takes less, else a smaller one. null
   * also where no file is small enough. @throws StudioError 'job-unknown', 'blob-missing'.
   */
  result(
    id: string,
    requester: Requester,
    maxBytes: number,
    lossy?: FitOptions['lossy'],
  ): Promise<FittedPicture | null>;
  /** The finished picture, at most 480 pixels on the longer side. @throws StudioError 'job-unknown', 'blob-missing'. */
  thumbnail(id: string, requester: Requester): Promise<Uint8Array | null>;
  /** The picture forming, an animated WebP. @throws StudioError 'job-unknown', 'blob-missing'. */
  timelapse(id: string, requester: Requester): Promise<Uint8Array | null>;
  /** A PNG of a loss. @throws RangeError where there are fewer than two values above 0. */
  plot(points: PlotPoints): Promise<Uint8Array>;
  /** The picture as of a step, at most 1024 pixels on the longer side. The same object is encoded once. */
  preview(pixels: PreviewPixels): Promise<Uint8Array>;
  /** A picture of this album as a JPEG, where WebPs are not shown. The same object is encoded once. */
  jpeg(picture: Uint8Array): Promise<Uint8Array>;
}

/** Pixels of the longer side. */
const sides = { thumbnail: 320, remembered: 480, shown: 1024 } as const;
/** 1..100; a thumbnail of paint strokes shows artefacts sooner than a photo does. */
const quality = 82;
/** Bytes of encoded pictures that are kept: some hundreds of them. */
const keptBytes = 48 * 2 ** 20;

export function createAlbum({ blobs, gallery, ownStyles, find, readFile = readFromDisk }: AlbumParts): Album {
  const kept = createKept(keptBytes);
  const previews = new WeakMap<PreviewPixels, Promise<Uint8Array>>();
  const jpegs = new WeakMap<Uint8Array, Promise<Uint8Array>>();

  const stored = async ({ inputs }: Job, { blob }: StoredPicture): Promise<Uint8Array | null> => {
    if (!inputs.includes(blob)) return null;
    return kept.get(blob, async () => {
      const picture = unpackPixels(await blobs.get(blob));
      return encodeWithin(picture, sides.shown, picture.alpha);
    });
  };

  return {
    async preset(id) {
      const preset = [...gallery.styles, ...gallery.samples].find((one) => one.id === id);
      if (preset === undefined) return null;
      return kept.get(`preset ${preset.sha256}`, async () => {
        const bytes = await readFile(preset.file);
        const picture = await decodeImage(bytes, { name: preset.id, maxSide: sides.thumbnail });
        return encodeWithin(picture, sides.thumbnail, null);
      });
    },

    async ownStyle(id, requester) {
      const style = (await ownStyles.list(requester)).find((one) => one.id === id);
      if (style === undefined) return null;
      return kept.get(`own style ${style.blob}`, async () => {
        const picture = unpackPixels(await blobs.get(style.blob));
        return encodeWithin(picture, sides.thumbnail, picture.alpha);
      });
    },

    async photo(id, requester) {
      const job = await find(id, requester);
      return stored(job, (job.order as unknown as Order).content);
    },

    async style(id, index, requester) {
      const job = await find(id, requester);
      const style = (job.order as unknown as Order).styles[index];
      return style === undefined ? null : stored(job, style);
    },

    async result(id, requester, maxBytes, lossy = 'webp') {
      const { result } = await find(id, requester);
      if (result === null || result.blob === null) return null;
      return fitFile(await blobs.get(result.blob), { maxBytes, lossy });
    },

    async thumbnail(id, requester) {
      const { result } = await find(id, requester);
      if (result === null || result.blob === null) return null;
      const { blob } = result;
      return kept.get(`thumbnail ${blob}`, async () => {
        const picture = await decodeImage(await blobs.get(blob), { name: id, maxSide: sides.remembered });
        const { width, height, alpha } = picture;
        return encodeWithin(picture, sides.remembered, alpha && { width, height, data: alpha });
      });
    },

    async timelapse(id, requester) {
      const { result } = await find(id, requester);
      return result?.timelapse === undefined ? null : blobs.get(result.timelapse.blob);
    },

    plot: (points) => drawPlot(points),

    preview(pixels) {
      const known = previews.get(pixels) ?? encodeWithin(pixels, sides.shown, null);
      previews.set(pixels, known);
      return known;
    },

    jpeg(picture) {
      const known = jpegs.get(picture) ?? toJpeg(picture);
      jpegs.set(picture, known);
      return known;
    },
  };
}

async function toJpeg(picture: Uint8Array): Promise<Uint8Array> {
  const { width, height, data, alpha } = await decodeImage(picture, {
    ...{ name: 'picture', limits: { minSide: 1 } },
  });
  return encodeImage(
    { width, height, data },
    { format: 'jpeg', quality, alpha: alpha && { width, height, data: alpha } },
  );
}

/** WebP, shrunk to a longer side where the picture has more. */
function encodeWithin(
  pixels: Pixels,
  side: number,
  alpha: Parameters<typeof encodeImage>[1]['alpha'],
): Promise<Uint8Array> {
  return encodeImage(pixels, {
    ...{ format: 'webp', quality, alpha: alpha ?? null },
    ...fitWithin(pixels, side),
  });
}
