import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import { createQuadratic, drive, rosenbrock } from './drive.js';

/** Kingma & Ba's algorithm 1 in plain doubles, with the moments corrected first as the paper writes it. */
function runAdam(
  start: number[],
  gradient: (x: number[]) => number[],
  steps: number,
  lr: number,
  eps: number,
) {
  let [x, m, v] = [start, start.map(() => 0), start.map(() => 0)];
  for (let t = 1; t <= steps; t++) {
    const g = gradient(x);
    m = m.map((old, i) => 0.9 * old + 0.1 * g[i]!);
    v = v.map((old, i) => 0.999 * old + 0.001 * g[i]! ** 2);
    const mHat = m.map((value) => value / (1 - 0.9 ** t));
    const vHat = v.map((value) => value / (1 - 0.999 ** t));
    x = x.map((value, i) => value - (lr * mHat[i]!) / (Math.sqrt(vHat[i]!) + eps));
  }
  return x;
}

describe('adam', () => {
  it.each([1e-8, 0.1])('follows a double-precision loop for 50 steps with eps %d', (eps) => {
    const optimizer = createOptimizer({ type: 'adam', lr: 0.02, eps }, new Float32Array([-1.2, 1]));
    drive(optimizer, rosenbrock, 50);
    const gradient = ([x, y]: number[]) => [-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)];
    runAdam([-1.2, 1], gradient, 50, 0.02, eps).forEach((expected, i) => {
      expect(optimizer.point[i]).toBeCloseTo(expected, 5);
    });
  });

  it("takes torch's first steps: lr against the sign, then by the formula", () => {
    const optimizer = createOptimizer({ type: 'adam', lr: 0.1 }, new Float32Array([1, 1]));
    optimizer.tell(1, new Float32Array([2, -1e-3]));
    expect(optimizer.point[0]).toBeCloseTo(0.9, 6);
    expect(optimizer.point[1]).toBeCloseTo(1.1 - 0.1 * 1e-5, 6);
    optimizer.tell(1, new Float32Array([1, 0]));
    // m = .28, v = .004996: .9 - (.1 / .19) * .28 / (sqrt(.004996 / .001999) + 1e-8)
    expect(optimizer.point[0]).toBeCloseTo(0.9 - ((0.1 / 0.19) * 0.28) / Math.sqrt(0.004996 / 0.001999), 6);
  });

  it('takes the last step again at half the rate after numbers that are not finite, moments untouched', () => {
    const optimizer = createOptimizer({ type: 'adam', lr: 0.1 }, new Float32Array([1]));
    optimizer.tell(1, new Float32Array([2]));
    const { mean, square } = optimizer.save().vectors;
    expect(optimizer.tell(Number.NaN, new Float32Array([7]))).toBe(false);
    expect(optimizer.point[0]).toBeCloseTo(0.95, 6);
    expect(optimizer.tell(1, new Float32Array([Number.NaN]))).toBe(false);
    expect(optimizer.point[0]).toBeCloseTo(0.975, 6);
    expect(optimizer.save().vectors).toMatchObject({ mean, square });
    optimizer.tell(1, new Float32Array([2]));
    expect(optimizer.point[0]).toBeCloseTo(0.95, 6);
  });

  it('walks the same path on a loss of raw scale 1e10', () => {
    const [small, large] = [1, 1e10].map((scale) => {
      const optimizer = createOptimizer({ type: 'adam' }, new Float32Array(2));
      return drive(optimizer, createQuadratic([1, 3], [1, -2], scale), 40).points.at(-1)!;
    });
    small!.forEach((value, i) => {
      expect(large![i]).toBeCloseTo(value, 5);
    });
  });

  it('stands still where the gradient was always zero, even without eps', () => {
    const optimizer = createOptimizer({ type: 'adam', eps: 0 }, new Float32Array([5, 5]));
    optimizer.tell(1, new Float32Array([0, 1]));
    expect(optimizer.point[0]).toBe(5);
    expect(optimizer.point[1]).toBeCloseTo(4.98, 5);
  });
});
