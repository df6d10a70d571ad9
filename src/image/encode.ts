import type { Sharp } from 'sharp';
import type { AlphaPlane } from './alpha.js';
import { readExtension } from './extension.js';
import type { Pixels } from './pixels.js';
import { addPngRecord, checkRecord, writeRecordXmp } from './record.js';
import { resizeAlpha, resizePixels } from './resize.js';
import { sharp } from './vips.js';

export type OutputFormat = 'png' | 'jpeg' | 'webp';

export interface EncodeOptions {
  readonly format: OutputFormat;
  /** Opacity, of any size: resized to the picture's. JPEG has none: the picture is laid on white. Default: opaque. */
  readonly alpha?: AlphaPlane | null;
  /** Size of the file's picture in pixels (Lanczos). Default: the pixels' own. One alone keeps the aspect. */
  readonly width?: number;
  readonly height?: number;
  /** JPEG and WebP, 1..100; WebP at 100 is lossless. PNG has none. Default 95. */
  readonly quality?: number;
  /** How it was made, see record.ts: printable ASCII, kept in the file for `readRecord`. Default: none. */
  readonly record?: string;
}

const extensions: Readonly<Record<string, OutputFormat>> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
};

/** The format to write by a path's extension, in any case. @throws StudioError `output-format`. */
export function formatForPath(path: string): OutputFormat {
  return readExtension(path, extensions);
}

const writers: Readonly<Record<OutputFormat, (picture: Sharp, quality: number) => Sharp>> = {
  png: (picture) => picture.png({ compressionLevel: 6, adaptiveFiltering: true }),
  // Why 4:4:4: paint strokes are thin and coloured, subsampling smears exactly those.
  jpeg: (picture, quality) =>
    picture.flatten({ background: '#fff' }).jpeg({ quality, chromaSubsampling: '4:4:4' }),
  webp: (picture, quality) =>
    picture.webp({ quality, lossless: quality === 100, exact: true, smartSubsample: true }),
};

/** Colours and alpha of one size as a picture to write. Through memory, since sharp joins channels after it flattens. */
async function joinAlpha(colours: Uint8Array, { width, height, data }: AlphaPlane): Promise<Sharp> {
  const rgba = await sharp(colours, { raw: { width, height, channels: 3 } })
    .joinChannel(Buffer.from(data.buffer, data.byteOffset, data.length), {
      raw: { width, height, channels: 1 },
    })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return sharp(rgba, { raw: { width, height, channels: 4 } });
}

/** The size asked for: a missing side follows the aspect of the pixels. */
function finalSize(pixels: Pixels, { width, height }: EncodeOptions): { width: number; height: number } {
  for (const [side, value] of Object.entries({ width, height })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new RangeError(`Expected \`${side}\` to be an integer from 1 and up, got \`${value}\``);
    }
  }
  const aspect = pixels.width / pixels.height;
  if (width !== undefined) return { width, height: height ?? Math.max(1, Math.round(width / aspect)) };
  if (height !== undefined) return { width: Math.max(1, Math.round(height * aspect)), height };
  return pixels;
}

/**
 * Pixels to the bytes of a file, tagged with a small sRGB profile and without any metadata but the record.
 * Writing the file is the caller's.
 */
export async function encodeImage(pixels: Pixels, options: EncodeOptions): Promise<Uint8Array> {
  const { format, alpha, quality = 95, record } = options;
  if (!(Number.isInteger(quality) && quality >= 1 && quality <= 100)) {
    throw new RangeError(`Expected \`quality\` to be an integer from 1 to 100, got \`${quality}\``);
  }
  if (record !== undefined) checkRecord(record);
  const { width, height } = finalSize(pixels, options);
  const { data } = await resizePixels(pixels, width, height);
  const picture = alpha
    ? await joinAlpha(data, await resizeAlpha(alpha, width, height))
    : sharp(data, { raw: { width, height, channels: 3 } });
  picture.toColourspace('srgb').withIccProfile('srgb');
  if (record !== undefined && format !== 'png') picture.withXmp(writeRecordXmp(record));
  const bytes = await writers[format](picture, quality).toBuffer();
  return record !== undefined && format === 'png' ? addPngRecord(bytes, record) : bytes;
}
