import { describe, expect, it } from 'vitest';
import { type Colour, createCanvas, layOn, wall } from '../../src/image/canvas.js';
import { contactSheet } from '../../src/image/contact-sheet.js';
import { renderLabel } from '../../src/image/label.js';
import type { Pixels } from '../../src/image/pixels.js';
import { sideBySide } from '../../src/image/side-by-side.js';

const red: Colour = [200, 0, 0];
const blue: Colour = [0, 0, 200];

function at({ width, data }: Pixels, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

/** Pixels of the rectangle that are not the wall. */
function painted(sheet: Pixels, left: number, top: number, width: number, height: number): number {
  let count = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++)
      if (at(sheet, x, y).some((value, c) => value !== wall[c])) count++;
  }
  return count;
}

describe('sideBySide', () => {
  it('puts pictures in a row at equal height with a gap', async () => {
    const row = await sideBySide([createCanvas(40, 20, red), createCanvas(30, 60, blue)], {
      height: 40,
      gap: 10,
    });
    expect([row.width, row.height]).toEqual([80 + 10 + 20, 40]);
    expect([at(row, 79, 39), at(row, 80, 0), at(row, 89, 0), at(row, 90, 0)]).toEqual([
      [...red],
      [...wall],
      [...wall],
      [...blue],
    ]);
  });

  it('takes the height of the last picture, and any background', async () => {
    const row = await sideBySide([createCanvas(40, 20, red), createCanvas(30, 60, blue)], {
      background: [1, 2, 3],
    });
    expect([row.width, row.height]).toEqual([120 + 8 + 30, 60]);
    expect(at(row, 121, 5)).toEqual([1, 2, 3]);
  });

  it('wants at least one picture', async () => {
    await expect(sideBySide([])).rejects.toThrow(RangeError);
  });
});

describe('contactSheet', () => {
  it('fits pictures into cells, centred, and leaves empty cells empty', async () => {
    const rows = [
      [createCanvas(80, 20, red), null],
      [createCanvas(10, 10, blue), createCanvas(20, 40, blue), createCanvas(20, 20, red)],
    ];
    const sheet = await contactSheet({ rows, cellWidth: 40, cellHeight: 20, gap: 4 });
    expect([sheet.width, sheet.height]).toEqual([4 + 3 * 44, 4 + 2 * 24]);
    expect(painted(sheet, 4, 4, 40, 20)).toBe(40 * 10);
    expect([at(sheet, 4, 8), at(sheet, 4, 9), at(sheet, 43, 18)]).toEqual([[...wall], [...red], [...red]]);
    expect(painted(sheet, 48, 4, 40, 20)).toBe(0);
    expect(painted(sheet, 4, 28, 40, 20)).toBe(10 * 10);
    expect(painted(sheet, 48, 28, 40, 20)).toBe(10 * 20);
    expect(painted(sheet, 92, 28, 40, 20)).toBe(20 * 20);
  });

  it('leaves room for labels and writes them where the machine has fonts', async () => {
    const hasFonts = (await renderLabel('x', 12, 100)) !== null;
    const labels = {
      columnLabels: ['one', 'a very long label that does not fit'],
      cellLabels: [[null, '<b> & ☃']],
    };
    const sheet = await contactSheet({
      rows: [[null, null]],
      cellWidth: 60,
      cellHeight: 20,
      gap: 8,
      ...labels,
    });
    expect([sheet.width, sheet.height]).toEqual([8 + 2 * 68, 8 + 20 + 20 + 8 + 20]);
    expect(painted(sheet, 8, 0, 60, 26) > 0).toBe(hasFonts);
    expect(painted(sheet, 76, 0, 60, 26) > 0).toBe(hasFonts);
    expect(painted(sheet, 76, 48, 60, 20) > 0).toBe(hasFonts);
    expect(painted(sheet, 8, 28, 60, 40)).toBe(0);
    expect(painted(sheet, 136, 0, 8, sheet.height)).toBe(0);
  });

  it('writes rows at their left, and why a cell is empty in its place', async () => {
    const label = await renderLabel('longer', 13, 60);
    const sheet = await contactSheet({
      rows: [[createCanvas(60, 20, red), null], [null]],
      ...{ cellWidth: 60, cellHeight: 20, gap: 8 },
      rowLabels: ['a', 'longer'],
      emptyLabels: [['of a picture', 'stopped'], [null]],
    });
    const side = label === null ? 0 : label.width + 8;
    expect([sheet.width, sheet.height]).toEqual([8 + side + 2 * 68, 8 + 2 * 28]);
    expect(painted(sheet, 8 + side, 8, 60, 20)).toBe(60 * 20);
    expect(at(sheet, 10 + side, 10)).toEqual([...red]);
    expect(painted(sheet, 8 + side + 68, 8, 60, 20), 'a ground to tell it by').toBe(60 * 20);
    expect(painted(sheet, 8 + side, 36, 128, 20), 'no place for a picture').toBe(0);
    expect(painted(sheet, 0, 8, 8 + side, 20) > 0).toBe(label !== null);
    expect(painted(sheet, 0, 36, 8 + side, 20) > 0).toBe(label !== null);
  });

  it('has a line above all', async () => {
    const hasFonts = (await renderLabel('x', 13, 99)) !== null;
    const rows = [[createCanvas(60, 20, red)]];
    const options = { rows, cellWidth: 60, cellHeight: 20, gap: 8, title: 'a over b' };
    const sheet = await contactSheet({ ...options, columnLabels: ['one'] });
    expect([sheet.width, sheet.height]).toEqual([8 + 68, 8 + 20 + 20 + 28]);
    expect(painted(sheet, 8, 0, 60, 28) > 0).toBe(hasFonts);
    expect(painted(sheet, 8, 28, 60, 20) > 0).toBe(hasFonts);
    expect(at(sheet, 8, 48)).toEqual([...red]);
  });

  it('wants at least one cell', async () => {
    await expect(contactSheet({ rows: [[]], cellWidth: 9, cellHeight: 9 })).rejects.toThrow(RangeError);
  });
});

describe('layOn', () => {
  it('rejects a place outside of the canvas', () => {
    expect(() => layOn(createCanvas(10, 10, wall), createCanvas(5, 5, red), 6, 0)).toThrow(RangeError);
  });
});
