import { describe, expect, it } from 'vitest';
import { input } from '../../../src/engine/graph/build.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { sortNodes } from '../../../src/engine/graph/ops.js';
import { buildFeatures, deepest, type FeatureRecipe } from '../../../src/engine/objective/features.js';
import { convert } from '../../../src/engine/objective/space.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import type { LayerTerm, Space } from '../../../src/engine/recipe/recipe.js';

const [h, w] = [6, 4];
const unit = createUniformNoise(3 * h * w, 1);
const kernel = createUniformNoise(64 * 27, 2, -0.2, 0.2);
const bias = createUniformNoise(64, 3, -0.1, 0.1);
const inputScale = [58, 57, 56];
const before: LayerTerm = { layer: 'conv1_1', weight: 1, beforeRelu: true };
const after: LayerTerm = { layer: 'conv1_1', weight: 1 };

function build(taps: readonly LayerTerm[], recipe: Partial<FeatureRecipe> = {}) {
  const image = input('image', [1, 3, h, w]);
  const whole = { variable: 'unit', normalization: 'imagenet', pooling: 'max', ...recipe } as const;
  return buildFeatures(image, taps, whole, inputScale);
}

/** conv1_1 by hand: what VGG19 is fed, times the kernel, plus the bias, zeros around. */
function convolveByHand(fed: ArrayLike<number>): number[] {
  const result: number[] = [];
  for (let o = 0; o < 64; o++) {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        let sum = bias[o]!;
        for (let i = 0; i < 3; i++) {
          for (let dy = -1; dy <= 1; dy++) {
            for (let dx = -1; dx <= 1; dx++) {
              if (y + dy < 0 || y + dy >= h || x + dx < 0 || x + dx >= w) continue;
              sum += kernel[((o * 3 + i) * 3 + dy + 1) * 3 + dx + 1]! * fed[(i * h + y + dy) * w + x + dx]!;
            }
          }
        }
        result.push(sum);
      }
    }
  }
  return result;
}

const spaces: readonly Space[] = ['unit', 'half', 'imagenet'];

describe('buildFeatures', () => {
  it.each(spaces.flatMap((from) => spaces.map((to) => [from, to] as const)))(
    'feeds a variable in %s to VGG19 in %s, scaled as its weights want, and convolves',
    (variable, normalization) => {
      const image = convert(unit, 'unit', variable);
      const fed = convert(image, variable, normalization).map(
        (v, i) => v * inputScale[Math.floor(i / (h * w))]!,
      );
      const found = build([before, after], { variable, normalization });
      const feeds = { image, 'conv1_1.weight': kernel, 'conv1_1.bias': bias };
      const { a, b } = evaluate({ outputs: { a: found.get(after)!, b: found.get(before)! } }, feeds);
      const expected = convolveByHand(fed);
      expect(expected.some((v) => v < 0)).toBe(true);
      for (const [i, v] of expected.entries()) {
        expect(b![i]).toBeCloseTo(v, 3);
        expect(a![i]).toBeCloseTo(Math.max(v, 0), 3);
      }
    },
  );

  it('measures with the shapes of VGG19 and goes no deeper than asked', () => {
    const deep: LayerTerm = { layer: 'conv3_1', weight: 1 };
    const found = build([deep, after]);
    expect(found.get(after)!.shape).toEqual([1, 64, 6, 4]);
    expect(found.get(deep)!.shape).toEqual([1, 256, 1, 1]);
    const nodes = sortNodes([...found.values()]);
    expect(nodes.filter(({ op }) => op === 'conv3x3')).toHaveLength(5);
  });

  it('repeats the border of the picture, as VGG19 is fed it, where the recipe says so', () => {
    const feeds = { image: unit, 'conv1_1.weight': kernel, 'conv1_1.bias': bias };
    const found = build([before], { padding: 'replicate' }).get(before)!;
    const { y } = evaluate({ outputs: { y: found } }, feeds);
    const fed = convert(unit, 'unit', 'imagenet').map((v, i) => v * inputScale[Math.floor(i / (h * w))]!);
    const repeated = (i: number, row: number, column: number): number =>
      fed[(i * h + Math.min(Math.max(row, 0), h - 1)) * w + Math.min(Math.max(column, 0), w - 1)]!;
    for (const o of [0, 63]) {
      for (let at = 0; at < h * w; at++) {
        let sum = bias[o]!;
        for (let tap = 0; tap < 27; tap++) {
          const [i, row, column] = [Math.floor(tap / 9), Math.floor((tap % 9) / 3) - 1, (tap % 3) - 1];
          sum += kernel[o * 27 + tap]! * repeated(i, Math.floor(at / w) + row, (at % w) + column);
        }
        expect(y![o * h * w + at]).toBeCloseTo(sum, 3);
      }
    }
  });

  it('pads with zeros at every other convolution', () => {
    const ops = sortNodes([
      ...build([{ layer: 'conv2_1', weight: 1 }], { padding: 'replicate' }).values(),
    ]).filter(({ op }) => op === 'conv3x3');
    expect(ops.map(({ attributes }) => attributes)).toEqual([{ padding: 0 }, {}, {}]);
  });

  it.each([
    ['average', 2, 2],
    ['average', undefined, 1],
    ['max', 2, 1],
  ] as const)(
    'multiplies what %s pooling gives by a gain of %s, on average only',
    (pooling, gain, expected) => {
      const tap: LayerTerm = { layer: 'conv2_1', weight: 1, beforeRelu: true };
      const feeds = {
        image: unit,
        'conv1_1.weight': kernel,
        'conv1_1.bias': bias,
        'conv1_2.weight': createUniformNoise(64 * 64 * 9, 4, -0.1, 0.1),
        'conv1_2.bias': bias,
        'conv2_1.weight': createUniformNoise(128 * 64 * 9, 5, -0.1, 0.1),
        'conv2_1.bias': new Float32Array(128),
      };
      const values = (recipe: Partial<FeatureRecipe>) =>
        evaluate({ outputs: { y: build([tap], recipe).get(tap)! } }, feeds).y!;
      const got = values({ pooling, ...(gain === undefined ? {} : { averageGain: gain }) });
      const plain = values({ pooling });
      for (const [i, v] of got.entries()) expect(v).toBeCloseTo(expected * plain[i]!, 6);
    },
  );

  it.each([
    ['max', 'maxPool', 'averagePool'],
    ['average', 'averagePool', 'maxPool'],
  ] as const)('pools by %s where the recipe says so', (pooling, used, unused) => {
    const found = build([{ layer: 'conv3_1', weight: 1 }], { pooling });
    const ops = sortNodes([...found.values()]).map(({ op }) => op);
    expect(ops.filter((op) => op === used)).toHaveLength(2);
    expect(ops).not.toContain(unused);
  });
});

describe('deepest', () => {
  it('compares by depth, not by name or order', () => {
    const taps = ['conv5_1', 'conv3_4', 'conv5_2', 'conv1_1'].map((layer) => ({ layer, weight: 1 }));
    expect(deepest(taps)).toBe('conv5_2');
  });
});
