/**
 * The objective of a recipe as a graph: content and Gram losses at layers of VGG19, total variation, and the gradient of their sum (Gatys, Ecker, Bethge 2016, eq. 1-7). Weights of the terms and targets
 * are inputs, so one graph of a size serves every job with the same layers and formulae.
 */
import { flatten, gram, input, multiply, scale, subtract, sum, sumSquares } from '../graph/build.js';
import { differentiate } from '../graph/differentiate.js';
import { type Graph, type Node, sizeOf } from '../graph/ops.js';
import type { LayerTerm, Recipe } from '../recipe/recipe.js';
import { buildFeatures } from './features.js';
import { contentScales, styleScales, totalVariations } from './formulas.js';

/** What of a recipe shapes the graph; the numbers among its weights do not, they are inputs. */
export type ObjectiveRecipe = Pick<
  Recipe,
  'variable' | 'normalization' | 'pooling' | 'content' | 'style' | 'tv'
>;

/** Names of the graph's inputs and outputs. A term `T` is an output; `T/target` and `T/weight` are its inputs. */
export const names = {
  image: 'image',
  alpha: 'alpha',
  beta: 'beta',
  tv: 'tv',
  content: (layer: string) => `content/${layer}`,
  style: (layer: string) => `style/${layer}`,
  target: (term: string) => `${term}/target`,
  weight: (term: string) => `${term}/weight`,
  total: 'total',
  gradient: 'gradient',
} as const;

/**
 * Builds value, terms and gradient for pictures of one size.
 * Inputs: `image` [1, 3, H, W] in the recipe's space; scalars `alpha`, `beta` and a weight per term; a target per layer
 * (content: features [1, C, h, w]; style: scaled Gram matrix [C, C], see targets.ts).
 * Outputs: `total`, `gradient` (like `image`), and the weighted terms `content/L`, `style/L`, `tv`.
 */
export function buildObjective(
  recipe: ObjectiveRecipe,
  height: number,
  width: number,
  inputScale: readonly number[],
): Graph {
  const image = input(names.image, [1, 3, height, width]);
  const features = buildFeatures(
    image,
    [...recipe.content.layers, ...recipe.style.layers],
    recipe,
    inputScale,
  );
  const terms: Record<string, Node> = {};
  const weighted = (
    layers: readonly LayerTerm[],
    name: (layer: string) => string,
    loss: (tap: LayerTerm) => Node,
  ): Node[] =>
    layers.map((tap) => {
      const key = name(tap.layer);
      terms[key] = multiply(loss(tap), input(names.weight(key), []));
      return terms[key];
    });

  const content = weighted(recipe.content.layers, names.content, (tap) => {
    const f = features.get(tap)!;
    const p = input(names.target(names.content(tap.layer)), f.shape);
    return scale(sumSquares(subtract(f, p)), contentScales[recipe.content.formula](sizeOf(f.shape)));
  });
  const style = weighted(recipe.style.layers, names.style, (tap) => {
    const f = features.get(tap)!;
    const [, c = 0, h = 0, w = 0] = f.shape;
    const scales = styleScales[recipe.style.formula];
    const a = input(names.target(names.style(tap.layer)), [c, c]);
    const difference = subtract(scale(gram(flatten(f)), scales.gram(h * w)), a);
    return scale(sumSquares(difference), scales.loss(c, h * w));
  });

  const parts: Node[] = [];
  if (content.length > 0) parts.push(multiply(sum(content), input(names.alpha, [])));
  if (style.length > 0) parts.push(multiply(sum(style), input(names.beta, [])));
  if (recipe.tv.weight > 0) {
    terms[names.tv] = multiply(totalVariations[recipe.tv.formula](image), input(names.weight(names.tv), []));
    parts.push(terms[names.tv]!);
  }
  const total = sum(parts);
  return { outputs: { ...terms, [names.total]: total, [names.gradient]: differentiate(total, image) } };
}
