import type { InputFormat } from './sniff.js';

/** Width and height in pixels as a header states them, before orientation. */
export interface DeclaredSize {
  readonly width: number;
  readonly height: number;
}

type Reader = (bytes: Uint8Array, view: DataView) => DeclaredSize | null;

/** Frame headers of JPEG: SOF0..SOF15 without DHT (c4), JPG (c8) and DAC (cc). */
const isFrameHeader = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const readJpeg: Reader = (bytes, view) => {
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) at += 1;
    else if (isFrameHeader(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else if (marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return null;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
};

const webpChunks: Readonly<Record<string, Reader>> = {
  'VP8 ': (_, view) => ({
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  }),
  VP8L: (_, view) => {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
  VP8X: (_, view) => ({
    width: (view.getUint32(24, true) & 0xffffff) + 1,
    height: (view.getUint32(26, true) >>> 8) + 1,
  }),
};

/** The largest `ispe` property: the whole picture where it is made of tiles. */
const readAvif: Reader = (bytes, view) => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let largest: DeclaredSize | null = null;
  for (
    let at = buffer.indexOf('ispe');
    at >= 0 && at + 16 <= bytes.length;
    at = buffer.indexOf('ispe', at + 4)
  ) {
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (largest === null || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
};

const readers: Readonly<Record<InputFormat, Reader>> = {
  png: (_, view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  gif: (_, view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  jpeg: readJpeg,
  webp: (bytes, view) => {
    const read = webpChunks[Buffer.from(bytes.subarray(12, 16)).toString('latin1')];
    return read ? read(bytes, view) : null;
  },
  avif: readAvif,
};

/**
 * Reads the size that a picture claims to have, in a few bytes of plain TypeScript, so that a bomb is turned away before
 * any native code sees it. null where the header has none (then the decoder says what is wrong).
 */
export function readDeclaredSize(bytes: Uint8Array, format: InputFormat): DeclaredSize | null {
  try {
    return readers[format](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof RangeError) return null; // The header ends before its size does.
    throw error;
  }
}
