/**
 * The objective of a recipe as a graph: content and style losses at layers of VGG19, total variation, and the gradient of
 * their sum (Gatys, Ecker, Bethge 2016, eq. 1-7). Weights of the terms and targets are inputs, so one graph of a size
 * serves every job with the same layers, formulae and number of regions.
 */
import { input, multiply, subtract, sum } from '../graph/build.js';
import { differentiate } from '../graph/differentiate.js';
import type { Graph, Node, Shape } from '../graph/ops.js';
import { layerNamed } from '../network/vgg19.js';
import type { LayerTerm, Recipe } from '../recipe/recipe.js';
import { buildFeatures, type FeatureRecipe } from './features.js';
import { contentLosses, totalVariations } from './formulas.js';
import { names } from './names.js';
import { buildStyleLoss } from './styles.js';

/** What of a recipe shapes the graph; the numbers among its weights do not, they are inputs. */
export type ObjectiveRecipe = FeatureRecipe & Pick<Recipe, 'content' | 'style' | 'tv'>;

/** The blocks of VGG19 that style layers lie in: a region needs a guide at the resolution of each. */
export function guideBlocks({ style }: Pick<Recipe, 'style'>): readonly number[] {
  return [...new Set(style.layers.map(({ layer }) => layerNamed(layer).block))].sort((a, b) => a - b);
}

/**
 * Builds value, terms and gradient for pictures of one size. Names: names.ts.
 * Inputs: `image` [1, 3, H, W] in the recipe's space; scalars `alpha`, `beta` and a weight per term; a target per layer
 * (content: features [1, C, h, w]; style: see styles.ts and targets.ts). With regions, each has a weight, a guide
 * [1, N] per block, and style targets of its own in place of the picture's.
 * Outputs: `total`, `gradient` (like `image`), and the weighted terms `content/L`, `style/L` (over all regions), `tv`.
 * @param regions how many; 0 = styles are compared with the whole picture.
 */
export function buildObjective(
  recipe: ObjectiveRecipe,
  height: number,
  width: number,
  inputScale: readonly number[],
  regions = 0,
): Graph {
  const image = input(names.image, [1, 3, height, width]);
  const features = buildFeatures(
    image,
    [...recipe.content.layers, ...recipe.style.layers],
    recipe,
    inputScale,
  );
  // What several layers read is one input.
  const inputs = new Map<string, Node>();
  const shared = (name: string, shape: Shape): Node => {
    const known = inputs.get(name) ?? input(name, shape);
    inputs.set(name, known);
    return known;
  };
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
    return contentLosses[recipe.content.formula](subtract(f, p));
  });

  const style = weighted(recipe.style.layers, names.style, (tap) => {
    const f = features.get(tap)!;
    const term = names.style(tap.layer);
    const { formula } = recipe.style;
    if (regions === 0)
      return buildStyleLoss(formula, f, null, (part, shape) => input(names[part](term), shape));
    const [, , h = 0, w = 0] = f.shape;
    const { block } = layerNamed(tap.layer);
    const each = Array.from({ length: regions }, (_, r) => {
      const guide = shared(names.guide(r, block), [1, h * w]);
      const loss = buildStyleLoss(formula, f, guide, (part, shape) =>
        input(names.inRegion(r, names[part](term)), shape),
      );
      return multiply(loss, shared(names.region(r), []));
    });
    return sum(each);
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
