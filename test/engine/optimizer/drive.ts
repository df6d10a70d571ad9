/** What the optimizer tests share: objectives with hand-made gradients, and the loop that evaluates and tells. */
import type { Optimizer } from '../../../src/engine/optimizer/optimizer.js';

/** Value and gradient at a point. */
export type Objective = (point: Float32Array) => { value: number; gradient: Float32Array };

/** 1/2 sum of curvature_i (x_i - center_i)^2, times `scale`. */
export function createQuadratic(
  curvature: readonly number[],
  center: readonly number[],
  scale = 1,
): Objective {
  return (point) => {
    let value = 0;
    const gradient = new Float32Array(point.length);
    for (let i = 0; i < point.length; i++) {
      const d = point[i]! - center[i]!;
      value += 0.5 * scale * curvature[i]! * d * d;
      gradient[i] = scale * curvature[i]! * d;
    }
    return { value, gradient };
  };
}

/** Rosenbrock's valley: least, 0, at (1, 1). */
export const rosenbrock: Objective = (point) => {
  const [x, y] = point as unknown as [number, number];
  const value = (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  const gradient = new Float32Array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
  return { value, gradient };
};

export interface Run {
  /** Value of every evaluation, in order. */
  readonly values: readonly number[];
  readonly accepted: readonly boolean[];
  readonly points: readonly Float32Array[];
  readonly best: number;
}

/** Evaluates and tells `steps` times. */
export function drive(optimizer: Optimizer, objective: Objective, steps: number): Run {
  const values: number[] = [];
  const accepted: boolean[] = [];
  const points: Float32Array[] = [];
  for (let step = 0; step < steps; step++) {
    points.push(optimizer.point.slice());
    const { value, gradient } = objective(optimizer.point);
    values.push(value);
    accepted.push(optimizer.tell(value, gradient));
  }
  return { values, accepted, points, best: Math.min(...values.filter(Number.isFinite)) };
}

/** The objective, broken at the given evaluations (counted from 0). */
export function breakAt(
  objective: Objective,
  broken: Readonly<Record<number, 'value' | 'gradient'>>,
): Objective {
  let count = 0;
  return (point) => {
    const { value, gradient } = objective(point);
    const part = broken[count++];
    if (part === 'gradient') gradient[gradient.length - 1] = Number.NaN;
    return { value: part === 'value' ? Number.POSITIVE_INFINITY : value, gradient };
  };
}
