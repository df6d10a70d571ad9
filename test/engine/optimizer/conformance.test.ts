/** What every optimizer keeps to, whatever its method. */
import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import type { OptimizerOptions } from '../../../src/engine/optimizer/options.js';
import { breakAt, createQuadratic, drive, rosenbrock } from './drive.js';

const all: readonly OptimizerOptions[] = [
  { type: 'descent', firstStep: 0.1 },
  { type: 'adam', lr: 0.05 },
  { type: 'lbfgs', history: 3 },
  { type: 'plain-lbfgs', history: 5 },
];

const curvature = [1, 4, 0.5, 9, 2];
const center = [0.7, -0.4, 1.5, 0.2, -1];
const quadratic = createQuadratic(curvature, center);
const start = new Float32Array(5);

describe.each(all)('optimizer $type', (options) => {
  it('finds the bottom of a convex quadratic', () => {
    const optimizer = createOptimizer(options, start);
    drive(optimizer, quadratic, 400);
    optimizer.point.forEach((value, i) => {
      expect(value).toBeCloseTo(center[i]!, 2);
    });
  });

  it('goes on bit-equal after save and load into a new one', () => {
    const straight = createOptimizer(options, new Float32Array([-1.2, 1]));
    const first = createOptimizer(options, new Float32Array([-1.2, 1]));
    const objective = () => breakAt(rosenbrock, { 3: 'value' });
    const whole = drive(straight, objective(), 10);
    const half = drive(first, objective(), 5);
    const saved = structuredClone(first.save());
    drive(first, rosenbrock, 3);
    const second = createOptimizer(options, new Float32Array(2));
    second.load(saved);
    const rest = drive(second, rosenbrock, 5);
    expect([...half.values, ...rest.values]).toEqual(whole.values);
    expect([...half.accepted, ...rest.accepted]).toEqual(whole.accepted);
    expect(second.point).toEqual(straight.point);
    expect(second.save()).toEqual(straight.save());
  });

  it('saves numbers that survive JSON from the first step on', () => {
    const optimizer = createOptimizer(options, start);
    for (let step = 0; step < 4; step++) {
      const { numbers } = optimizer.save();
      expect(JSON.parse(JSON.stringify(numbers))).toEqual(numbers);
      drive(optimizer, quadratic, 1);
    }
  });

  it('refuses the state of another size or of nothing', () => {
    const optimizer = createOptimizer(options, start);
    const before = optimizer.save();
    expect(() => optimizer.load(createOptimizer(options, new Float32Array(4)).save())).toThrow(TypeError);
    expect(() => optimizer.load({ vectors: {}, numbers: {} })).toThrow(TypeError);
    expect(optimizer.save()).toEqual(before);
  });

  it('never leaves its bounds, scalar or by element, and ends on the best wall', () => {
    const lower = new Float32Array([-2, -0.1, -2, 0.1, -2]);
    const optimizer = createOptimizer(options, start, { lower, upper: 0.6 });
    const { points } = drive(optimizer, quadratic, 300);
    for (const point of points) {
      point.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(lower[i]!);
        expect(value).toBeLessThanOrEqual(Math.fround(0.6));
      });
    }
    [0.6, -0.1, 0.6, 0.2, -1].forEach((expected, i) => {
      expect(optimizer.point[i]).toBeCloseTo(expected, 2);
    });
  });

  it('refuses crossed bounds and bounds of another length', () => {
    expect(() => createOptimizer(options, start, { lower: 1, upper: 0 })).toThrow(RangeError);
    expect(() => createOptimizer(options, start, { lower: new Float32Array(4) })).toThrow(RangeError);
  });

  it.each(['value', 'gradient'] as const)(
    'backs off from a %s that is not finite and still arrives',
    (part) => {
      const optimizer = createOptimizer(options, start);
      const run = drive(optimizer, breakAt(quadratic, { 2: part, 7: part, 8: part }), 500);
      expect([2, 7, 8].map((at) => run.accepted[at])).toEqual([false, false, false]);
      expect(run.points.every((point) => point.every(Number.isFinite))).toBe(true);
      const distance = (at: number) =>
        Math.hypot(...run.points[at]!.map((value, i) => value - run.points[1]![i]!));
      expect(distance(3)).toBeLessThan(0.6 * distance(2));
      expect(run.values.at(-1)).toBeLessThan(1e-3);
    },
  );

  it('stays where it is when the very first numbers are not finite', () => {
    const optimizer = createOptimizer(options, start);
    expect(optimizer.tell(Number.NaN, new Float32Array(5))).toBe(false);
    expect(optimizer.point).toEqual(start);
    expect(optimizer.tell(1, new Float32Array(5).fill(Number.POSITIVE_INFINITY))).toBe(false);
    expect(optimizer.point).toEqual(start);
    expect(drive(optimizer, quadratic, 400).values.at(-1)).toBeLessThan(1e-2);
  });

  it('stays at a point whose gradient is zero', () => {
    const optimizer = createOptimizer(options, new Float32Array(center));
    const { points } = drive(optimizer, createQuadratic(curvature, [...new Float32Array(center)]), 5);
    for (const point of points) expect(point).toEqual(new Float32Array(center));
  });

  it('leaves the start and the gradient it was given alone', () => {
    const own = new Float32Array([1, 2, 3, 4, 5]);
    const optimizer = createOptimizer(options, own);
    const gradient = new Float32Array([1, 1, 1, 1, 1]);
    optimizer.tell(1, gradient);
    optimizer.tell(0.5, gradient);
    expect([...own]).toEqual([1, 2, 3, 4, 5]);
    expect([...gradient]).toEqual([1, 1, 1, 1, 1]);
  });

  it('refuses a gradient of another length', () => {
    expect(() => createOptimizer(options, start).tell(1, new Float32Array(4))).toThrow(RangeError);
  });
});

describe('createOptimizer', () => {
  it.each([
    [{ type: 'descent', firstStep: 0 }, 'firstStep'],
    [{ type: 'descent', growth: 0.9 }, 'growth'],
    [{ type: 'descent', shrink: 1 }, 'shrink'],
    [{ type: 'adam', lr: Number.NaN }, 'lr'],
    [{ type: 'adam', beta1: 1 }, 'beta1'],
    [{ type: 'adam', beta2: -0.1 }, 'beta2'],
    [{ type: 'adam', eps: -1 }, 'eps'],
    [{ type: 'lbfgs', history: 1.5 }, 'history'],
    [{ type: 'lbfgs', firstStep: -1 }, 'firstStep'],
    [{ type: 'lbfgs', maxStep: 0 }, 'maxStep'],
    [{ type: 'lbfgs', rise: 1 }, 'rise'],
    [{ type: 'lbfgs', inverseScale: 0 }, 'inverseScale'],
    [{ type: 'plain-lbfgs', history: 0 }, 'history'],
    [{ type: 'plain-lbfgs', lr: 0 }, 'lr'],
  ] as const)('names the option out of range in %o', (options, name) => {
    expect(() => createOptimizer(options, start)).toThrow(new RegExp(`\`${name}\``));
  });
});
