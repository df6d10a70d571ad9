import { describe, expect, it } from 'vitest';
import { matchColors, measureColors, mixColors } from '../../src/engine/planes/colors.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes } from '../../src/engine/planes/planes.js';
import { starts } from '../../src/engine/port.js';
import { recipes } from '../../src/engine/recipe/table.js';
import { makeStart, type StartOptions } from '../../src/engine/start-image.js';

const planes = (width: number, height: number, seed: number, low = 0, high = 1) =>
  createPlanes(width, height, createUniformNoise(3 * width * height, seed, low, high));
const size = { width: 20, height: 12 };
const content = planes(20, 12, 1, 0.2, 0.9);
const style = planes(31, 17, 2, 0, 0.4);
const options: StartOptions = {
  size,
  content,
  styles: [{ picture: style, weight: 1 }],
  seed: 0,
  picture: null,
};

describe('a seed', () => {
  it('leaves a picture that was handed in as it is', () => {
    const make = (seed: number) => makeStart('picture', { ...options, seed, picture: planes(9, 40, 3) }).data;
    expect(make(5)).toEqual(make(0));
  });

  it.each(starts.filter((kind) => kind !== 'picture'))(
    'gives the start %s again, another one another',
    (kind) => {
      const make = (seed: number) => makeStart(kind, { ...options, seed }).data;
      expect(make(5)).toEqual(make(5));
      expect(make(5)).not.toEqual(make(6));
      expect(make(5)).not.toEqual(make(0));
      expect(make(5).every((v) => v >= 0 && v <= 1)).toBe(true);
    },
  );
});

describe('makeStart', () => {
  it.each(starts)('makes the start %s in the size asked for', (kind) => {
    const { width, height, data } = makeStart(kind, { ...options, picture: planes(9, 40, 3) });
    expect([width, height]).toEqual([20, 12]);
    expect(data).toHaveLength(720);
    expect(data.every(Number.isFinite)).toBe(true);
  });

  it('photo: the photo itself', () => {
    expect(makeStart('photo', options)).toEqual(content);
  });

  it("matched: the photo in the style's mean and spread of colours", () => {
    const { data } = makeStart('matched', options);
    const unclipped = matchColors(content, style).data;
    expect(unclipped.some((v) => v < 0 || v > 1)).toBe(true);
    expect(data).toEqual(unclipped.map((v) => Math.min(Math.max(v, 0), 1)));
  });

  it('matched: part of the way to those colours', () => {
    const at = (matching: number) => makeStart('matched', { ...options, matching }).data;
    expect(at(0)).toEqual(content.data);
    const whole = matchColors(content, style).data;
    const half = content.data.map((v, i) => Math.min(Math.max((v + whole[i]!) / 2, 0), 1));
    for (const [i, v] of at(0.5).entries()) expect(v).toBeCloseTo(half[i]!, 5);
  });

  it('matched: the mean colours of several styles lie between theirs, by weight', () => {
    const bright = planes(8, 8, 4, 0.8, 1);
    const styles = [
      { picture: style, weight: 3 },
      { picture: bright, weight: 1 },
    ];
    const mixed = mixColors(styles.map(({ picture, weight }) => ({ stats: measureColors(picture), weight })));
    for (let i = 0; i < 3; i++) {
      const expected = (3 * measureColors(style).mean[i]! + measureColors(bright).mean[i]!) / 4;
      expect(mixed.mean[i]).toBeCloseTo(expected, 4);
    }
    const { data } = makeStart('matched', { ...options, styles });
    expect(data).toEqual(matchColors(content, mixed).data.map((v) => Math.min(Math.max(v, 0), 1)));
  });

  it('noise: the same for a seed, another for another seed, within 0..1 around mid grey', () => {
    const { data } = makeStart('noise', options);
    expect(makeStart('noise', options).data).toEqual(data);
    expect(makeStart('noise', { ...options, seed: 8 }).data).not.toEqual(data);
    expect(data.every((v) => v >= 0 && v <= 1)).toBe(true);
    const mean = data.reduce((sum, v) => sum + v, 0) / data.length;
    const spread = Math.sqrt(data.reduce((sum, v) => sum + (v - mean) ** 2, 0) / data.length);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
    expect(spread).toBeGreaterThan(0.18);
    expect(spread).toBeLessThan(0.3);
  });

  it("noise: around the mean and as wide as the recipe says, in the recipe's units", () => {
    const { data } = makeStart('noise', { ...options, noise: recipes['neural-style-pt'].noise });
    for (const [c, mean] of [123.68, 116.779, 103.939].entries()) {
      const off = Array.from(data.subarray(240 * c, 240 * (c + 1)), (v) => 255 * v - mean);
      const deviation = Math.sqrt(off.reduce((sum, v) => sum + v ** 2, 0) / off.length);
      expect(deviation).toBeGreaterThan(0.8e-3);
      expect(deviation).toBeLessThan(1.2e-3);
    }
  });

  it('style and picture: brought to the size; unchanged where they have it', () => {
    expect(makeStart('style', { ...options, styles: [{ picture: content, weight: 1 }] }).data).toEqual(
      content.data,
    );
    expect(makeStart('picture', { ...options, picture: content }).data).toEqual(content.data);
    const grey = createPlanes(3, 5, new Float32Array(45).fill(0.3));
    for (const v of makeStart('picture', { ...options, picture: grey }).data) expect(v).toBeCloseTo(0.3, 5);
  });

  it('refuses the start `picture` without one', () => {
    expect(() => makeStart('picture', options)).toThrow(TypeError);
  });
});
