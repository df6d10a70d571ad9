/** Every loss formula against a double loop written from its definition in recipe.ts, on the features of conv1_1. */
import { describe, expect, it } from 'vitest';
import { input } from '../../../src/engine/graph/build.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { buildFeatures } from '../../../src/engine/objective/features.js';
import { buildObjective, type ObjectiveRecipe } from '../../../src/engine/objective/objective.js';
import { blendGrams, type Grams } from '../../../src/engine/objective/targets.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import type { ContentFormula, StyleFormula, TvFormula } from '../../../src/engine/recipe/recipe.js';

const layer = 'conv1_1';
const c = 64;
const [h, w] = [3, 4];
const n = h * w;
/** Positions of the style: another size than the picture's, so that N and M do not cancel by chance. */
const m = 5;
const weights = {
  'conv1_1.weight': createUniformNoise(c * 27, 1, -0.3, 0.3),
  'conv1_1.bias': createUniformNoise(c, 2, -0.1, 0.1),
};
const image = createUniformNoise(3 * n, 3);
const p = createUniformNoise(c * n, 4);
/** Features of the style, C x M. */
const s = createUniformNoise(c * m, 5);

const node = input('image', [1, 3, h, w]);
const tap = { layer, weight: 1 };
const space = { variable: 'unit', normalization: 'imagenet', pooling: 'max' } as const;
const features = buildFeatures(node, [tap], space, [1, 1, 1]).get(tap)!;
const f = evaluate({ outputs: { f: features } }, { image, ...weights }).f!;

/** F F^T, undivided. */
function gramOf(values: ArrayLike<number>, positions: number): number[] {
  return Array.from({ length: c * c }, (_, ij) => {
    let sum = 0;
    for (let k = 0; k < positions; k++)
      sum += values[Math.floor(ij / c) * positions + k]! * values[(ij % c) * positions + k]!;
    return sum;
  });
}

const g = gramOf(f, n);
const a = gramOf(s, m);

/** sum over i and j of term(G_ij, A_ij) */
const overGrams = (term: (g: number, a: number) => number): number =>
  g.reduce((sum, value, i) => sum + term(value, a[i]!), 0);

/** sum(d^2) / (sum|d| + 1e-8) */
function scaledSquares(squares: number, distances: number): number {
  return squares / (distances + 1e-8);
}

/** Gaussians have a test of their own: wasserstein.test.ts. */
const style: Readonly<Record<Exclude<StyleFormula, 'wasserstein'>, number>> = {
  undivided: overGrams((x, y) => (x - y) ** 2) / (c * c),
  'per-position': overGrams((x, y) => (x / n - y / m) ** 2) / (c * c),
  'undivided-per-size': overGrams((x, y) => (x - y) ** 2) / (c * c) / (c * n),
  paper: overGrams((x, y) => (x - y) ** 2) / (4 * c ** 2 * n ** 2),
  'per-channel': (1e3 / c ** 2) * (overGrams((x, y) => (x / n - y / m) ** 2) / (c * c)),
  'per-element': overGrams((x, y) => (x / (c * n) - y / (c * m)) ** 2) / (c * c),
  scaled: scaledSquares(
    overGrams((x, y) => (x / n - y / m) ** 2),
    overGrams((x, y) => Math.abs(x / n - y / m)),
  ),
};

const squares = f.reduce((sum, value, i) => sum + (value - p[i]!) ** 2, 0);
const content: Readonly<Record<ContentFormula, number>> = {
  mean: squares / (c * n),
  'half-sum': squares / 2,
  scaled: scaledSquares(
    squares,
    f.reduce((sum, value, i) => sum + Math.abs(value - p[i]!), 0),
  ),
};

function totalVariation(cost: (difference: number) => number, mean: boolean): number {
  let [across, down] = [0, 0];
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < h; i++) {
      for (let j = 0; j < w; j++) {
        const at = (k * h + i) * w + j;
        if (j + 1 < w) across += cost(image[at + 1]! - image[at]!);
        if (i + 1 < h) down += cost(image[at + w]! - image[at]!);
      }
    }
  }
  return mean ? across / (3 * h * (w - 1)) + down / (3 * (h - 1) * w) : across + down;
}

/** The pixel at row i and column j of plane k, the border repeated around. */
const pixel = (k: number, i: number, j: number): number =>
  image[(k * h + Math.min(Math.max(i, 0), h - 1)) * w + Math.min(Math.max(j, 0), w - 1)]!;

