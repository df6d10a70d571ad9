/**
 * The gain on beta for a recipe that was tuned on other weights than those in use. Activations k times larger make a
 * content loss k^2 and a loss of Gram matrices k^4 times as large, so that beta / k^2 restores the balance; in general it is
 * k to the content's degree less the style's. Recipe, formulae and layers stay as they are.
 */
import type { ContentFormula, Recipe, StyleFormula, WeightsFamily } from './recipe.js';

/**
 * How large activations are, torchvision's being 1.
 * - `caffe`: fed 255 std t where torchvision's weights are fed t: 57.6, the mean of 255 std, at equal filters. Reasoned, not measured.
 * - `normalized`: of mean 1 by definition. Those of the shipped Caffe weights have a mean of 85.4 over the layers of
 *   gatys-2016 (test/bench/activations.ts, 2026-11-22: conv1_1 20.9, conv2_1 88.0, conv3_1 63.4, conv4_1 202.7, conv5_1 10.3, conv4_2 127.1).
 */
const magnitudes: Readonly<Record<WeightsFamily, number>> = {
  torchvision: 1,
  caffe: 57.6,
  normalized: 57.6 / 85.4,
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

type Balanced = Pick<Recipe, 'tunedOn' | 'balancedOn' | 'gains' | 'content' | 'style'>;

/**
 * @param family of the weights in use; null = not known, which is as good as the recipe's own.
 * @returns what beta is multiplied by; 1 where the recipe was tuned on such weights, or on any.
 */
export function balanceGain(
  { tunedOn, balancedOn = tunedOn, gains, content, style }: Balanced,
  family: WeightsFamily | null,
): number {
  if (family === null) return 1;
  const found = gains?.[family];
  if (found !== undefined) return found;
  if (balancedOn === undefined || balancedOn === family) return 1;
  const k = magnitudes[family] / magnitudes[balancedOn];
  return k ** (contentDegrees[content.formula] - styleDegrees[style.formula]);
}
