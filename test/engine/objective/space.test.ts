import { describe, expect, it } from 'vitest';
import { between, convert, scalings } from '../../../src/engine/objective/space.js';
import type { Space } from '../../../src/engine/recipe/recipe.js';

const spaces = Object.keys(scalings) as readonly Space[];
const pairs = spaces.flatMap((from) => spaces.map((to) => [from, to] as const));
/** CHW, two pixels. */
const planes = Float32Array.of(0, 1, 0.25, 0.5, 0.75, 0.1);

describe('convert', () => {
  it('gives torchvision its normalised values, channel by channel', () => {
    const mean = [0.485, 0.456, 0.406];
    const std = [0.229, 0.224, 0.225];
    const expected = [...planes].map((v, i) => (v - mean[i >> 1]!) / std[i >> 1]!);
    for (const [i, v] of convert(planes, 'unit', 'imagenet').entries())
      expect(v).toBeCloseTo(expected[i]!, 5);
  });

  it('maps 0..1 to -1..1 in space half', () => {
    expect([...convert(Float32Array.of(0, 0.5, 1), 'unit', 'half')]).toEqual([-1, 0, 1]);
  });

  it.each([
    ['caffe', 255, [1, 1, 1]],
    ['caffe-256', 256, [1, 1, 1]],
    ['vgg', 255, [255 * 0.229, 255 * 0.224, 255 * 0.225]],
    ['vgg-256', 256, [255 * 0.229, 255 * 0.224, 255 * 0.225]],
  ] as const)('scales to bytes and subtracts the mean of Caffe in %s', (space, scale, std) => {
    const mean = [123.68, 116.779, 103.939];
    for (const [i, v] of convert(planes, 'unit', space).entries())
      expect(v).toBeCloseTo((scale * planes[i]! - mean[i >> 1]!) / std[i >> 1]!, 3);
  });

  it.each(pairs)('comes back from %s over %s', (from, to) => {
    const back = convert(convert(planes, from, to), to, from);
    // Values to 255 in single precision keep four digits after the comma.
    for (const [i, v] of back.entries()) expect(v).toBeCloseTo(planes[i]!, 4);
  });

  it.each(pairs)('is what between says of %s and %s', (from, to) => {
    const { scale, shift } = between(from, to);
    const converted = convert(planes, from, to);
    for (const [i, v] of converted.entries()) {
      const expected = scale[i >> 1]! * planes[i]! + shift[i >> 1]!;
      expect(Math.abs(v - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
    }
  });

  it('leaves its input alone', () => {
    const copy = planes.slice();
    convert(planes, 'unit', 'imagenet');
    expect(planes).toEqual(copy);
  });
});