/** 1/2 sum(dx^2 + dy^2) where there is both a right and a lower neighbour. */
function halfSum(): number {
  let sum = 0;
  for (let k = 0; k < 3; k++)
    for (let i = 0; i < h - 1; i++)
      for (let j = 0; j < w - 1; j++)
        sum += (pixel(k, i, j + 1) - pixel(k, i, j)) ** 2 + (pixel(k, i + 1, j) - pixel(k, i, j)) ** 2;
  return sum / 2;
}

/** Mean of the squared differences by (y, x) at rows and columns from ... to, the border repeated around. */
function meanDifference(
  rows: readonly [number, number],
  columns: readonly [number, number],
  y: number,
  x: number,
): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < 3; k++) {
    for (let i = rows[0]; i <= rows[1]; i++) {
      for (let j = columns[0]; j <= columns[1]; j++) {
        sum += (pixel(k, i + y, j + x) - pixel(k, i, j)) ** 2;
        count += 1;
      }
    }
  }
  return sum / count;
}

const tv: Readonly<Record<TvFormula, number>> = {
  'l1-sum': totalVariation(Math.abs, false),
  'l1-half-mean': totalVariation(Math.abs, true) / 2,
  'l2-mean': totalVariation((d) => d * d, true),
  'l2-half-sum': halfSum(),
  'l2-nine-point':
    2 *
    (meanDifference([0, h - 1], [0, w - 1], 0, 1) / 3 +
      meanDifference([0, h - 1], [0, w - 1], 1, 0) / 3 +
      meanDifference([-1, h - 1], [-1, w - 1], 1, 1) / 12 +
      meanDifference([-1, h - 1], [0, w], 1, -1) / 12),
};

interface Formulae {
  readonly style?: StyleFormula;
  readonly content?: ContentFormula;
  readonly tv?: TvFormula;
}

/** Terms of the whole objective with all weights different, evaluated plainly. */
function termsOf(formulae: Formulae) {
  const recipe: ObjectiveRecipe = {
    ...space,
    content: { formula: formulae.content ?? 'mean', layers: [{ layer, weight: 3 }], weight: 5 },
    style: { formula: formulae.style ?? 'undivided', layers: [{ layer, weight: 7 }], weight: 11 },
    tv: { formula: formulae.tv ?? 'l1-sum', weight: 13 },
  };
  const grams: Grams = { [layer]: { values: Float32Array.from(a), positions: m } };
  const target = blendGrams(recipe, [{ grams, weight: 2 }]);
  return evaluate(buildObjective(recipe, h, w, [1, 1, 1]), {
    image,
    ...weights,
    alpha: [5],
    beta: [11],
    'tv/weight': [13],
    'content/conv1_1/weight': [3],
    'style/conv1_1/weight': [7],
    'content/conv1_1/target': p,
    'style/conv1_1/target': target['style/conv1_1/target']!.data,
  });
}

const close = (actual: number, expected: number) => expect(actual / expected).toBeCloseTo(1, 5);

describe('formulae', () => {
  it.each(Object.keys(style) as (keyof typeof style)[])('style %s', (formula) => {
    close(termsOf({ style: formula })['style/conv1_1']![0]!, 7 * style[formula]);
  });

  it.each(Object.keys(content) as ContentFormula[])('content %s', (formula) => {
    close(termsOf({ content: formula })['content/conv1_1']![0]!, 3 * content[formula]);
  });

  it.each(Object.keys(tv) as TvFormula[])('total variation %s', (formula) => {
    close(termsOf({ tv: formula }).tv![0]!, 13 * tv[formula]);
  });

  it('weighs content with alpha and style with beta, and total variation with its own weight only', () => {
    const expected = 5 * 3 * content.mean + 11 * 7 * style.paper + 13 * tv['l1-sum'];
    close(termsOf({ style: 'paper' }).total![0]!, expected);
  });

  it('averages the Gram matrices of several styles by weight, each scaled by its own positions', () => {
    const recipe = {
      style: { formula: 'per-position', layers: [tap], weight: 1 },
    } as unknown as ObjectiveRecipe;
    const constant = (value: number, positions: number): Grams => ({
      [layer]: { values: new Float32Array(c * c).fill(value), positions },
    });
    const blend = blendGrams(recipe, [
      { grams: constant(10, 5), weight: 3 },
      { grams: constant(40, 10), weight: 1 },
    ]);
    for (const v of blend['style/conv1_1/target']!.data) expect(v).toBeCloseTo((3 * 2 + 1 * 4) / 4, 5);
  });
});
