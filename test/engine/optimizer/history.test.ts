import { describe, expect, it } from 'vitest';
import { CurvatureHistory } from '../../../src/engine/optimizer/history.js';
import { createNormalNoise } from '../../../src/engine/planes/noise.js';

const n = 6;
const origin = new Float32Array(n);

/** BFGS' inverse Hessian as a matrix, by the update formula (Nocedal & Wright 6.17). */
function applyDensely(pairs: { s: Float32Array; y: Float32Array }[], q: number[]): number[] {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
  const { s: last, y: lastY } = pairs.at(-1)!;
  const gamma = dot(last, lastY) / dot(lastY, lastY);
  let h = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? gamma : 0)));
  for (const { s, y } of pairs) {
    const rho = 1 / dot(s, y);
    const v = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 1 : 0) - rho * s[i]! * y[j]!),
    );
    const vh = v.map((row) => h[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * h[k]![j]!, 0)));
    h = vh.map((row, i) => v.map((column, j) => dot(row, column) + rho * s[i]! * s[j]!));
  }
  return h.map((row) => dot(row, q));
}

function makePairs(count: number) {
  return Array.from({ length: count }, (_, k) => {
    const s = createNormalNoise(n, k + 1);
    const noise = createNormalNoise(n, k + 100, 0, 0.2);
    return { s, y: s.map((value, i) => value * (i + 1) + noise[i]!) };
  });
}

describe('curvature history', () => {
  it('multiplies by the BFGS matrix of the newest pairs', () => {
    const history = new CurvatureHistory(3);
    const pairs = makePairs(5);
    for (const { s, y } of pairs) expect(history.push(origin, s, origin, y)).toBe(true);
    expect(history.size).toBe(3);
    const q = Float64Array.from(createNormalNoise(n, 50));
    const expected = applyDensely(pairs.slice(2), [...q]);
    history.apply(q);
    expected.forEach((value, i) => {
      expect(q[i]).toBeCloseTo(value, 6);
    });
  });

  it('meets the secant equation H y = s for the newest pair', () => {
    const history = new CurvatureHistory(5);
    const pairs = makePairs(4);
    for (const { s, y } of pairs) history.push(origin, s, origin, y);
    const q = Float64Array.from(pairs[3]!.y);
    history.apply(q);
    pairs[3]!.s.forEach((value, i) => {
      expect(q[i]).toBeCloseTo(value, 6);
    });
  });

  it('leaves out pairs without positive curvature, not finite ones and empty steps', () => {
    const history = new CurvatureHistory(3);
    const s = createNormalNoise(n, 1);
    const minus = s.map((value) => -value);
    for (const y of [minus, origin, s.map(() => Number.NaN), s.map(() => Number.POSITIVE_INFINITY)]) {
      expect(history.push(origin, s, origin, y)).toBe(false);
    }
    expect(history.push(origin, origin, origin, s)).toBe(false);
    expect(history.size).toBe(0);
    const q = Float64Array.of(1, 2, 3, 4, 5, 6);
    history.apply(q);
    expect([...q]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
