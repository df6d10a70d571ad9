/** Guided Gram matrices: what a region is compared with, and what it leaves alone. */
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/engine/backend.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { layerNamed } from '../../../src/engine/network/vgg19.js';
import { names } from '../../../src/engine/objective/names.js';
import {
  buildObjective,
  guideBlocks,
  type ObjectiveRecipe,
} from '../../../src/engine/objective/objective.js';
import { compileObjective, openSession, type RegionTargets } from '../../../src/engine/objective/session.js';
import { blendGrams, type Grams } from '../../../src/engine/objective/targets.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import type { StyleFormula } from '../../../src/engine/recipe/recipe.js';
import { createPlainBackend } from '../../fakes/plain-backend.js';

const [h, w] = [6, 8];
const layers = [
  { layer: 'conv1_1', weight: 2 },
  { layer: 'conv2_1', weight: 0.5 },
];

function recipeOf(formula: StyleFormula): ObjectiveRecipe {
  return {
    ...{ variable: 'unit', normalization: 'imagenet', pooling: 'average' },
    content: { formula: 'mean', layers: [], weight: 0 },
    style: { formula, layers, weight: 3 },
    tv: { formula: 'l1-sum', weight: 0 },
  };
}

function parameters(name: string): Float32Array {
  const { inChannels, outChannels, torchvisionIndex: seed } = layerNamed(name.split('.')[0]!);
  if (name.endsWith('bias')) return createUniformNoise(outChannels, seed, -0.1, 0.1);
  const size = Math.sqrt(3 / (inChannels * 9));
  return createUniformNoise(outChannels * inChannels * 9, seed + 50, -size, size);
}

/** What could have been measured of a style: Gram matrices and means of random features. */
function gramsOf(seed: number): Grams {
  const positions = 9;
  return Object.fromEntries(
    layers.map(({ layer }) => {
      const c = layerNamed(layer).outChannels;
      const f = createUniformNoise(c * positions, seed, 0, 1);
      const rows = Array.from({ length: c }, (_, k) => f.subarray(k * positions, (k + 1) * positions));
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
      const values = Float32Array.from(rows.flatMap((a) => rows.map((b) => dot(a, b))));
      const means = Float32Array.from(rows, (row) => row.reduce((sum, v) => sum + v / positions, 0));
      return [layer, { values, positions, means }];
    }),
  );
}

const image = createUniformNoise(3 * h * w, 7);
const weightNames = ['conv1_1', 'conv1_2', 'conv2_1'].flatMap((l) => [`${l}.weight`, `${l}.bias`]);
const weights = Object.fromEntries(weightNames.map((name) => [name, parameters(name)]));
const numbers = { image, alpha: [0], beta: [3], 'style/conv1_1/weight': [2], 'style/conv2_1/weight': [0.5] };
const data = (targets: Readonly<Record<string, Tensor>>) =>
  Object.fromEntries(Object.entries(targets).map(([name, tensor]) => [name, tensor.data]));

/** A guide with mean(T^2) = 1 at the picture's size and at half of it. */
function guidesOf(mask: (row: number, column: number) => number): RegionTargets['guides'] {
  const at = (step: number): Float32Array => {
    const [rows, columns] = [Math.floor(h / step), Math.floor(w / step)];
    const t = Float64Array.from({ length: rows * columns }, (_, i) =>
      mask(Math.floor(i / columns) * step, (i % columns) * step),
    );
    const norm = Math.sqrt(t.reduce((sum, v) => sum + v * v, 0) / t.length);
    return Float32Array.from(t, (v) => v / norm);
  };
  return { 1: at(1), 2: at(2) };
}

function feedsOf(regions: readonly RegionTargets[]) {
  const each = regions.map(({ guides, weight, targets }, r) => ({
    [names.region(r)]: [weight],
    [names.guide(r, 1)]: guides[1]!,
    [names.guide(r, 2)]: guides[2]!,
    ...Object.fromEntries(Object.entries(data(targets)).map(([name, v]) => [names.inRegion(r, name), v])),
  }));
  return Object.assign({ ...weights, ...numbers }, ...each);
}

const left = guidesOf((_, column) => (column < 4 ? 1 : 0));
const soft = guidesOf((row, column) => (row + 2 * column + 1) / 30);

