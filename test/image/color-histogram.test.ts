import { expect, it } from 'vitest';
import { colorHistogram, hellinger } from '../bench/color-histogram.js';

const flat = (...rgb: readonly number[]) => ({
  data: Uint8Array.from({ length: 48 }, (_, i) => rgb[i % 3]!),
});
const between = (a: { data: Uint8Array }, b: { data: Uint8Array }) =>
  hellinger(colorHistogram(a), colorHistogram(b));

it('a histogram of colours sums to 1, and cares for colour rather than light', () => {
  const orange = flat(200, 100, 50);
  expect(colorHistogram(orange).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
  expect(between(orange, orange)).toBe(0);
  expect(between(orange, flat(100, 50, 25))).toBeLessThan(0.01);
  expect(between(orange, flat(50, 100, 200))).toBeGreaterThan(0.9);
});

it('colours mixed to equal parts lie between both', () => {
  const [orange, blue] = [flat(200, 100, 50), flat(50, 100, 200)];
  const mixed = { data: Uint8Array.from([...orange.data, ...blue.data]) };
  const whole = between(orange, blue);
  for (const one of [orange, blue]) {
    expect(between(mixed, one)).toBeGreaterThan(0.3);
    expect(between(mixed, one)).toBeLessThan(0.8 * whole);
  }
});
