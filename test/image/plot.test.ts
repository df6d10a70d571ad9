import { expect, it } from 'vitest';
import { decodeImage } from '../../src/image/decode.js';
import { drawPlot } from '../../src/image/plot.js';

const falling = Array.from({ length: 60 }, (_, k) => [k + 1, 1e6 * Math.exp(-k / 8)] as const);

/** In each column, the mean height of what has the curve's colour; null where there is none. */
async function heights(png: Uint8Array) {
  const { width, height, data } = await decodeImage(png, { name: 'plot.png' });
  const isLine = (at: number) => data[at]! > 180 && data[at + 1]! < 100 && data[at + 2]! < 70;
  const columns = Array.from({ length: width }, (_, x) => {
    const rows = Array.from({ length: height }, (_, y) => y).filter((y) => isLine((y * width + x) * 3));
    return rows.length === 0 ? null : rows.reduce((sum, y) => sum + y, 0) / rows.length;
  });
  return { width, height, columns };
}

it('draws a loss that falls evenly in its logarithm as a straight line down', async () => {
  const { width, height, columns } = await heights(await drawPlot(falling));
  expect({ width, height }).toEqual({ width: 720, height: 320 });
  const at = (x: number) => columns[x]!;
  expect(at(30)).toBeLessThan(40);
  expect(at(690)).toBeGreaterThan(280);
  expect(at(360)).toBeCloseTo((at(30) + at(690)) / 2, -1);
  expect(columns.slice(26, 694).every((y) => y !== null)).toBe(true);
});

it('leaves out what has no logarithm, and draws a line that does not fall', async () => {
  const odd = [
    [1, 5],
    [2, Number.NaN],
    [3, 0],
    [4, -1],
    [5, Number.POSITIVE_INFINITY],
    [6, 5],
  ] as const;
  const { columns } = await heights(await drawPlot(odd, { width: 200, height: 100 }));
  const rows = new Set(columns.filter((y) => y !== null));
  expect(rows.size).toBe(1);
  expect(Math.abs([...rows][0]! - 50)).toBeLessThan(2);
});

it('the same points give the same bytes', async () => {
  expect(Buffer.from(await drawPlot(falling)).equals(await drawPlot(falling))).toBe(true);
});

it.each([
  [[]],
  [[[1, 2]]],
  [
    [
      [1, 0],
      [2, 3],
    ],
  ],
] as const)('%j is too little', async (points) => {
  await expect(drawPlot(points as never)).rejects.toThrow(RangeError);
});