describe('regions', () => {
  it('need guides at the blocks of the style layers', () => {
    const style = {
      formula: 'paper',
      weight: 1,
      layers: [...layers, { layer: 'conv2_2', weight: 1 }],
    } as const;
    expect(guideBlocks({ style })).toEqual([1, 2]);
  });

  it.each([
    ['per-channel', layers],
    ['scaled', layers],
    // Roots of more than 64 channels take long in plain code.
    ['wasserstein', layers.slice(0, 1)],
  ] as const)('one that is everywhere is the whole picture, %s', (formula, measured) => {
    const own = recipeOf(formula);
    const recipe = { ...own, style: { ...own.style, layers: measured } };
    const targets = blendGrams(recipe, [{ grams: gramsOf(1), weight: 1 }]);
    const guides = guidesOf(() => 1);
    const whole = { ...weights, ...numbers, ...data(targets) };
    const expected = evaluate(buildObjective(recipe, h, w, [1, 1, 1]), whole);
    const region = feedsOf([{ guides, weight: 1, targets }]);
    const got = evaluate(buildObjective(recipe, h, w, [1, 1, 1], 1), region);
    for (const name of [...measured.map(({ layer }) => names.style(layer)), 'total'])
      expect(got[name]![0]! / expected[name]![0]!).toBeCloseTo(1, 9);
    const largest = expected.gradient!.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    for (const [i, v] of got.gradient!.entries())
      expect(Math.abs(v - expected.gradient![i]!) / largest).toBeLessThan(1e-9);
  });

  it.each(['per-channel', 'paper', 'scaled'] as const)(
    'two have the gradient of finite differences, %s',
    (formula) => {
      const recipe = recipeOf(formula);
      const graph = buildObjective(recipe, h, w, [1, 1, 1], 2);
      const targets = [1, 2].map((seed) => blendGrams(recipe, [{ grams: gramsOf(seed), weight: 1 }]));
      const feeds = feedsOf([
        { guides: left, weight: 0.3, targets: targets[0]! },
        { guides: soft, weight: 0.7, targets: targets[1]! },
      ]);
      const total = { outputs: { total: graph.outputs.total! } };
      const { gradient } = evaluate(graph, feeds);
      const largest = gradient!.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      for (const i of [0, 17, 50, 77, 101, 143]) {
        const at = (step: number): number => {
          const moved = Float64Array.from(image);
          moved[i]! += step;
          return evaluate(total, { ...feeds, image: moved }).total![0]!;
        };
        const expected = (at(1e-6) - at(-1e-6)) / 2e-6;
        expect(Math.abs(gradient![i]! - expected) / largest).toBeLessThan(1e-5);
      }
    },
  );

  it('leave alone what no guide reaches', () => {
    const recipe = recipeOf('per-channel');
    const shallow = { ...recipe, style: { ...recipe.style, layers: layers.slice(0, 1) } };
    const targets = blendGrams(shallow, [{ grams: gramsOf(1), weight: 1 }]);
    const feeds = feedsOf([{ guides: left, weight: 1, targets }]);
    const { gradient } = evaluate(buildObjective(shallow, h, w, [1, 1, 1], 1), feeds);
    // One convolution sees one column further.
    for (const [i, v] of gradient!.entries()) expect(Math.abs(v) > 0).toBe(i % w < 5);
  });

  it('add up to one loss a layer in a session, each by its weight', async () => {
    const recipe = recipeOf('paper');
    const targets = [1, 2].map((seed) => blendGrams(recipe, [{ grams: gramsOf(seed), weight: 1 }]));
    const backend = createPlainBackend(parameters);
    const open = async (regions: readonly RegionTargets[]) => {
      const program = await compileObjective(backend, recipe, h, w, [1, 1, 1], regions.length);
      return openSession(program, recipe, h, w, {}, regions).evaluate(image);
    };
    const first = { guides: left, weight: 1, targets: targets[0]! };
    const second = { guides: soft, weight: 1, targets: targets[1]! };
    const [a, b] = [await open([first]), await open([second])];
    const both = await open([
      { ...first, weight: 0.25 },
      { ...second, weight: 0.75 },
    ]);
    expect(Object.keys(both.losses.style)).toEqual(['conv1_1', 'conv2_1']);
    for (const [layer, value] of Object.entries(both.losses.style)) {
      const expected = 0.25 * a.losses.style[layer]! + 0.75 * b.losses.style[layer]!;
      expect(value / expected, layer).toBeCloseTo(1, 5);
    }
  });

  it('without a guide that a layer needs are refused', async () => {
    const recipe = recipeOf('paper');
    const program = await compileObjective(createPlainBackend(parameters), recipe, h, w, [1, 1, 1], 1);
    const region = { guides: { 1: left[1]! }, weight: 1, targets: {} };
    expect(() => openSession(program, recipe, h, w, {}, [region])).toThrow(
      'a guide of the region at block 2',
    );
  });
});
