import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import { createQuadratic, drive } from './drive.js';

const center = [3, -2, 1];

describe('descent', () => {
  it('moves against the gradient by firstStep, root mean square, whatever the scale of the loss', () => {
    for (const scale of [1e-6, 1, 1e10]) {
      const optimizer = createOptimizer({ type: 'descent', firstStep: 0.1 }, new Float32Array(3));
      drive(optimizer, createQuadratic([1, 1, 1], center, scale), 1);
      const stretch = (0.1 * Math.sqrt(3)) / Math.hypot(...center);
      optimizer.point.forEach((value, i) => {
        expect(value).toBeCloseTo(center[i]! * stretch, 6);
      });
    }
  });

  it('grows its step while the value falls and shrinks it from the last good point when it rises', () => {
    const options = { type: 'descent', firstStep: 1, growth: 2, shrink: 0.25 } as const;
    const optimizer = createOptimizer(options, new Float32Array([0]));
    const { points, accepted } = drive(optimizer, createQuadratic([1], [2]), 5);
    // f = (x-2)^2/2: 0 -> 1 (rate .5), 1 -> 2 (rate 1 reaches the bottom), then nothing is left to move.
    expect(points.map(([x]) => x)).toEqual([0, 1, 2, 2, 2]);
    expect(accepted).toEqual([true, true, true, true, true]);
    const far = createOptimizer({ ...options, firstStep: 10 }, new Float32Array([0]));
    const run = drive(far, createQuadratic([1], [2]), 3);
    expect(run.points.map(([x]) => x)).toEqual([0, 10, 2.5]);
    expect(run.accepted).toEqual([true, false, true]);
  });

  it('never accepts a rise', () => {
    const optimizer = createOptimizer({ type: 'descent', firstStep: 0.5 }, new Float32Array(3));
    const { values, accepted } = drive(optimizer, createQuadratic([1, 30, 5], center), 120);
    const kept = values.filter((_, i) => accepted[i]);
    expect(kept.every((value, i) => i === 0 || value <= kept[i - 1]!)).toBe(true);
    expect(accepted).toContain(false);
    expect(kept.at(-1)).toBeLessThan(1e-3);
  });
});
