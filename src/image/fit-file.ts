/** A finished picture as a file of so many bytes at most: as it is, else in a format that takes less, else smaller. */
import { readDeclaredSize } from './declared-size.js';
import { decodeImage } from './decode.js';
import { encodeImage } from './encode.js';
import { readRecord } from './record.js';

export interface FittedPicture {
  readonly bytes: Uint8Array;
  readonly extension: 'png' | 'webp' | 'jpg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly how: 'as-is' | 're-encoded' | 'shrunk';
}

export interface FitOptions {
  readonly maxBytes: number;
  /** WebP takes less for the same look, and keeps transparency; JPEG is shown everywhere. @default 'webp' */
  readonly lossy?: 'webp' | 'jpeg';
}

/** 1..100: what is tried at the picture's own size. Below, paint strokes show artefacts, and fewer pixels look better. */
const qualities = [93, 85] as const;
/** Tries with fewer pixels. Each is sized by what the last one took, so the second nearly always does. */
const shrinkings = 4;
/** How far below the limit a try aims: small pictures take more bytes a pixel. */
const margin = 0.92;
/** Pixels of the longer side: below, it is no picture any more. */
const leastSide = 64;

/**
 * @param png a picture of our own making; its record stays with it.
 * @returns null where even the smallest takes more, and where nothing could be small enough (0, less, no number).
 */
export async function fitFile(png: Uint8Array, options: FitOptions): Promise<FittedPicture | null> {
  const { maxBytes, lossy = 'webp' } = options;
  if (!(maxBytes > 0)) return null;
  // Why the header alone: this is what nearly always happens, and decoding 2048x2048 takes 0.2 s and a slot.
  const declared = png.length <= maxBytes ? readDeclaredSize(png, 'png') : null;
  if (declared !== null) return { bytes: png, extension: 'png', ...declared, how: 'as-is' };
  const picture = await decodeImage(png, { name: 'result.png' });
  const { width, height } = picture;
  const alpha = picture.alpha === null ? null : { width, height, data: picture.alpha };
  const record = readRecord(png);
  const common = { format: lossy, alpha, ...(record === null ? {} : { record }) };
  const extension = lossy === 'jpeg' ? 'jpg' : 'webp';
  let taken = 0;
  for (const quality of qualities) {
    const bytes = await encodeImage(picture, { ...common, quality });
    if (bytes.length <= maxBytes) return { bytes, extension, width, height, how: 're-encoded' };
    taken = bytes.length;
  }
  let scale = 1;
  for (let tries = 0; tries < shrinkings; tries++) {
    scale *= Math.sqrt((maxBytes / taken) * margin);
    const side = Math.max(leastSide, Math.floor(Math.max(width, height) * scale));
    const shrunk = sizeAt(width, height, side);
    const bytes = await encodeImage(picture, { ...common, quality: qualities.at(-1)!, ...shrunk });
    if (bytes.length <= maxBytes) return { bytes, extension, ...shrunk, how: 'shrunk' };
    if (side === leastSide) return null;
    taken = bytes.length;
  }
  return null;
}

/** A size of the same aspect with a longer side of so many pixels. */
function sizeAt(width: number, height: number, side: number) {
  const scale = Math.min(1, side / Math.max(width, height));
  const shrink = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: shrink(width), height: shrink(height) };
}
