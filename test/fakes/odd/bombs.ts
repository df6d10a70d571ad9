import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { gifControl, gifFrame, writeGif } from './gif-bytes.js';
import { flatJpeg, jpegFrame, jpegSegment, withSegments } from './jpeg-bytes.js';
import { height, type OddFile, paintQuarters, quarters, shows, width } from './odd-file.js';
import { pngChunk, pngDeflated, pngHeader, pngOf, writePng } from './png-bytes.js';

const tooManyPixels = { error: 'image-too-many-pixels' } as const;

/** Writes 24-bit numbers minus one, as WebP's canvas wants them. */
function webpCanvas(w: number, h: number): Buffer {
  const file = Buffer.alloc(30 + 16);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WEBPVP8X', 8, 'latin1');
  file.writeUInt32LE(10, 16);
  file.writeUIntLE(w - 1, 24, 3);
  file.writeUIntLE(h - 1, 27, 3);
  return file;
}

/** A progressive JPEG with its last scan repeated: each repetition is a pass over the whole picture. */
async function manyScans(): Promise<Buffer> {
  const side = 4000;
  const jpeg = await sharp({ create: { width: side, height: side, channels: 3, background: '#567' } })
    .jpeg({ progressive: true, optimizeScans: false })
    .toBuffer();
  let scan = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  // Why: the scan's own Huffman table stands right before it, if it has one.
  const table = jpeg.lastIndexOf(Buffer.from([0xff, 0xc4]));
  if (table > jpeg.lastIndexOf(Buffer.from([0xff, 0xda]), scan - 1)) scan = table;
  const last = jpeg.subarray(scan, -2);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(2000).fill(last), jpeg.subarray(-2)]);
}

/** Files that say they are huge, or are small and unpack to something huge. */
export async function makeBombs(): Promise<OddFile[]> {
  const rows = paintQuarters();
  const body = pngChunk('IDAT', deflateSync(new Uint8Array(1000)));
  const declared = (w: number, h: number) => pngOf(pngHeader(w, h), body, pngChunk('IEND'));
  const text = pngDeflated('zTXt', 'Comment', new Uint8Array(7_500_000).fill(65));
  const avif = await sharp(rows, { raw: { width, height, channels: 3 } })
    .avif()
    .toBuffer();
  const ispe = avif.indexOf('ispe') + 8;
  const hugeAvif = Buffer.from(avif);
  hugeAvif.writeUInt32BE(65535, ispe);
  hugeAvif.writeUInt32BE(65535, ispe + 4);
  const jpeg = flatJpeg(width, height, (x) => [x < width / 2 ? 40 : 200]);
  const tiny = gifFrame(16, 16, new Uint8Array(256).fill(1));
  const side = 6000;
  return [
    { name: 'declares-30000.png', bytes: declared(30000, 30000), expect: tooManyPixels },
    { name: 'declares-2-to-31.png', bytes: declared(2 ** 31, 2 ** 31), expect: tooManyPixels },
    {
      name: 'declares-65535.jpg',
      bytes: Buffer.concat([Buffer.from([0xff, 0xd8]), jpegFrame(65535, 65535, 3)]),
      expect: tooManyPixels,
    },
    { name: 'declares-65535.gif', bytes: writeGif(65535, 65535, quarters, [tiny]), expect: tooManyPixels },
    { name: 'declares-16384.webp', bytes: webpCanvas(16384, 16384), expect: tooManyPixels },
    { name: 'declares-65535.avif', bytes: hugeAvif, expect: tooManyPixels },
    {
      name: 'frame-larger-than-screen.gif',
      bytes: writeGif(16, 16, quarters, [gifFrame(60000, 60000, new Uint8Array(256))]),
      expect: tooManyPixels,
    },
    {
      name: 'zeros-36-megapixels.png',
      bytes: writePng({ width: side, height: side, colourType: 0, rows: new Uint8Array(side * side) }),
      expect: {
        picture: (decoded) => {
          assert.deepEqual([decoded.width, decoded.height], [side, side]);
          assert.equal(decoded.data[side * side], 0);
        },
      },
    },
    {
      name: 'data-for-a-larger-picture.png',
      bytes: pngOf(
        pngHeader(width, height),
        pngChunk('IDAT', deflateSync(new Uint8Array(100_000_000))),
        pngChunk('IEND'),
      ),
      expect: { picture: (decoded) => assert.ok(decoded.data.every((value) => value === 0)) },
    },
    {
      name: 'texts-750-megabytes.png',
      bytes: writePng({ width, height, rows, before: Array<Buffer>(100).fill(text) }),
      expect: shows(0),
    },
    {
      name: 'text-behind.png',
      bytes: writePng({
        width,
        height,
        rows,
        after: [pngChunk('tEXt', Buffer.alloc(5_000_000, 'k\0long '))],
      }),
      expect: shows(0),
    },
    {
      name: 'profile-bomb.png',
      bytes: writePng({
        width,
        height,
        rows,
        before: [pngDeflated('iCCP', 'icc', new Uint8Array(150_000_000))],
      }),
      expect: shows(0),
    },
    {
      name: 'a-million-chunks.png',
      bytes: writePng({
        width,
        height,
        rows,
        before: [Buffer.concat(Array<Buffer>(1_000_000).fill(pngChunk('prVt')))],
      }),
      expect: shows(0),
    },
    {
      name: 'ten-megabytes-of-comments.jpg',
      bytes: withSegments(jpeg, ...Array<Buffer>(160).fill(jpegSegment(0xfe, Buffer.alloc(65000, 'c')))),
      expect: shows(1, [
        [40, 40, 40],
        [200, 200, 200],
        [40, 40, 40],
        [200, 200, 200],
      ]),
    },
    { name: 'two-thousand-scans.jpg', bytes: await manyScans(), expect: { error: 'image-broken' } },
    {
      name: 'five-thousand-frames.gif',
      bytes: writeGif(16, 16, quarters, Array<Buffer>(5000).fill(Buffer.concat([gifControl(), tiny]))),
      expect: shows(0, [quarters[1], quarters[1], quarters[1], quarters[1]], 16, 16),
    },
    {
      name: 'thirty-megabytes.jpg',
      bytes: Buffer.concat([jpeg, Buffer.alloc(30_000_000)]),
      expect: { error: 'image-too-many-bytes' },
    },
  ];
}
