/** The style losses by name: what of a layer's features is measured, and how it is compared. What each means: recipe.ts. */
import { flatten, gram, make, scale, subtract, sumSquares } from '../graph/build.js';
import type { Node, Shape } from '../graph/ops.js';
import type { StyleFormula } from '../recipe/recipe.js';
import { scaledSquares } from './formulas.js';
import type { LayerSize, StyleRule, TargetPart } from './style-rule.js';
import { wasserstein } from './wasserstein.js';

/** Gram matrices, each times `factor`, compared by their difference d. */
function grams(factor: (size: LayerSize) => number, distance: (d: Node, size: LayerSize) => Node): StyleRule {
  return {
    scale: factor,
    isSum: factor === undivided,
    hasMeans: false,
    rootIterations: 0,
    loss: ({ gram: g, c, n }, part) => distance(subtract(g, part('target', [c, c])), { c, n }),
    parts: ({ c, gram: a }) => ({ target: { data: Float32Array.from(a), shape: [c, c] } }),
  };
}

const undivided = (): number => 1;
const perPosition = ({ n }: LayerSize): number => 1 / n;

const squares =
  (factor: (size: LayerSize) => number) =>
  (d: Node, size: LayerSize): Node =>
    scale(sumSquares(d), factor(size));

/** C channels, N positions of the picture. */
export const styleRules = {
  undivided: grams(
    undivided,
    squares(({ c }) => 1 / c ** 2),
  ),
  'per-position': grams(
    perPosition,
    squares(({ c }) => 1 / c ** 2),
  ),
  'undivided-per-size': grams(
    undivided,
    squares(({ c, n }) => 1 / (c ** 3 * n)),
  ),
  paper: grams(
    undivided,
    squares(({ c, n }) => 1 / (4 * c ** 2 * n ** 2)),
  ),
  'per-channel': grams(
    perPosition,
    squares(({ c }) => 1e3 / c ** 4),
  ),
  'per-element': grams(
    ({ c, n }) => 1 / (c * n),
    squares(({ c }) => 1 / c ** 2),
  ),
  scaled: grams(perPosition, scaledSquares),
  wasserstein,
} as const satisfies Readonly<Record<StyleFormula, StyleRule>>;

/** What of features a style is compared with, unscaled. */
export interface FeatureMoments {
  /** Gram matrix [C, C] of the features or, where the formula has means, of what differs from them. */
  readonly gram: Node;
  /** Mean over positions [C, 1]. */
  readonly mean: Node;
}

/**
 * @param features [1, C, H, W]
 * @param guide [1, N], how much each position counts: T in the guided Gram matrices of Gatys et al. 2017
 *   (arXiv:1611.07865), mean(T^2) = 1; null = all alike.
 */
export function measureFeatures(formula: StyleFormula, features: Node, guide: Node | null): FeatureMoments {
  const flat = flatten(features);
  const weighed = (x: Node): Node => (guide === null ? x : make('scaleColumns', {}, x, guide));
  const mean = make('rowMean', {}, weighed(weighed(flat)));
  const compared = styleRules[formula].hasMeans ? make('subtractColumn', {}, flat, mean) : flat;
  return { gram: gram(weighed(compared)), mean };
}

/**
 * The style loss of one layer.
 * @param guide as of measureFeatures @param part makes the input that is a part of the target
 */
export function buildStyleLoss(
  formula: StyleFormula,
  features: Node,
  guide: Node | null,
  part: (name: TargetPart, shape: Shape) => Node,
): Node {
  const rule: StyleRule = styleRules[formula];
  const [, c = 0, h = 0, w = 0] = features.shape;
  const size = { c, n: h * w };
  const { gram: g, mean } = measureFeatures(formula, features, guide);
  return rule.loss({ ...size, gram: scale(g, rule.scale(size)), mean }, part);
}
