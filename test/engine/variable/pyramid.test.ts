import { describe, expect, it } from 'vitest';
import { createNormalNoise } from '../../../src/engine/planes/noise.js';
import { createPyramid } from '../../../src/engine/variable/pyramid.js';

const shapes = [
  [16, 16, 5],
  [37, 23, 5],
  [7, 50, 6],
  [1, 9, 4],
  [13, 1, 3],
  [64, 33, 1],
] as const;

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** One sample of U_k p by the definition: the four neighbours of the half-pixel position, clamped. */
function sample(p: ArrayLike<number>, w: number, h: number, x: number, y: number, k: number): number {
  const clamp = (value: number, last: number) => Math.min(Math.max(value, 0), last);
  const [sx, sy] = [(x + 0.5) / 2 ** k - 0.5, (y + 0.5) / 2 ** k - 0.5];
  const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
  let sum = 0;
  for (const dy of [0, 1]) {
    for (const dx of [0, 1]) {
      const weight = Math.abs(1 - dx - (sx - x0)) * Math.abs(1 - dy - (sy - y0));
      sum += weight * p[clamp(y0 + dy, h - 1) * w + clamp(x0 + dx, w - 1)]!;
    }
  }
  return sum;
}

describe('pyramid', () => {
  it.each(shapes)('is transposed exactly by pullBack at %i x %i with %i levels', (width, height, levels) => {
    const size = 3 * width * height;
    const variable = createPyramid(new Float32Array(size), { width, height, levels });
    const p = createNormalNoise(variable.length, 1);
    const g = createNormalNoise(size, 2);
    const forth = dot(variable.decode(p), g);
    const back = dot(p, variable.pullBack(g));
    expect(Math.abs(forth - back)).toBeLessThan(1e-5 * Math.max(1, Math.abs(forth)));
  });

  it.each(shapes)('follows the formula sample by sample at %i x %i', (width, height, levels) => {
    const base = createNormalNoise(3 * width * height, 3);
    const ratio = 0.7;
    const variable = createPyramid(base, { width, height, levels, ratio });
    const p = createNormalNoise(variable.length, 4);
    const decoded = variable.decode(p);
    for (let channel = 0; channel < 3; channel++) {
      for (let at = 0; at < width * height; at++) {
        let expected = base[channel * width * height + at]!;
        let offset = 0;
        for (let k = 0; k < levels; k++) {
          const [w, h] = [Math.ceil(width / 2 ** k), Math.ceil(height / 2 ** k)];
          const plane = p.subarray(offset + channel * w * h, offset + (channel + 1) * w * h);
          expected += ratio ** k * sample(plane, w, h, at % width, Math.trunc(at / width), k);
          offset += 3 * w * h;
        }
        expect(decoded[channel * width * height + at]).toBeCloseTo(expected, 5);
      }
    }
  });

  it('gives the base for zero coefficients and a flat shift for a flat level', () => {
    const base = createNormalNoise(3 * 20 * 11, 5);
    const variable = createPyramid(base, { width: 20, height: 11, levels: 3 });
    const p = new Float32Array(variable.length);
    expect(variable.decode(p)).toEqual(base);
    p.fill(1, 3 * (20 * 11 + 10 * 6));
    variable.decode(p).forEach((value, i) => {
      expect(value - base[i]!).toBeCloseTo(0.36, 5);
    });
  });

  it('counts ceil(h / 2^k) x ceil(w / 2^k) coefficients a level and channel', () => {
    const variable = createPyramid(new Float32Array(3 * 5 * 3), { width: 5, height: 3, levels: 4 });
    expect(variable.length).toBe(3 * (15 + 6 + 2 + 1));
  });

  it('refuses a wrong size, no levels and a ratio of 0', () => {
    const base = new Float32Array(3 * 4 * 4);
    expect(() => createPyramid(base, { width: 5, height: 4 })).toThrow(RangeError);
    expect(() => createPyramid(base, { width: 4, height: 4, levels: 0 })).toThrow(/`levels`/);
    expect(() => createPyramid(base, { width: 4, height: 4, ratio: 0 })).toThrow(/`ratio`/);
    const variable = createPyramid(base, { width: 4, height: 4 });
    expect(() => variable.decode(new Float32Array(3))).toThrow(RangeError);
    expect(() => variable.pullBack(new Float32Array(3))).toThrow(RangeError);
  });
});
