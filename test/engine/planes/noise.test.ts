import { describe, expect, it } from 'vitest';
import { createNormalNoise, createUniformNoise } from '../../../src/engine/planes/noise.js';

const kinds = [
  ['uniform', createUniformNoise],
  ['normal', createNormalNoise],
] as const;

function moments(values: Float32Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

describe('noise', () => {
  it.each(kinds)('gives the same bytes for the same seed (%s)', (_, create) => {
    expect(new Uint8Array(create(1001, 7).buffer)).toEqual(new Uint8Array(create(1001, 7).buffer));
  });

  it.each(kinds)('gives unrelated values for neighbouring seeds, from the first on (%s)', (_, create) => {
    const [a, b] = [create(4000, 0xfffffffe), create(4000, 0xffffffff)];
    expect(Math.abs(a[0]! - b[0]!)).toBeGreaterThan(1e-3);
    const [x, y] = [moments(a), moments(b)];
    const together = a.reduce((sum, value, i) => sum + (value - x.mean) * (b[i]! - y.mean), 0) / a.length;
    expect(Math.abs(together / Math.sqrt(x.variance * y.variance))).toBeLessThan(0.06);
  });

  it('keeps the bytes of seed 42 over releases', () => {
    expect([...createUniformNoise(3, 42)].map((value) => value.toFixed(6))).toMatchInlineSnapshot(`
      [
        "0.291379",
        "0.526765",
        "0.290729",
      ]
    `);
    expect([...createNormalNoise(3, 42)].map((value) => value.toFixed(6))).toMatchInlineSnapshot(`
      [
        "-1.845974",
        "0.236830",
        "-1.671620",
      ]
    `);
  });

  it('spreads uniform noise evenly over its range', () => {
    const values = createUniformNoise(50_000, 5, -1, 3);
    const { mean, variance } = moments(values);
    expect(mean).toBeCloseTo(1, 1);
    expect(variance).toBeCloseTo(16 / 12, 1);
    expect(values.every((value) => value >= -1 && value <= 3)).toBe(true);
  });

  it('gives normal noise its mean, deviation and tails', () => {
    const values = createNormalNoise(50_001, 5, 0.5, 0.1);
    const { mean, variance } = moments(values);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
    const outside = values.filter((value) => Math.abs(value - 0.5) > 0.2).length / values.length;
    expect(outside).toBeGreaterThan(0.042);
    expect(outside).toBeLessThan(0.049);
  });

  it('refuses seeds that are no 32-bit integers', () => {
    for (const seed of [-1, 0.5, 2 ** 32]) expect(() => createUniformNoise(1, seed)).toThrow(/`seed`/);
  });
});
