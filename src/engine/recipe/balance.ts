/**
 * The gain on beta for a recipe that was tuned on other weights than those in use. Activations k times larger make a
 * content loss k^2 and a loss of Gram matrices k^4 times as large, so that beta / k^2 restores the balance; in general it is
 * k to the content's degree less the style's. Recipe, formulae and layers stay as they are.
 */
import type { ContentFormula, Recipe, StyleFormula, WeightsFamily } from './recipe.js';

/**
 * How large activations are, torchvision's being 1.
 * - `caffe`: fed 255 std t where torchvision's weights are fed t: 57.6, the mean of 255 std, at equal filters. Reasoned, not measured.
 * - `normalized`: by definition of mean 1, where the shipped Caffe weights have the mean that test/bench/activations.ts measures.
 */
const magnitudes: Readonly<Record<WeightsFamily, number>> = {
  torchvision: 1,
  caffe: 57.6,
  normalized: 57.6 / 100,
};

/** The power of the activations' magnitude that a loss grows with. */
const contentDegrees = {
  mean: 2,
  'half-sum': 2,
  scaled: 1,
} as const satisfies Readonly<Record<ContentFormula, number>>;

const styleDegrees = {
  undivided: 4,
  'per-position': 4,
  'undivided-per-size': 4,
  paper: 4,
  'per-channel': 4,
  'per-element': 4,
  scaled: 2,
  wasserstein: 2,
} as const satisfies Readonly<Record<StyleFormula, number>>;

/**
 * @param family of the weights in use; null = not known, which is as good as the recipe's own.
 * @returns what beta is multiplied by; 1 where the recipe was tuned on such weights, or on any.
 */
export function balanceGain(
  { tunedOn, content, style }: Pick<Recipe, 'tunedOn' | 'content' | 'style'>,
  family: WeightsFamily | null,
): number {
  if (tunedOn === undefined || family === null || tunedOn === family) return 1;
  const k = magnitudes[family] / magnitudes[tunedOn];
  return k ** (contentDegrees[content.formula] - styleDegrees[style.formula]);
}
