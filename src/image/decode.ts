import PQueue from 'p-queue';
import { StudioError } from '../errors.js';
import { splitAlpha } from './alpha.js';
import { readDeclaredSize } from './declared-size.js';
import { type DecodeLimits, decodeLimits, decodeSlots, inputFrames } from './limits.js';
import type { Pixels } from './pixels.js';
import { keepPictureChunks } from './png-chunks.js';
import { type InputFormat, sniffFormat } from './sniff.js';
import { sharp } from './vips.js';

export interface DecodeOptions {
  /** What a person calls the file; only for messages. */
  readonly name: string;
  /** Limits that differ from `decodeLimits`. */
  readonly limits?: Partial<DecodeLimits>;
  /** Shrinks to this many pixels on the longer side while decoding (Lanczos, aspect kept), never enlarges. Default: full size. */
  readonly maxSide?: number;
  /** Ends the wait with the signal's reason. libvips finishes in the background, at most `limits.seconds` later. */
  readonly signal?: AbortSignal;
}

/** A decoded picture: upright, sRGB, without metadata. */
export interface DecodedImage extends Pixels {
  /** width x height bytes, 0 transparent, 255 opaque; null where every pixel is opaque. */
  readonly alpha: Uint8Array | null;
  /** What the bytes were. */
  readonly format: InputFormat;
  /** Size in the file after orientation, before `maxSide`, in pixels. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const slots = new PQueue({ concurrency: decodeSlots });

function checkArea(name: string, { width, height }: Size, { maxPixels }: DecodeLimits): void {
  if (width * height > maxPixels)
    throw new StudioError('image-too-many-pixels', { name, width, height, maxPixels });
}

function checkSides(name: string, { width, height }: Size, { minSide }: DecodeLimits): void {
  if (Math.min(width, height) < minSide)
    throw new StudioError('image-too-small', { name, width, height, minSide });
}

/** Never thinner than the limit: a long strip is shrunk less across than along. */
function fitWithin({ width, height }: Size, maxSide: number, { minSide }: DecodeLimits): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const shrink = (side: number) => Math.max(minSide, Math.round(side * scale));
  return { width: shrink(width), height: shrink(height) };
}

/** libvips' words for damage as one short line; it has none for some kinds. */
function describeDamage(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.trim();
  return line === '' || line === 'Unknown error' ? 'the data breaks off or is damaged' : line.slice(0, 160);
}

function asImageError(error: unknown, name: string, { seconds }: DecodeLimits): StudioError {
  if (error instanceof StudioError) return error;
  if (error instanceof Error && error.message.startsWith('timeout')) {
    return new StudioError('image-too-slow', { name, seconds }, { cause: error });
  }
  return new StudioError('image-broken', { name, detail: describeDamage(error) }, { cause: error });
}

async function decodeNow(
  file: Uint8Array,
  format: InputFormat,
  options: DecodeOptions,
  limits: DecodeLimits,
) {
  const { name, maxSide } = options;
  const bytes = format === 'png' ? keepPictureChunks(file) : file;
  const input = {
    // Why not 'warning': real cameras and editors write files with oddities that change no pixel.
    failOn: 'error',
    limitInputPixels: limits.maxPixels,
    pages: inputFrames,
  } as const;
  // Why no limit here: ours tells the size, libvips' own message does not.
  const header = await sharp(bytes, { ...input, limitInputPixels: false }).metadata();
  const original = header.autoOrient;
  checkArea(name, original, limits);
  checkSides(name, original, limits);
  const size = maxSide === undefined ? original : fitWithin(original, maxSide, limits);

  const pipeline = sharp(bytes, input)
    .timeout({ seconds: Math.ceil(limits.seconds) })
    .autoOrient();
  // Why: with 16 bits sharp works in Display P3 and would hand those numbers out as if they were sRGB.
  if (header.depth === 'ushort') pipeline.pipelineColourspace('srgb');
  if (size.width !== original.width || size.height !== original.height) {
    pipeline.resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3', fastShrinkOnLoad: false });
  }
  const { data, info } = await pipeline
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const picture =
    channels === 4 ? await splitAlpha(data, width, height) : { width, height, data, alpha: null };
  return { ...picture, format, originalWidth: original.width, originalHeight: original.height };
}

/**
 * Bytes of a file to pixels: PNG, JPEG, WebP, AVIF and GIF (first frame), told by content and never by name.
 * The orientation is applied, embedded profiles, CMYK, greyscale, palettes and 16 bits become 8-bit sRGB, alpha is kept
 * aside (see `splitAlpha` for what lies under it), all metadata is dropped.
 *
 * @throws StudioError `image-empty`, `image-too-many-bytes`, `image-unknown`, `image-unsupported`, `image-too-many-pixels`,
 *   `image-too-small`, `image-broken` (truncated files too: never half a picture), `image-too-slow`.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions): Promise<DecodedImage> {
  const { name, maxSide, signal } = options;
  const limits = { ...decodeLimits, ...options.limits };
  if (maxSide !== undefined && !(Number.isInteger(maxSide) && maxSide > 0)) {
    throw new RangeError(`Expected \`maxSide\` to be an integer from 1 and up, got \`${maxSide}\``);
  }
  signal?.throwIfAborted();
  if (bytes.length === 0) throw new StudioError('image-empty', { name });
  if (bytes.length > limits.maxBytes) {
    throw new StudioError('image-too-many-bytes', { name, bytes: bytes.length, maxBytes: limits.maxBytes });
  }
  const sniffed = sniffFormat(bytes);
  if (sniffed.type === 'unknown') throw new StudioError('image-unknown', { name });
  if (sniffed.type === 'unsupported')
    throw new StudioError('image-unsupported', { name, format: sniffed.format });
  const declared = readDeclaredSize(bytes, sniffed.format);
  if (declared) checkArea(name, declared, limits);

  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    // The slot is held until libvips lets go, even when nobody waits any more: its memory is what the slots bound.
    void slots.add(async () => {
      const slow = () => reject(new StudioError('image-too-slow', { name, seconds: limits.seconds }));
      const timer = setTimeout(slow, limits.seconds * 1000);
      try {
        if (!signal?.aborted) resolve(await decodeNow(bytes, sniffed.format, options, limits));
      } catch (error) {
        reject(asImageError(error, name, limits));
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    });
  });
}
