import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { gifFrame, writeGif } from './gif-bytes.js';
import { flatJpeg, jpegFrame, withSegments } from './jpeg-bytes.js';
import { height, type OddFile, paintQuarters, quarters, width } from './odd-file.js';
import { pngChunk, pngFiltered, pngHeader, pngOf } from './png-bytes.js';

const broken = { error: 'image-broken' } as const;

/** Deterministic noise, so that compressed files are long enough to cut. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** Whole files of each format, broken off at the half and near the end. */
async function makeTruncated(): Promise<OddFile[]> {
  const picture = () => sharp(noise(200 * 150 * 3), { raw: { width: 200, height: 150, channels: 3 } });
  const files = {
    png: picture().png(),
    'interlaced.png': picture().png({ progressive: true }),
    jpg: picture().jpeg(),
    'progressive.jpg': picture().jpeg({ progressive: true }),
    webp: picture().webp(),
    'lossless.webp': picture().webp({ lossless: true }),
    avif: picture().avif(),
    gif: picture().gif(),
  };
  const odd: OddFile[] = [];
  for (const [name, file] of Object.entries(files)) {
    const bytes = await file.toBuffer();
    odd.push(
      { name: `half-of.${name}`, bytes: bytes.subarray(0, bytes.length / 2), expect: broken },
      { name: `nearly-all-of.${name}`, bytes: bytes.subarray(0, bytes.length * 0.95), expect: broken },
    );
  }
  return odd;
}

/** Files that start well and are damaged. */
export async function makeDamaged(): Promise<OddFile[]> {
  const idat = deflateSync(pngFiltered(paintQuarters(), height));
  const end = pngChunk('IEND');
  const head = pngHeader(width, height);
  const jpeg = flatJpeg(width, height, (x) => [x < width / 2 ? 40 : 200]);
  const webp = await sharp(paintQuarters(), { raw: { width, height, channels: 3 } })
    .webp()
    .toBuffer();
  const longer = Buffer.from(webp);
  longer.writeUInt32LE(webp.length + 100_000, 4);
  const avif = await sharp(noise(96 * 96 * 3), { raw: { width: 96, height: 96, channels: 3 } })
    .avif()
    .toBuffer();
  const blank = Buffer.from(avif);
  blank.fill(0, avif.indexOf('mdat') + 4);
  const frame = gifFrame(width, height, new Uint8Array(width * height));
  const mangled = Buffer.from(
    pngOf(head, pngChunk('IDAT', idat), end).toString('latin1').replace('\r\n', '\n'),
    'latin1',
  );
  const flipped = Buffer.from(idat);
  flipped[20]! ^= 0xff;
  return [
    ...(await makeTruncated()),
    { name: 'wrong-crc-of-data.png', bytes: pngOf(head, pngChunk('IDAT', idat, 12345), end), expect: broken },
    { name: 'flipped-bits.png', bytes: pngOf(head, pngChunk('IDAT', flipped), end), expect: broken },
    { name: 'no-data.png', bytes: pngOf(head, end), expect: broken },
    { name: 'data-of-noise.png', bytes: pngOf(head, pngChunk('IDAT', noise(500)), end), expect: broken },
    {
      name: 'no-palette.png',
      bytes: pngOf(pngHeader(width, height, 8, 3), pngChunk('IDAT', idat), end),
      expect: broken,
    },
    {
      name: 'depth-of-7-bits.png',
      bytes: pngOf(pngHeader(width, height, 7), pngChunk('IDAT', idat), end),
      expect: broken,
    },
    {
      name: 'zero-wide.png',
      bytes: pngOf(pngHeader(0, height), pngChunk('IDAT', idat), end),
      expect: broken,
    },
    {
      name: 'chunk-longer-than-the-file.png',
      bytes: pngOf(head, pngChunk('IDAT', idat).fill(0xff, 0, 4), end),
      expect: broken,
    },
    { name: 'line-ends-mangled.png', bytes: mangled, expect: { error: 'image-unknown' } },
    { name: 'only-magic.png', bytes: pngOf(), expect: broken },
    { name: 'only-magic.jpg', bytes: Uint8Array.of(0xff, 0xd8, 0xff), expect: broken },
    { name: 'only-magic.gif', bytes: Buffer.from('GIF89a'), expect: broken },
    { name: 'only-magic.webp', bytes: Buffer.from('RIFF\x10\0\0\0WEBP', 'latin1'), expect: broken },
    {
      name: 'only-magic.avif',
      bytes: Buffer.from('\0\0\0\x14ftypavif\0\0\0\0avif', 'latin1'),
      expect: broken,
    },
    {
      name: 'no-tables.jpg',
      bytes: Buffer.concat([Buffer.from([0xff, 0xd8]), jpegFrame(width, height, 3)]),
      expect: broken,
    },
    {
      name: 'lossless-process.jpg',
      bytes: withSegments(Buffer.from([0xff, 0xd8]), jpegFrame(width, height, 3, 0xc3)),
      expect: broken,
    },
    { name: 'noise-inside.jpg', bytes: Buffer.concat([jpeg.subarray(0, 30), noise(3000)]), expect: broken },
    { name: 'zero-high.jpg', bytes: withSegments(jpeg, jpegFrame(width, 0, 1)), expect: broken },
    { name: 'end-marker-missing.jpg', bytes: jpeg.subarray(0, -2), expect: broken },
    { name: 'longer-on-paper.webp', bytes: longer, expect: broken },
    { name: 'data-blanked.avif', bytes: blank, expect: broken },
    { name: 'zero-size.gif', bytes: writeGif(0, 0, quarters, []), expect: broken },
    { name: 'no-frames.gif', bytes: writeGif(width, height, quarters, []), expect: broken },
    {
      name: 'frame-cut.gif',
      bytes: writeGif(width, height, quarters, [frame.subarray(0, 400)]).subarray(0, -1),
      expect: broken,
    },
  ];
}

/** Sound files of every size that is at the border of sense. */
export function makeSmallOnes(): OddFile[] {
  const sized = (w: number, h: number): Uint8Array =>
    pngOf(
      pngHeader(w, h),
      pngChunk('IDAT', deflateSync(pngFiltered(paintQuarters(w, h), h))),
      pngChunk('IEND'),
    );
  const fits = (w: number, h: number): OddFile => ({
    name: `${w}x${h}.png`,
    bytes: sized(w, h),
    expect: { picture: (decoded) => assert.deepEqual([decoded.width, decoded.height], [w, h]) },
  });
  const small = (w: number, h: number): OddFile => ({
    name: `${w}x${h}.png`,
    bytes: sized(w, h),
    expect: { error: 'image-too-small' },
  });
  return [
    small(1, 1),
    small(8, 8),
    small(1, 5000),
    small(15, 400),
    small(400, 15),
    fits(16, 16),
    fits(5000, 16),
  ];
}
