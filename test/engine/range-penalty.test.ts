import { describe, expect, it } from 'vitest';
import { convert } from '../../src/engine/objective/space.js';
import { addRangePenalty } from '../../src/engine/range-penalty.js';
import type { Space } from '../../src/engine/recipe/recipe.js';

const spaces: readonly Space[] = ['unit', 'half', 'imagenet'];
/** Two pixels a channel, sRGB: inside, at the walls, below and above. */
const unit = Float32Array.of(-0.3, 0.5, 1.25, 0, 1, 2);

describe('addRangePenalty', () => {
  it.each(spaces)('is weight times the squared distance from 0..1 of sRGB, in space %s', (space) => {
    const image = convert(unit, 'unit', space);
    const penalty = addRangePenalty(image, space, 7, new Float32Array(6));
    expect(penalty).toBeCloseTo(7 * (0.3 ** 2 + 0.25 ** 2 + 1), 4);
  });

  it.each(spaces)('adds the gradient that finite differences give, in space %s', (space) => {
    const image = convert(unit, 'unit', space);
    const before = Float32Array.from(image, (_, i) => i / 10);
    const gradient = before.slice();
    addRangePenalty(image, space, 7, gradient);
    const at = (i: number, by: number) =>
      addRangePenalty(
        image.map((v, j) => (i === j ? v + by : v)),
        space,
        7,
        new Float32Array(6),
      );
    for (let i = 0; i < image.length; i++) {
      const h = 1e-3;
      const slope = (at(i, h) - at(i, -h)) / (2 * h);
      expect(gradient[i]! - before[i]!).toBeCloseTo(slope, 1);
    }
  });

  it('costs nothing and changes nothing inside the range', () => {
    const gradient = Float32Array.of(1, 2, 3);
    expect(addRangePenalty(Float32Array.of(0, 0.5, 1), 'unit', 1e6, gradient)).toBe(0);
    expect([...gradient]).toEqual([1, 2, 3]);
  });
});
