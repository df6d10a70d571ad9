import { describe, expect, it } from 'vitest';
import type { Mask } from '../../src/engine/port.js';
import { checkMasks, coverOf, guideRegions, planRegions } from '../../src/engine/regions.js';

/** A mask of rows of digits: 0 = not here, 9 = wholly. */
const mask = (...rows: readonly string[]): Mask => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (digit) => Math.round((255 * Number(digit)) / 9)),
});
const left = mask('9900', '9900');
const right = mask('0099', '0099');
const all = mask('9999', '9999');
const none = mask('0000', '0000');
const size = { width: 4, height: 2 };
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5));

describe('planRegions', () => {
  it('has none where no style has a mask, or one mask covers everything for all styles', () => {
    expect(planRegions([null, null], size)).toEqual([]);
    expect(planRegions([all], size)).toEqual([]);
    expect(planRegions([all, { ...all }], { width: 31, height: 17 })).toEqual([]);
    // The other style is to be nowhere.
    expect(planRegions([all, none], size).map(({ styles }) => styles)).toEqual([[0]]);
  });

  it('blends styles of the same mask in one region', () => {
    const regions = planRegions([left, right, { ...left, data: left.data.slice() }], size);
    expect(regions.map(({ styles }) => styles)).toEqual([[0, 2], [1]]);
    expect([...regions[0]!.mask]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
    expect([...regions[1]!.mask]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  });

  it('keeps masks apart that differ in one byte, or in their sides alone', () => {
    const almost = { ...left, data: left.data.with(0, 254) };
    expect(planRegions([left, almost], size)).toHaveLength(2);
    expect(planRegions([all, { width: 2, height: 4, data: all.data }], size)).toHaveLength(2);
  });

  it('gives styles without a mask what no mask covers, soft parts included', () => {
    const regions = planRegions([mask('9300'), null, null], { width: 4, height: 1 });
    expect(regions.map(({ styles }) => styles)).toEqual([[0], [1, 2]]);
    expect([...regions[0]!.mask]).toEqual(close([1, 1 / 3, 0, 0]));
    expect([...regions[1]!.mask]).toEqual(close([0, 2 / 3, 1, 1]));
  });

  it('leaves empty regions out: of an empty mask, and of what other masks leave over', () => {
    expect(planRegions([left, none], size).map(({ styles }) => styles)).toEqual([[0]]);
    expect(planRegions([left, right, null], size).map(({ styles }) => styles)).toEqual([[0], [1]]);
    // What is left for the one without a mask is everything.
    expect(planRegions([none, null], size).map(({ styles }) => styles)).toEqual([[1]]);
    expect(planRegions([none, none], size)).toEqual([]);
  });

  it('shares pixels where masks overlap: the sum is at most 1', () => {
    const regions = planRegions([mask('9960'), mask('0930')], { width: 4, height: 1 });
    expect([...regions[0]!.mask]).toEqual(close([1, 0.5, 2 / 3, 0]));
    expect([...regions[1]!.mask]).toEqual(close([0, 0.5, 1 / 3, 0]));
  });

  it('stretches masks of any size to the picture: averaged when smaller, blended when larger', () => {
    const [smaller] = planRegions([left], { width: 2, height: 1 });
    // The triangle of a halving reaches one pixel to each side.
    expect([...smaller!.mask]).toEqual(close([6 / 7, 1 / 7]));
    const [larger] = planRegions([left], { width: 16, height: 8 });
    const row = [...larger!.mask.subarray(0, 16)];
    expect(row.slice(0, 6)).toEqual(Array(6).fill(1));
    expect(row.slice(10)).toEqual(Array(6).fill(0));
    expect(row.slice(6, 10)).toEqual(close([0.875, 0.625, 0.375, 0.125]));
  });
});

describe('coverOf', () => {
  it('is what is painted at all, and null where that is everything', () => {
    expect(coverOf([])).toBeNull();
    expect(coverOf(planRegions([left, right], size))).toBeNull();
    expect(coverOf(planRegions([mask('9500'), null], { width: 4, height: 1 }))).toBeNull();
    const cover = coverOf(planRegions([mask('9000'), mask('0300')], { width: 4, height: 1 }));
    expect([...cover!]).toEqual(close([1, 1 / 3, 0, 0]));
  });
});

describe('checkMasks', () => {
  it('refuses masks that leave nothing to paint', () => {
    expect(() => checkMasks([none, none])).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        context: expect.objectContaining({ option: 'mask' }),
      }),
    );
    for (const masks of [[none, null], [none, left], [null]]) expect(() => checkMasks(masks)).not.toThrow();
  });
});

describe('guideRegions', () => {
  const odd = { width: 53, height: 39 };
  const disc: Mask = {
    width: 53,
    height: 39,
    data: Uint8Array.from({ length: 53 * 39 }, (_, i) =>
      Math.hypot((i % 53) - 20, Math.floor(i / 53) - 18) < 12 ? 255 : 0,
    ),
  };

  it("averages over what VGG19's poolings leave of a block, with squares of mean 1", () => {
    const [region] = guideRegions(planRegions([disc], odd), odd);
    for (const block of [1, 2, 3, 4, 5]) {
      const side = 2 ** (block - 1);
      const [columns, rows] = [53 >> (block - 1), 39 >> (block - 1)];
      const guide = region!.guides[block]!;
      expect(guide).toHaveLength(columns * rows);
      expect(guide.reduce((sum, t) => sum + t * t, 0) / guide.length).toBeCloseTo(1, 5);
      const mean = (at: number) => {
        let sum = 0;
        for (let y = 0; y < side; y++)
          for (let x = 0; x < side; x++)
            sum += disc.data[(Math.floor(at / columns) * side + y) * 53 + (at % columns) * side + x]! / 255;
        return sum / side ** 2;
      };
      const factor = guide[guide.indexOf(Math.max(...guide))]! / Math.max(...guide.map((_, i) => mean(i)));
      guide.forEach((t, i) => {
        expect(t).toBeCloseTo(factor * mean(i), 4);
      });
    }
  });

  it("weighs a region by its share of the picture's area", () => {
    const regions = planRegions([left, mask('0090', '0000')], size);
    expect(guideRegions(regions, size).map(({ weight }) => weight)).toEqual(close([0.5, 0.125]));
  });

  it('has nothing, and no NaN, at blocks whose poolings drop all of a region', () => {
    const corner: Mask = { ...disc, data: disc.data.map((_, i) => (i === 53 * 39 - 1 ? 255 : 0)) };
    const [region] = guideRegions(planRegions([corner], odd), odd);
    expect(region!.guides[1]!.at(-1)).toBeGreaterThan(1);
    for (const block of [2, 3, 4, 5]) expect(region!.guides[block]!.every((t) => t === 0)).toBe(true);
  });
});
