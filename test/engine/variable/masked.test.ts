import { describe, expect, it } from 'vitest';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { createMasked } from '../../../src/engine/variable/masked.js';
import { createPixels } from '../../../src/engine/variable/pixels.js';
import { createPyramid } from '../../../src/engine/variable/pyramid.js';

const [width, height] = [6, 5];
const area = width * height;
const base = createUniformNoise(3 * area, 1);
const photo = createUniformNoise(3 * area, 2);
const mask = Float32Array.from({ length: area }, (_, i) => [0, 0.25, 1][i % 3]!);
const pyramid = createPyramid(base, { width, height, levels: 3 });

describe.each([
  ['pixels', createPixels(base)],
  ['a pyramid', pyramid],
] as const)('createMasked over %s', (_, painted) => {
  const masked = createMasked(painted, { mask, photo });
  const p = createUniformNoise(painted.length, 3);

  it('is the painting inside, the photo outside to the bit, and a blend between', () => {
    const [all, own] = [painted.decode(p), masked.decode(p)];
    own.forEach((value, i) => {
      const m = mask[i % area]!;
      if (m === 0) expect(value).toBe(photo[i]);
      else if (m === 1) expect(value).toBe(all[i]);
      else expect(value).toBeCloseTo(0.25 * all[i]! + 0.75 * photo[i]!, 6);
    });
  });

  it('pulls gradients back by its transpose', () => {
    const g = createUniformNoise(3 * area, 4);
    const back = masked.pullBack(g);
    expect(back).toHaveLength(painted.length);
    const step = createUniformNoise(painted.length, 5);
    // <g, D(p + s) - D(p)> = <pullBack(g), s>: the map is affine.
    const moved = masked.decode(p.map((value, i) => value + step[i]!));
    const at = masked.decode(p);
    const before = g.reduce((sum, value, i) => sum + value * (moved[i]! - at[i]!), 0);
    const after = back.reduce((sum, value, i) => sum + value * step[i]!, 0);
    expect(after).toBeCloseTo(before, 3);
  });
});

it('leaves the gradient that it is given alone, and refuses a photo of another size', () => {
  const g = createUniformNoise(3 * area, 4);
  const copy = g.slice();
  createMasked(createPixels(base), { mask, photo }).pullBack(g);
  expect(g).toEqual(copy);
  expect(() => createMasked(createPixels(base), { mask, photo: photo.subarray(3) })).toThrow(RangeError);
});
