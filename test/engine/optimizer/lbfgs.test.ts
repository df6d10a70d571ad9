import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import { createNormalNoise } from '../../../src/engine/planes/noise.js';
import { createQuadratic, drive, type Objective, rosenbrock } from './drive.js';

const rms = (a: Float32Array, b: Float32Array) =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length);

describe('lbfgs', () => {
  it("finds Rosenbrock's valley floor to 1e-6 in under 60 evaluations", () => {
    const optimizer = createOptimizer({ type: 'lbfgs' }, new Float32Array([-1.2, 1]));
    const { values } = drive(optimizer, rosenbrock, 59);
    expect(values.findIndex((value) => value < 1e-6)).toBeGreaterThan(0);
    expect(optimizer.point[0]).toBeCloseTo(1, 3);
  });

  it('solves an ill-conditioned quadratic of 200 elements within 60 evaluations, history on', () => {
    const curvature = Array.from({ length: 200 }, (_, i) => 10 ** (i / 66));
    const center = [...createNormalNoise(200, 9)];
    const { values } = drive(
      createOptimizer({ type: 'lbfgs' }, new Float32Array(200)),
      createQuadratic(curvature, center),
      60,
    );
    expect(values.at(-1)).toBeLessThan(1e-3 * values[0]!);
    const short = createOptimizer({ type: 'lbfgs', history: 1 }, new Float32Array(200));
    expect(drive(short, createQuadratic(curvature, center), 60).best).toBeGreaterThan(values.at(-1)!);
  });

  it('walks bit for bit the same path on a loss 2^33 times as large', () => {
    const scaled: Objective = (point) => {
      const { value, gradient } = rosenbrock(point);
      return { value: value * 2 ** 33, gradient: gradient.map((g) => g * 2 ** 33) };
    };
    const start = new Float32Array([-1.2, 1]);
    const plain = drive(createOptimizer({ type: 'lbfgs' }, start), rosenbrock, 30);
    const large = drive(createOptimizer({ type: 'lbfgs' }, start), scaled, 30);
    expect(large.points).toEqual(plain.points);
    expect(large.values[0]).toBeGreaterThan(1e10);
  });

  it('makes a first step of root mean square firstStep along the negative gradient', () => {
    const start = createNormalNoise(50, 4);
    const optimizer = createOptimizer({ type: 'lbfgs', firstStep: 0.03 }, start);
    const quadratic = createQuadratic(Array(50).fill(7e9), Array(50).fill(0));
    drive(optimizer, quadratic, 1);
    expect(rms(optimizer.point, start)).toBeCloseTo(0.03, 6);
    expect(optimizer.point[3]! / start[3]!).toBeCloseTo(optimizer.point[8]! / start[8]!, 5);
  });

  it('takes the full quasi-Newton step second: the exact bottom of an isotropic bowl', () => {
    const optimizer = createOptimizer({ type: 'lbfgs' }, new Float32Array([0, 0]));
    const { values } = drive(optimizer, createQuadratic([5, 5], [3, 4]), 3);
    expect(values[2]).toBeLessThan(1e-6);
  });

  it('never moves further than maxStep from the good point', () => {
    const optimizer = createOptimizer({ type: 'lbfgs', maxStep: 0.1 }, new Float32Array([-1.2, 1]));
    const { points, accepted } = drive(optimizer, rosenbrock, 40);
    let good = points[0]!;
    for (let i = 1; i < points.length; i++) {
      expect(rms(points[i]!, good)).toBeLessThan(0.1 + 1e-6);
      if (accepted[i]) good = points[i]!;
    }
    expect(rms(points.at(-1)!, points[0]!)).toBeGreaterThan(0.3);
  });

  it('goes back to the bottom of the parabola when the first step is too long', () => {
    const optimizer = createOptimizer({ type: 'lbfgs', firstStep: 8 }, new Float32Array([0]));
    const { points, accepted } = drive(optimizer, createQuadratic([1], [2]), 3);
    expect(points.map(([x]) => x)).toEqual([0, 8, 2]);
    expect(accepted).toEqual([true, false, true]);
  });

  it('doubles its steps while the curvature it meets is not positive', () => {
    // A slope of constant steepness after a bend: no new pair is ever usable there.
    const bend: Objective = (point) => {
      const x = point[0]!;
      const value = x < 1 ? (x - 2) ** 2 / 2 : 1.5 - x;
      return { value: value + 100, gradient: new Float32Array([x < 1 ? x - 2 : -1]) };
    };
    const optimizer = createOptimizer({ type: 'lbfgs', firstStep: 0.5 }, new Float32Array([0]));
    const { points, accepted } = drive(optimizer, bend, 7);
    expect(accepted).not.toContain(false);
    const steps = points.slice(1).map(([x], i) => x! - points[i]![0]!);
    expect(steps[4]! / steps[3]!).toBeCloseTo(2, 4);
    expect(steps[5]! / steps[4]!).toBeCloseTo(2, 4);
  });

  it('quarters the step after numbers that are not finite', () => {
    const optimizer = createOptimizer({ type: 'lbfgs', firstStep: 0.4 }, new Float32Array([0]));
    const gradient = new Float32Array([-1]);
    optimizer.tell(1, gradient);
    expect(optimizer.point[0]).toBeCloseTo(0.4, 6);
    optimizer.tell(Number.POSITIVE_INFINITY, gradient);
    expect(optimizer.point[0]).toBeCloseTo(0.1, 6);
    optimizer.tell(0.5, new Float32Array([Number.NaN]));
    expect(optimizer.point[0]).toBeCloseTo(0.025, 6);
  });

  it('accepts one modest rise with positive curvature, and no second one after it', () => {
    const play = (rise: number) => {
      const optimizer = createOptimizer({ type: 'lbfgs', rise, firstStep: 0.1 }, new Float32Array([0, 0]));
      const told = [
        [1, -2, -1],
        [0.5, -1, -0.9],
        [0.6, 0.3, -0.7],
        [0.62, 0.9, 0.9],
      ] as const;
      return told.map(([value, ...gradient]) => optimizer.tell(value, new Float32Array(gradient)));
    };
    expect(play(0.5)).toEqual([true, true, true, false]);
    expect(play(0)).toEqual([true, true, false, false]);
    expect(play(0.1)).toEqual([true, true, false, false]);
  });

  it('ends every pair of accepted steps lower than it began', () => {
    const wavy: Objective = (point) => {
      const { value, gradient } = rosenbrock(point);
      const [x, y] = point as unknown as [number, number];
      gradient[0] = gradient[0]! + 15 * Math.cos(10 * x);
      gradient[1] = gradient[1]! + 15 * Math.cos(10 * y);
      return { value: value + 1.5 * (Math.sin(10 * x) + Math.sin(10 * y)), gradient };
    };
    for (let seed = 0; seed < 20; seed++) {
      const optimizer = createOptimizer({ type: 'lbfgs', firstStep: 0.3 }, createNormalNoise(2, seed));
      const { values, accepted } = drive(optimizer, wavy, 60);
      const kept = values.filter((_, i) => accepted[i]);
      for (let i = 2; i < kept.length; i++) expect(kept[i]).toBeLessThanOrEqual(kept[i - 2]! + 1e-6);
    }
  });

  it('drops its history after failures in a row and goes down steepest descent', () => {
    const optimizer = createOptimizer({ type: 'lbfgs' }, new Float32Array([-1.2, 1]));
    drive(optimizer, rosenbrock, 8);
    expect(optimizer.save().numbers.pairs).toBeGreaterThan(2);
    let refusals = 0;
    while (optimizer.save().numbers.pairs! > 0 && refusals < 20) {
      optimizer.tell(Number.NaN, new Float32Array(2));
      refusals++;
    }
    expect(refusals).toBe(4);
    const { good, gradient } = optimizer.save().vectors;
    const moved = optimizer.point.map((value, i) => value - good![i]!);
    expect(moved[0]! / gradient![0]!).toBeLessThan(0);
    expect(moved[0]! / gradient![0]!).toBeCloseTo(moved[1]! / gradient![1]!, 1);
    expect(drive(optimizer, rosenbrock, 80).best).toBeLessThan(1e-5);
  });

  it('keeps to a box in a coupled valley and finds the least value on its wall', () => {
    const optimizer = createOptimizer({ type: 'lbfgs' }, new Float32Array([-1.2, 0.4]), {
      lower: -1.5,
      upper: 0.5,
    });
    const { points } = drive(optimizer, rosenbrock, 60);
    expect(points.flatMap((point) => [...point]).every((value) => value >= -1.5 && value <= 0.5)).toBe(true);
    // With x <= .5 the least value lies at x = .5, y = x^2.
    expect(optimizer.point[0]).toBeCloseTo(0.5, 4);
    expect(optimizer.point[1]).toBeCloseTo(0.25, 3);
  });
});
