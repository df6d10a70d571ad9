import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { type Colour, height, type OddFile, shows, width } from './odd-file.js';
import { pngChunk, writePng } from './png-bytes.js';

const toLinear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toSrgb = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** Linear Display P3 to linear sRGB (both D65), from their primaries. CSS Color 4, section 18. */
const p3ToSrgb = [
  [1.2249401763, -0.2249401763, 0],
  [-0.0420569547, 1.0420569547, 0],
  [-0.0196375546, -0.0786360456, 1.0982736002],
];

/** What a Display P3 colour inside sRGB's gamut looks like in sRGB, by formula. */
function fromP3(colour: Colour): Colour {
  const linear = colour.map((v) => toLinear(v / 255));
  return p3ToSrgb.map((row) =>
    Math.round(255 * toSrgb(row.reduce((sum, k, i) => sum + k * linear[i]!, 0))),
  ) as unknown as Colour;
}

/** Display P3 pixels, in 8 and 16 bits, that look wrong when the profile is not applied. */
export async function makeProfiled(): Promise<OddFile[]> {
  const tagged = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#888' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { icc } = await sharp(tagged).metadata();
  const profile = pngChunk('iCCP', Buffer.concat([Buffer.from('p3\0\0', 'latin1'), deflateSync(icc!)]));
  const colour: Colour = [180, 110, 80];
  const rows = Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3]!);
  const deep = Buffer.alloc(rows.length * 2);
  for (const [i, value] of rows.entries()) deep.writeUInt16BE(value * 257, i * 2);
  const seen = fromP3(colour);
  const expect = shows(2, [seen, seen, seen, seen]);
  const plain = shows(1, [colour, colour, colour, colour]);
  return [
    { name: 'display-p3.png', bytes: writePng({ width, height, rows, before: [profile] }), expect },
    {
      name: 'display-p3-16.png',
      bytes: writePng({ width, height, bits: 16, rows: deep, before: [profile] }),
      expect,
    },
    { name: 'no-profile-16.png', bytes: writePng({ width, height, bits: 16, rows: deep }), expect: plain },
  ];
}
