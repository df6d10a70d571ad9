import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import {
  assertNear,
  blue,
  type Colour,
  colourAt,
  green,
  height,
  isLeft,
  isTop,
  type OddFile,
  painted,
  paintQuarters,
  type Quarters,
  quarters,
  shows,
  showsColours,
  white,
  width,
} from './odd-file.js';
import { pngChunk, pngDeflated, pngFiltered, pngHeader, pngOf, writePng } from './png-bytes.js';

/** Every kind of PNG that the standard allows in spirit: depths, palettes, interlacing, transparency, animation. */
export async function makePngs(): Promise<OddFile[]> {
  const black: Colour = [0, 0, 0];
  const full: Colour = [255, 255, 255];
  const bitRows = new Uint8Array((width / 8) * height);
  for (let i = 0; i < bitRows.length; i++) bitRows[i] = i % (width / 8) < width / 16 ? 0x00 : 0xff;
  const deepRows = Buffer.alloc(width * height * 6);
  // Why + 77: the low byte must not matter.
  for (const [i, value] of paintQuarters().entries()) deepRows.writeUInt16BE(value * 256 + 77, i * 2);
  const paletteRows = new Uint8Array(width * height);
  for (let i = 0; i < paletteRows.length; i++) {
    paletteRows[i] = (isTop(Math.floor(i / width)) ? 0 : 2) + (isLeft(i % width) ? 0 : 1);
  }
  const plte = pngChunk('PLTE', Uint8Array.from(quarters.flat()));
  const animated = pngOf(
    pngHeader(width, height),
    pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    pngChunk('IDAT', deflateSync(pngFiltered(paintQuarters(), height))),
    pngChunk('fcTL', Buffer.alloc(26)),
    pngChunk('fdAT', Buffer.from([0, 0, 0, 1, 1, 2, 3])),
    pngChunk('IEND'),
  );
  const two = (left: Colour, right: Colour): Quarters => [left, right, left, right];
  return [
    {
      name: 'one-bit.png',
      bytes: writePng({ width, height, bits: 1, colourType: 0, rows: bitRows }),
      expect: shows(0, two(black, full)),
    },
    {
      name: 'sixteen-bit.png',
      bytes: writePng({ width, height, bits: 16, rows: deepRows }),
      expect: shows(1),
    },
    {
      name: 'palette.png',
      bytes: writePng({ width, height, colourType: 3, rows: paletteRows, before: [plte] }),
      expect: shows(0),
    },
    {
      name: 'interlaced.png',
      bytes: await painted().png({ progressive: true }).toBuffer(),
      expect: shows(0),
    },
    { name: 'animated.png', bytes: animated, expect: shows(0) },
    {
      name: 'palette-with-holes.png',
      bytes: writePng({
        width,
        height,
        colourType: 3,
        rows: paletteRows,
        before: [plte, pngChunk('tRNS', Uint8Array.of(0, 128))],
      }),
      expect: {
        picture: (decoded) => {
          assert.deepEqual(
            [decoded.alpha?.[0], decoded.alpha?.[width - 1], decoded.alpha?.at(-1)],
            [0, 128, 255],
          );
          assertNear(colourAt(decoded, 0.75, 0.25), green, 0, 'half-transparent quarter');
          const weights = [128, 255, 255];
          const mean = [0, 1, 2].map((c) =>
            [green, blue, white].reduce((sum, colour, i) => sum + (colour[c]! * weights[i]!) / 638, 0),
          );
          assertNear(colourAt(decoded, 0.25, 0.25), mean as unknown as Colour, 1, 'transparent quarter');
        },
      },
    },
    {
      name: 'grey-with-alpha.png',
      bytes: writePng({
        width,
        height,
        colourType: 4,
        rows: Uint8Array.from({ length: width * height * 2 }, (_, i) => (i % 2 ? 100 : 70)),
      }),
      expect: {
        picture: (decoded) => {
          showsColours(decoded, 0, Array(4).fill([70, 70, 70]) as unknown as Quarters);
          assert.ok(decoded.alpha?.every((a) => a === 100));
        },
      },
    },
    {
      name: 'all-transparent.png',
      bytes: writePng({ width, height, colourType: 6, rows: new Uint8Array(width * height * 4).fill(0) }),
      expect: {
        picture: (decoded) => {
          assert.ok(decoded.alpha?.every((a) => a === 0));
          assert.ok(decoded.data.every((value) => value === 128));
        },
      },
    },
    {
      name: 'broken-profile.png',
      bytes: writePng({
        width,
        height,
        rows: paintQuarters(),
        before: [pngDeflated('iCCP', 'icc', Buffer.from('no profile at all, just words'.repeat(20)))],
      }),
      expect: shows(0),
    },
  ];
}
