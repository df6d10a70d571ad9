/** What masks do: nothing outside, and inside the style that belongs there. */
import { fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { StylePicture } from '../../src/engine/port.js';
import type { Pixels } from '../../src/image/pixels.js';
import { everywhere, markdown, mean, type Pair, type Parts } from './controls-pairs.js';
import { drawMask, type Shape, shapes } from './mask-shapes.js';

const sum =
  (a: Shape, b: Shape): Shape =>
  (u, v, aspect) =>
    a(u, v, aspect) + b(u, v, aspect);
const inverse =
  (a: Shape): Shape =>
  (u, v, aspect) =>
    1 - a(u, v, aspect);

const masked = (pixels: Pixels, shape: Shape, aspect: number): StylePicture => ({
  ...everywhere(pixels),
  mask: drawMask(shape, aspect),
});

interface Case {
  readonly title: string;
  /** What is painted. */
  readonly cover: Shape;
  readonly styles: (pair: Pair, aspect: number) => readonly StylePicture[];
}

const cases: readonly Case[] = [
  {
    title: 'a disc',
    cover: shapes.circle,
    styles: ({ style }, aspect) => [masked(style, shapes.circle, aspect)],
  },
  {
    title: 'all but the disc (`--invert-mask`)',
    cover: inverse(shapes.circle),
    styles: ({ style }, aspect) => [masked(style, inverse(shapes.circle), aspect)],
  },
  {
    title: 'soft, from a third of the width to two thirds',
    cover: shapes.soft,
    styles: ({ style }, aspect) => [masked(style, shapes.soft, aspect)],
  },
  {
    title: 'two styles, a third of the width each, the photo between them',
    cover: sum(shapes.leftThird, shapes.rightThird),
    styles: ({ style, other }, aspect) => [
      masked(style, shapes.leftThird, aspect),
      masked(other, shapes.rightThird, aspect),
    ],
  },
];

/** Pixels of a mask's edge that belong to neither side: it is drawn larger than the picture. */
const edge = 3;

/** Absolute differences of two pictures, 0..255, in the places where a shape is `value` and all around are, too. */
function differences(a: Pixels, b: Pixels, cover: Shape, value: number): readonly number[] {
  const { width, height } = a;
  const isAll = (x: number, y: number): boolean =>
    [-edge, 0, edge].every((dx) =>
      [-edge, 0, edge].every((dy) => {
        const [u, v] = [(x + dx + 0.5) / width, (y + dy + 0.5) / height];
        return cover(Math.min(Math.max(u, 0), 1), Math.min(Math.max(v, 0), 1), width / height) === value;
      }),
    );
  const found: number[] = [];
  for (let i = 0; i < width * height; i++) {
    if (!isAll(i % width, Math.floor(i / width))) continue;
    for (let c = 0; c < 3; c++) found.push(Math.abs(a.data[3 * i + c]! - b.data[3 * i + c]!));
  }
  return found;
}

/** The photo as the engine compares pictures with it. */
const photoAt = (photo: Pixels, { width, height }: Pixels): Pixels =>
  toPixels(resizePlanes(fromPixels(photo), width, height, 'lanczos3'));

function cutColumns({ width, height, data }: Pixels, from: number, to: number): Pixels {
  const [left, right] = [Math.round(from * width), Math.round(to * width)];
  const rows = Array.from({ length: height }, (_, y) =>
    data.subarray(3 * (y * width + left), 3 * (y * width + right)),
  );
  return { width: right - left, height, data: Uint8Array.from(rows.flatMap((row) => [...row])) };
}

/** Both tables: differences to the photo, and whose style the halves of a picture of two styles have. */
export async function measureMasks(pairs: readonly Pair[], parts: Parts): Promise<string> {
  const rows = [['mask', 'outside, mean', 'outside, most', 'inside, mean']];
  for (const { title, cover, styles } of cases) {
    const found = [];
    for (const pair of pairs) {
      const aspect = pair.photo.width / pair.photo.height;
      const made = await parts.paint({ content: pair.photo, styles: styles(pair, aspect) });
      const photo = photoAt(pair.photo, made);
      const outside = differences(made, photo, cover, 0);
      const most = outside.reduce((most, value) => Math.max(most, value), 0);
      found.push({ outside: mean(outside), most, inside: mean(differences(made, photo, cover, 1)) });
    }
    rows.push([
      title,
      mean(found.map(({ outside }) => outside)).toFixed(3),
      String(Math.max(...found.map(({ most }) => most))),
      mean(found.map(({ inside }) => inside)).toFixed(1),
    ]);
  }
  return `${markdown(rows)}\n\n${await measureHalves(pairs, parts)}\n`;
}

/** Style gain of the halves of pictures with a style on each, towards both, beside both styles everywhere. */
async function measureHalves(pairs: readonly Pair[], { paint, judge }: Parts): Promise<string> {
  const rows = [['half', 'gain towards its own style', 'towards the other one']];
  const gains: { readonly byRegion: boolean; readonly own: number; readonly other: number }[] = [];
  for (const { photo, style, other } of pairs) {
    const aspect = photo.width / photo.height;
    for (const byRegion of [true, false]) {
      const first = byRegion ? masked(style, shapes.leftHalf, aspect) : everywhere(style);
      const made = await paint({ content: photo, styles: [first, everywhere(other)] });
      for (const [from, own, stranger] of [
        [0, style, other],
        [0.5, other, style],
      ] as const) {
        const gain = async (wanted: Pixels) => {
          const part = cutColumns(made, from, from + 0.5);
          const like = fromPixels(cutColumns(photo, from, from + 0.5));
          return (await judge.verdict(part, like, fromPixels(wanted))).style;
        };
        gains.push({ byRegion, own: await gain(own), other: await gain(stranger) });
      }
    }
  }
  for (const byRegion of [true, false]) {
    const chosen = gains.filter((one) => one.byRegion === byRegion);
    rows.push([
      byRegion ? 'a style on each half' : 'both styles everywhere',
      mean(chosen.map(({ own }) => own)).toFixed(3),
      mean(chosen.map((one) => one.other)).toFixed(3),
    ]);
  }
  return markdown(rows);
}
