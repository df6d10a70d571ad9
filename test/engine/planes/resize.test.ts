import { describe, expect, it } from 'vitest';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { createPlanes } from '../../../src/engine/planes/planes.js';
import {
  computeTaps,
  type ResizeFilter,
  resizeFilters,
  resizePlanes,
  resizeStack,
} from '../../../src/engine/planes/resize.js';

const filters = Object.keys(resizeFilters) as ResizeFilter[];
const row = (...data: number[]) => ({ width: data.length, height: 1, data: new Float32Array(data) });

/** The definition, pixel by pixel, with no tables: what Pillow's documentation describes. */
function resizeDirectly(source: number[], to: number, filter: ResizeFilter): number[] {
  const { support, weight } = resizeFilters[filter];
  const scale = source.length / to;
  const stretch = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const center = (i + 0.5) * scale;
    let [sum, total] = [0, 0];
    source.forEach((value, j) => {
      if (Math.abs(j + 0.5 - center) > support * stretch) return;
      const w = weight((j + 0.5 - center) / stretch);
      sum += w * value;
      total += w;
    });
    return sum / total;
  });
}

describe('resize', () => {
  it('enlarges bilinearly from half-pixel centres', () => {
    const { data } = resizeStack(row(0, 1), 4, 1, 'bilinear');
    expect([...data]).toEqual([0, 0.25, 0.75, 1]);
  });

  it('halves with the stretched triangle 1 3 3 1, cut and renormalised at the edges', () => {
    const { data } = resizeStack(row(8, 0, 0, 0), 2, 1, 'bilinear');
    expect(data[0]).toBeCloseTo((8 * 3) / 7, 6);
    expect(data[1]).toBe(0);
    const inner = resizeStack(row(0, 0, 8, 0, 0, 0), 3, 1, 'bilinear').data;
    expect(inner[1]).toBeCloseTo(3, 6);
  });

  it('weighs the bicubic neighbours at a quarter pixel as Keys with a = -0.5', () => {
    const { first, count, weights, width } = computeTaps(8, 16, 'bicubic');
    const at = 7;
    expect(first[at]).toBe(2);
    expect(count[at]).toBe(4);
    const [a, b, c, d] = weights.subarray(at * width, at * width + 4);
    // The centre is 3.75, so the distances are 1.25, .25, .75 and 1.75.
    expect([a, b, c, d].map((w) => w! * 128)).toEqual([-9, 111, 29, -3]);
  });

  it.each(filters)('sums the weights of %s to one at every position', (filter) => {
    for (const [from, to] of [
      [7, 23],
      [100, 13],
      [64, 64],
      [1, 5],
      [5, 1],
    ] as const) {
      const { weights, width } = computeTaps(from, to, filter);
      for (let i = 0; i < to; i++) {
        const sum = weights.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 12);
      }
    }
  });

  it.each(filters)('follows the definition of %s in both directions', (filter) => {
    const source = [...createUniformNoise(17, 3)];
    for (const to of [5, 11, 40]) {
      const across = resizeStack(row(...source), to, 1, filter).data;
      const down = resizeStack({ width: 1, height: 17, data: new Float32Array(source) }, 1, to, filter).data;
      resizeDirectly(source, to, filter).forEach((expected, i) => {
        expect(across[i]).toBeCloseTo(expected, 5);
        expect(down[i]).toBeCloseTo(expected, 5);
      });
    }
  });

  it('keeps channels apart, whatever their number', () => {
    const data = new Float32Array(5 * 6 * 4).map((_, i) => Math.trunc(i / 24));
    const { data: resized } = resizeStack({ width: 6, height: 4, data }, 3, 7, 'lanczos3');
    for (let i = 0; i < resized.length; i++) expect(resized[i]).toBeCloseTo(Math.trunc(i / 21), 5);
  });

  it('keeps a linear ramp linear inside when shrinking', () => {
    const planes = createPlanes(
      60,
      2,
      new Float32Array(360).map((_, i) => (i % 60) / 60),
    );
    const { data } = resizePlanes(planes, 20, 2);
    for (let i = 4; i < 16; i++) expect(data[i]).toBeCloseTo((3 * i + 1) / 60, 4);
  });

  it('returns fresh, equal data for the same size', () => {
    const planes = createPlanes(3, 3, createUniformNoise(27, 1));
    const same = resizePlanes(planes, 3, 3);
    expect(same.data).toEqual(planes.data);
    expect(same.data).not.toBe(planes.data);
  });

  it('refuses empty sizes and broken stacks', () => {
    expect(() => resizeStack(row(1, 2), 0, 1, 'bicubic')).toThrow(RangeError);
    expect(() => resizeStack({ width: 2, height: 2, data: new Float32Array(7) }, 1, 1, 'bicubic')).toThrow(
      RangeError,
    );
  });
});
