import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function pngChunk(type: string, data: Uint8Array = new Uint8Array(), crc?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc ?? crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A compressed text or profile chunk: keyword, null, method 0, deflated bytes. */
export function pngDeflated(type: 'zTXt' | 'iCCP', keyword: string, data: Uint8Array): Buffer {
  return pngChunk(type, Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(data)]));
}

export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** Default 8. */
  readonly bits?: number;
  /** 0 grey, 2 RGB (default), 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  readonly colourType?: number;
  /** Packed rows without filter bytes. */
  readonly rows: Uint8Array;
  /** Chunks between IHDR and IDAT, and after IDAT. */
  readonly before?: readonly Buffer[];
  readonly after?: readonly Buffer[];
}

export function pngHeader(width: number, height: number, bits = 8, colourType = 2): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([bits, colourType, 0, 0, 0], 8);
  return pngChunk('IHDR', data);
}

/** Rows with the filter byte 0 in front of each. */
export function pngFiltered(rows: Uint8Array, height: number): Buffer {
  const stride = rows.length / height;
  const filtered = Buffer.alloc(rows.length + height);
  for (let y = 0; y < height; y++)
    filtered.set(rows.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return filtered;
}

export function pngOf(...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([signature, ...chunks]);
}

export function writePng({
  width,
  height,
  bits = 8,
  colourType = 2,
  rows,
  before = [],
  after = [],
}: PngParts): Buffer {
  const idat = pngChunk('IDAT', deflateSync(pngFiltered(rows, height), { level: 1 }));
  return pngOf(pngHeader(width, height, bits, colourType), ...before, idat, ...after, pngChunk('IEND'));
}
