/**
 * A decoded picture as bytes to keep: what came from a stranger is decoded once, and from then on only this is read.
 * `IMPASTO1`, width and height (32 bits each, little endian), 1 for alpha or 0, RGB (HWC), alpha.
 */
import { webcrypto } from 'node:crypto';
import type { AlphaPlane } from './alpha.js';
import type { Pixels } from './pixels.js';

const magic = Buffer.from('IMPASTO1', 'latin1');
const headerLength = magic.length + 9;

export interface PackedPicture extends Pixels {
  /** Of the same size; null where every pixel is opaque. */
  readonly alpha: AlphaPlane | null;
}

/** @param alpha width x height bytes of the picture's own size, or null. */
export function packPixels({ width, height, data }: Pixels, alpha: Uint8Array | null): Uint8Array {
  const header = Buffer.alloc(headerLength);
  magic.copy(header);
  header.writeUInt32LE(width, magic.length);
  header.writeUInt32LE(height, magic.length + 4);
  header.writeUInt8(alpha === null ? 0 : 1, magic.length + 8);
  return Buffer.concat(alpha === null ? [header, data] : [header, data, alpha]);
}

/**
 * What tells pictures apart wherever they came from: SHA-256 of their packed form, as 64 hexadecimal digits. A picture among
 * the stored files is named by it.
 */
export async function hashPixels(pixels: Pixels, alpha: Uint8Array | null): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', packPixels(pixels, alpha));
  return Buffer.from(digest).toString('hex');
}

/** @throws RangeError for bytes that `packPixels` did not make. */
export function unpackPixels(bytes: Uint8Array): PackedPicture {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < headerLength || !buffer.subarray(0, magic.length).equals(magic)) {
    throw new RangeError('Expected `bytes` to be a packed picture');
  }
  const width = buffer.readUInt32LE(magic.length);
  const height = buffer.readUInt32LE(magic.length + 4);
  const hasAlpha = buffer.readUInt8(magic.length + 8) === 1;
  const area = width * height;
  if (width < 1 || height < 1 || buffer.length !== headerLength + area * (hasAlpha ? 4 : 3)) {
    throw new RangeError(
      `Expected \`bytes\` to hold ${width}x${height} pixels, got ${buffer.length} bytes of file`,
    );
  }
  const colours = headerLength + area * 3;
  return {
    width,
    height,
    data: new Uint8Array(buffer.subarray(headerLength, colours)),
    alpha: hasAlpha ? { width, height, data: new Uint8Array(buffer.subarray(colours)) } : null,
  };
}
