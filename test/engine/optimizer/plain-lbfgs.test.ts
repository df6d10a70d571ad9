import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import { createQuadratic, drive, type Objective, rosenbrock } from './drive.js';

type Vector = readonly number[];
const product = (a: Vector, b: Vector) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** torch.optim.LBFGS' step with a fixed rate, in plain doubles, its names kept. */
function runTorch(start: Vector, objective: Objective, steps: number, history: number, lr: number): Vector[] {
  let x = [...start];
  let d: Vector = [];
  let t = 0;
  let previous: Vector = [];
  let hDiag = 1;
  const oldDirs: Vector[] = [];
  const oldStps: Vector[] = [];
  const points: Vector[] = [];
  for (let n = 1; n <= steps; n++) {
    points.push(x);
    const g = [...objective(new Float32Array(x)).gradient];
    if (n === 1) d = g.map((value) => -value);
    else {
      const y = g.map((value, i) => value - previous[i]!);
      const s = d.map((value) => value * t);
      const ys = product(y, s);
      if (ys > 1e-10) {
        if (oldDirs.length === history) {
          oldDirs.shift();
          oldStps.shift();
        }
        oldDirs.push(y);
        oldStps.push(s);
        hDiag = ys / product(y, y);
      }
      let q = g.map((value) => -value);
      const al: number[] = [];
      for (let i = oldDirs.length - 1; i >= 0; i--) {
        al[i] = product(oldStps[i]!, q) / product(oldDirs[i]!, oldStps[i]!);
        q = q.map((value, k) => value - al[i]! * oldDirs[i]![k]!);
      }
      d = q.map((value) => value * hDiag);
      for (let i = 0; i < oldDirs.length; i++) {
        const be = product(oldDirs[i]!, d) / product(oldDirs[i]!, oldStps[i]!);
        d = d.map((value, k) => value + oldStps[i]![k]! * (al[i]! - be));
      }
    }
    previous = g;
    t = n === 1 ? Math.min(1, 1 / g.reduce((sum, value) => sum + Math.abs(value), 0)) * lr : lr;
    x = x.map((value, i) => value + t * d[i]!);
  }
  return points;
}

const quadratic = createQuadratic([1, 40, 0.5, 9, 2, 17], [0.7, -0.4, 1.5, 0.2, -1, 3]);

describe('plain-lbfgs', () => {
  it.each([
    ['a quadratic', quadratic, Array(6).fill(0), 100, 1],
    ['a quadratic, three pairs kept', quadratic, Array(6).fill(0), 3, 1],
    ['a quadratic at half the rate', quadratic, Array(6).fill(0), 100, 0.5],
    ["Rosenbrock's valley, values that rise included", rosenbrock, [-1.2, 1], 100, 1],
  ] as const)('follows torch.optim.LBFGS on %s', (_, objective, start, history, lr) => {
    const expected = runTorch(start, objective, 9, history, lr);
    const optimizer = createOptimizer({ type: 'plain-lbfgs', history, lr }, new Float32Array(start));
    const { points, accepted } = drive(optimizer, objective, 9);
    expect(accepted).not.toContain(false);
    for (const [step, point] of points.entries())
      point.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[step]![i]!, 3);
      });
  });

  it('takes a first step of at most the gradient, its absolute values adding up to the rate', () => {
    const steep = createOptimizer({ type: 'plain-lbfgs' }, new Float32Array(2));
    steep.tell(1, new Float32Array([30, -10]));
    expect([...steep.point]).toEqual([-0.75, 0.25].map((value) => expect.closeTo(value, 6)));
    const flat = createOptimizer({ type: 'plain-lbfgs' }, new Float32Array(2));
    flat.tell(1, new Float32Array([0.25, -0.5]));
    expect([...flat.point]).toEqual([-0.25, 0.5]);
  });

  it('takes no pair without curvature: the next step is the whole gradient', () => {
    const optimizer = createOptimizer({ type: 'plain-lbfgs' }, new Float32Array(1));
    optimizer.tell(1, new Float32Array([4]));
    expect(optimizer.point[0]).toBe(-1);
    optimizer.tell(0.5, new Float32Array([4.5]));
    expect(optimizer.save().numbers).toMatchObject({ pairs: 0 });
    expect(optimizer.point[0]).toBe(-5.5);
  });

  it('learns the curvature of a first step that is lost in the rounding of the point', () => {
    // A point of 1e6 has a grain of 1/16.
    const optimizer = createOptimizer({ type: 'plain-lbfgs' }, new Float32Array([1e6]));
    optimizer.tell(1, new Float32Array([6e-4]));
    expect(optimizer.point[0]).toBe(1e6);
    optimizer.tell(1, new Float32Array([3e-4]));
    const { vectors, numbers } = optimizer.save();
    expect(numbers).toMatchObject({ pairs: 1 });
    // s / y = 2
    expect(vectors.direction![0]).toBeCloseTo(-6e-4, 9);
  });

  it('leaves its history out of a state that would be too large, and goes on from the same point', () => {
    const optimizer = createOptimizer({ type: 'plain-lbfgs' }, new Float32Array(6));
    drive(optimizer, quadratic, 5);
    const small = optimizer.save(6 * 4 * 5);
    expect(Object.keys(small.vectors).sort()).toEqual(['direction', 'good', 'gradient', 'point']);
    const again = createOptimizer({ type: 'plain-lbfgs' }, new Float32Array(6));
    again.load(small);
    expect(again.point).toEqual(optimizer.point);
    drive(again, quadratic, 40);
    expect(quadratic(again.point).value).toBeLessThan(1e-4);
  });
});
