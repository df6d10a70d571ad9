/** VGG19 up to the layers that a recipe measures, as a graph. */
import { affine, make, parameter, relu, scale as times } from '../graph/build.js';
import type { Node } from '../graph/ops.js';
import { type LayerName, layerNamed, layersUpTo } from '../network/vgg19.js';
import type { LayerTerm, Recipe } from '../recipe/recipe.js';
import { between } from './space.js';

/** The parts of a recipe that decide what VGG19 is shown and what it does before its layers are measured. */
export type FeatureRecipe = Pick<
  Recipe,
  'variable' | 'normalization' | 'pooling' | 'averageGain' | 'padding'
>;

/** Names of a layer's weights among the graph's parameters. */
export const weightName = (layer: string): string => `${layer}.weight`;
export const biasName = (layer: string): string => `${layer}.bias`;

/** The poolings, and how a convolution sees past the border of a picture: each a row. */
const poolings = {
  max: (x) => make('maxPool', {}, x),
  average: (x, { averageGain = 1 }) => times(make('averagePool', {}, x), averageGain),
} as const satisfies Readonly<Record<Recipe['pooling'], (x: Node, recipe: FeatureRecipe) => Node>>;

const paddings = {
  zero: (x, ...weights) => make('conv3x3', {}, x, ...weights),
  replicate: (x, ...weights) => make('conv3x3', { padding: 0 }, make('repeatBorder', {}, x), ...weights),
} as const satisfies Readonly<
  Record<NonNullable<Recipe['padding']>, (x: Node, ...weights: readonly Node[]) => Node>
>;

/**
 * Features [1, C, H, W] at the given layers of a picture.
 * @param image the variable, [1, 3, H, W] in the recipe's space.
 * @param inputScale the network's own scale of torchvision-normalised values per channel (network/weights.ts).
 */
export function buildFeatures(
  image: Node,
  taps: readonly LayerTerm[],
  recipe: FeatureRecipe,
  inputScale: readonly number[],
): ReadonlyMap<LayerTerm, Node> {
  const { scale, shift } = between(recipe.variable, recipe.normalization);
  const fed = affine(
    image,
    scale.map((s, c) => s * inputScale[c]!),
    shift.map((s, c) => s * inputScale[c]!),
  );
  const found = new Map<LayerTerm, Node>();
  let x = fed;
  for (const { name, inChannels, outChannels, pooledBefore } of layersUpTo(deepest(taps))) {
    if (pooledBefore) x = poolings[recipe.pooling](x, recipe);
    const convolve = paddings[x === fed ? (recipe.padding ?? 'zero') : 'zero'];
    const kernel = parameter(weightName(name), [outChannels, inChannels, 3, 3]);
    const sum = convolve(x, kernel, parameter(biasName(name), [outChannels]));
    x = relu(sum);
    for (const tap of taps) if (tap.layer === name) found.set(tap, tap.beforeRelu ? sum : x);
  }
  return found;
}

/** The deepest of some layers. */
export function deepest(taps: readonly LayerTerm[]): LayerName {
  const rows = taps.map((tap) => layerNamed(tap.layer));
  return rows.reduce((deep, row) => (row.torchvisionIndex > deep.torchvisionIndex ? row : deep)).name;
}
