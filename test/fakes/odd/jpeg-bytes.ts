/** A marker segment: FF, marker, length, data. */
export function jpegSegment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Puts segments right behind the start of a JPEG. */
export function withSegments(jpeg: Uint8Array, ...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

export function jpegFrame(
  width: number,
  height: number,
  components: number,
  marker = 0xc0,
  bits = 8,
): Buffer {
  const data = Buffer.alloc(6 + components * 3);
  data.writeUInt8(bits, 0);
  data.writeUInt16BE(height, 1);
  data.writeUInt16BE(width, 3);
  data.writeUInt8(components, 5);
  for (let c = 0; c < components; c++) data.set([c + 1, 0x11, 0], 6 + c * 3);
  return jpegSegment(marker, data);
}

/** Adobe's APP14: transform 0 = as stored, 1 = YCbCr, 2 = YCCK. Four components are stored inverted. */
export function adobeSegment(transform: number): Buffer {
  return jpegSegment(
    0xee,
    Buffer.concat([Buffer.from('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, transform])]),
  );
}

/** EXIF with a single directory. Each entry: tag, type, count, value (long). */
export function exifBlock(
  entries: readonly (readonly number[])[],
  firstDirectory = 8,
  count = entries.length,
): Buffer {
  const block = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(firstDirectory, 4);
  block.writeUInt16LE(count, 8);
  for (const [i, [tag, type, n, value]] of entries.entries()) {
    block.writeUInt16LE(tag!, 10 + i * 12);
    block.writeUInt16LE(type!, 12 + i * 12);
    block.writeUInt32LE(n!, 14 + i * 12);
    block.writeUInt32LE(value!, 18 + i * 12);
  }
  return block;
}

export function exifSegment(block: Uint8Array): Buffer {
  return jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]));
}

export const orientationEntry = (orientation: number) => [0x0112, 3, 1, orientation] as const;

/**
 * A baseline JPEG of flat 8x8 blocks: only DC coefficients, quantiser 1, so every stored value is exact. Written by hand
 * because no encoder here stores chosen CMYK values.
 */
export function flatJpeg(
  width: number,
  height: number,
  valuesAt: (x: number, y: number) => readonly number[],
  before: readonly Buffer[] = [],
): Buffer {
  const components = valuesAt(0, 0).length;
  const bits: number[] = [];
  const push = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  const last = new Array<number>(components).fill(0);
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      for (const [c, value] of valuesAt(x, y).entries()) {
        const dc = (value - 128) * 8;
        const difference = dc - last[c]!;
        last[c] = dc;
        const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
        push(category, 4);
        push(difference < 0 ? difference + 2 ** category - 1 : difference, category);
        push(0, 1);
      }
    }
  }
  while (bits.length % 8) bits.push(1);
  const scan: number[] = [];
  for (let i = 0; i < bits.length; i += 8) {
    const byte = Number.parseInt(bits.slice(i, i + 8).join(''), 2);
    scan.push(byte);
    if (byte === 0xff) scan.push(0);
  }
  const counts = (length: number, codes: number) =>
    Array.from({ length: 16 }, (_, i) => (i + 1 === length ? codes : 0));
  const ids = Array.from({ length: components }, (_, c) => [c + 1, 0]).flat();
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...before,
    jpegSegment(0xdb, Buffer.from([0, ...new Array<number>(64).fill(1)])),
    jpegFrame(width, height, components),
    jpegSegment(0xc4, Buffer.from([0x00, ...counts(4, 12), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])),
    jpegSegment(0xc4, Buffer.from([0x10, ...counts(1, 1), 0])),
    jpegSegment(0xda, Buffer.from([components, ...ids, 0, 63, 0])),
    Buffer.from(scan),
    Buffer.from([0xff, 0xd9]),
  ]);
}
