/** plain-lbfgs against torch.optim.LBFGS itself, over 25 evaluations; the painting: objective/parity-descents.test.ts. */
import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import { readDescents } from '../../golden/fixtures.js';
import { drive, type Objective } from './drive.js';

/** 1 + sum(i (x_i - sin i)^2) / 2 + sum(x_i^4) / 4, i = 1 ... 12 */
const smooth: Objective = (point) => {
  const gradient = point.map((x, k) => (k + 1) * (x - Math.sin(k + 1)) + x ** 3);
  const terms = [...point].map((x, k) => ((k + 1) * (x - Math.sin(k + 1)) ** 2) / 2 + x ** 4 / 4);
  return { value: terms.reduce((sum, term) => sum + term, 1), gradient };
};

describe('plain-lbfgs', () => {
  it('takes the 25 steps of torch.optim.LBFGS on a smooth function, four pairs kept', () => {
    const { smooth: totals, smooth_point: end } = readDescents().plain_lbfgs;
    const optimizer = createOptimizer({ type: 'plain-lbfgs', history: 4, lr: 1 }, new Float32Array(12));
    const { values } = drive(optimizer, smooth, totals.length);
    for (const [step, total] of totals.entries()) expect(values[step]! / total, `${step}`).toBeCloseTo(1, 4);
    optimizer.point.forEach((x, k) => {
      expect(x).toBeCloseTo(end[k]!, 4);
    });
  });
});
