import { describe, expect, it } from 'vitest';
import { type ColorStats, matchColors, measureColors, mixColors } from '../../../src/engine/planes/colors.js';
import { createNormalNoise } from '../../../src/engine/planes/noise.js';
import { createPlanes, type Planes } from '../../../src/engine/planes/planes.js';
import { mapSymmetric3, multiply3 } from '../../../src/engine/planes/symmetric.js';

/** Noise whose channels are mixed by `mix` (rows) around `mean`. */
function paint(seed: number, mix: number[], mean: number[], side = 40): Planes {
  const area = side * side;
  const noise = createNormalNoise(3 * area, seed, 0, 0.1);
  const data = noise.map((_, at) => {
    const channel = Math.trunc(at / area);
    const i = at % area;
    const [a, b, c] = mix.slice(3 * channel);
    return mean[channel]! + a! * noise[i]! + b! * noise[area + i]! + c! * noise[2 * area + i]!;
  });
  return createPlanes(side, side, data);
}

const photo = paint(1, [1, 0.2, 0, 0.3, 0.8, 0.1, 0.2, 0.1, 0.5], [0.4, 0.5, 0.6]);
const painting = paint(2, [0.7, -0.4, 0, 0.5, 1.2, 0.3, -0.2, 0.4, 0.9], [0.7, 0.3, 0.2]);

function expectStats(actual: ColorStats, expected: ColorStats): void {
  actual.mean.forEach((value, i) => {
    expect(Math.abs(value - expected.mean[i]!)).toBeLessThan(1e-4);
  });
  actual.covariance.forEach((value, i) => {
    expect(Math.abs(value - expected.covariance[i]!)).toBeLessThan(1e-4);
  });
}

describe('measureColors', () => {
  it('gives mean and covariance of a picture counted by hand', () => {
    const planes = createPlanes(2, 1, new Float32Array([0, 1, 0.5, 0.5, 1, 0]));
    const { mean, covariance } = measureColors(planes);
    expect(mean).toEqual([0.5, 0.5, 0.5]);
    expect(covariance).toEqual([0.25, 0, -0.25, 0, 0, 0, -0.25, 0, 0.25]);
  });
});

describe('matchColors', () => {
  it("moves mean and covariance to the style's", () => {
    expectStats(measureColors(matchColors(photo, painting)), measureColors(painting));
  });

  it('leaves a picture alone that already has the colours', () => {
    const { data } = matchColors(photo, photo);
    data.forEach((value, i) => {
      expect(value).toBeCloseTo(photo.data[i]!, 5);
    });
  });

  it('is a symmetric map: turning colours is never part of it', () => {
    // matched = T x + shift, so cov(matched, x) = T cov(x).
    const matched = matchColors(photo, painting);
    const [from, to] = [measureColors(photo), measureColors(matched)];
    const area = photo.width * photo.height;
    const cross = Array.from({ length: 9 }, (_, at) => {
      const [a, b] = [Math.trunc(at / 3), at % 3];
      let sum = 0;
      for (let i = 0; i < area; i++) {
        sum += (matched.data[a * area + i]! - to.mean[a]!) * (photo.data[b * area + i]! - from.mean[b]!);
      }
      return sum / area;
    });
    const inverse = mapSymmetric3(from.covariance, (value) => 1 / value);
    const t = multiply3(cross, inverse);
    for (const [above, below] of [
      [1, 3],
      [2, 6],
      [5, 7],
    ] as const) {
      expect(t[above]).toBeCloseTo(t[below]!, 3);
      expect(Math.abs(t[above]!)).toBeGreaterThan(0.02);
    }
  });

  it('keeps a grey or flat picture finite', () => {
    for (const grey of [
      paint(3, [1, 0, 0, 1, 0, 0, 1, 0, 0], [0.5, 0.5, 0.5]),
      paint(3, Array(9).fill(0), [1, 0, 0]),
    ]) {
      const { mean } = measureColors(matchColors(grey, painting));
      measureColors(painting).mean.forEach((value, i) => {
        expect(mean[i]).toBeCloseTo(value, 3);
      });
      expect(matchColors(painting, grey).data.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('mixColors', () => {
  it('equals measuring all pixels in one heap', () => {
    const rows = [photo, photo, photo, painting].map(({ data }) => data);
    const area = photo.width * photo.height;
    const heap = new Float32Array(12 * area);
    rows.forEach((data, k) => {
      for (let c = 0; c < 3; c++) heap.set(data.subarray(c * area, (c + 1) * area), (4 * c + k) * area);
    });
    const mixed = mixColors([
      { stats: measureColors(photo), weight: 6 },
      { stats: measureColors(painting), weight: 2 },
    ]);
    const measured = measureColors(createPlanes(4 * photo.width, photo.height, heap));
    mixed.mean.forEach((value, i) => {
      expect(value).toBeCloseTo(measured.mean[i]!, 8);
    });
    mixed.covariance.forEach((value, i) => {
      expect(value).toBeCloseTo(measured.covariance[i]!, 8);
    });
  });

  it('refuses to mix nothing', () => {
    expect(() => mixColors([])).toThrow(RangeError);
  });
});
