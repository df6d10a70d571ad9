import { describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import { giveMoments, takeMoments } from '../../../src/engine/optimizer/moments.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { resizeStack } from '../../../src/engine/planes/resize.js';

const [small, large] = [
  { width: 6, height: 4 },
  { width: 9, height: 6 },
];
const lengthOf = ({ width, height }: typeof small) => 3 * width * height;
const options = { type: 'adam', lr: 0.02, beta2: 0.99 } as const;

function run(steps: number) {
  const optimizer = createOptimizer(options, createUniformNoise(lengthOf(small), 1));
  for (let step = 0; step < steps; step++)
    optimizer.tell(
      1,
      createUniformNoise(lengthOf(small), 2 + step).map((value) => value - 0.5),
    );
  return optimizer;
}

describe('moments', () => {
  it('go to a larger picture: the mean bicubic, the mean square bilinear, the steps as they were', () => {
    const below = run(7).save();
    const next = createOptimizer(options, createUniformNoise(lengthOf(large), 9));
    const start = next.point.slice();
    giveMoments(next, takeMoments(below, small), large);
    const { vectors, numbers } = next.save();
    const stack = (name: string) => ({ ...small, data: below.vectors[name]! });
    expect(numbers).toEqual({ steps: 7, shrink: 1 });
    expect(vectors.mean).toEqual(resizeStack(stack('mean'), 9, 6, 'bicubic').data);
    expect(vectors.square).toEqual(resizeStack(stack('square'), 9, 6, 'bilinear').data);
    expect([vectors.point, vectors.good]).toEqual([start, start]);
  });

  it('make the next step the one that an Adam with that past takes', () => {
    const below = run(7);
    const straight = run(7);
    const other = createOptimizer(options, below.point);
    giveMoments(other, takeMoments(below.save(), small), small);
    const gradient = createUniformNoise(lengthOf(small), 77);
    straight.tell(1, gradient);
    other.tell(1, gradient);
    expect(other.point).toEqual(straight.point);
  });

  it('never have a negative square', () => {
    const below = run(3).save();
    const moments = takeMoments(below, small);
    const spoilt = { ...moments, square: { ...small, data: moments.square.data.map(() => -1e-12) } };
    const next = createOptimizer(options, new Float32Array(lengthOf(large)));
    giveMoments(next, spoilt, large);
    expect(next.save().vectors.square!.every((value) => value === 0)).toBe(true);
  });

  it('are refused from another size, and from or for another optimizer', () => {
    expect(() => takeMoments(run(1).save(), large)).toThrow(TypeError);
    const lbfgs = createOptimizer({ type: 'lbfgs' }, new Float32Array(lengthOf(small)));
    expect(() => takeMoments(lbfgs.save(), small)).toThrow(TypeError);
    expect(() => giveMoments(lbfgs, takeMoments(run(1).save(), small), small)).toThrow(TypeError);
  });
});
