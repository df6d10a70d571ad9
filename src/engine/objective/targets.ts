/** What the losses compare with: the photo's features and the styles' Gram matrices. */
import type { Backend, Program, Tensor } from '../backend.js';
import { flatten, gram, input } from '../graph/build.js';
import type { Graph, Node } from '../graph/ops.js';
import { layerNamed } from '../network/vgg19.js';
import { buildFeatures } from './features.js';
import { styleScales } from './formulas.js';
import { names, type ObjectiveRecipe } from './objective.js';

/** A picture in the recipe's space: planes CHW. */
export interface SpacePicture {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Gram matrices undivided with the number of positions they were summed over, by layer. */
export type Grams = Readonly<Record<string, { readonly values: Float32Array; readonly positions: number }>>;

/** Smallest picture whose features exist at every layer: four poolings halve it. */
export const minSide = 16;

/** Forward graph for pictures of any size: `content/L` features and `style/L` Gram matrices, undivided. */
export function buildTargets(recipe: ObjectiveRecipe, inputScale: readonly number[]): Graph {
  const image = input(names.image, [1, 3, minSide * 2, minSide * 2]);
  const features = buildFeatures(
    image,
    [...recipe.content.layers, ...recipe.style.layers],
    recipe,
    inputScale,
  );
  const outputs: Record<string, Node> = {};
  for (const tap of recipe.content.layers) outputs[names.content(tap.layer)] = features.get(tap)!;
  for (const tap of recipe.style.layers) outputs[names.style(tap.layer)] = gram(flatten(features.get(tap)!));
  return { outputs };
}

/** What the forward graph says of one picture. */
export interface Measurement {
  /** Features at the content layers, by input name of the objective. */
  readonly content: Readonly<Record<string, Tensor>>;
  /** Gram matrices at the style layers. */
  readonly grams: Grams;
}

export interface Targets {
  measure(picture: SpacePicture): Promise<Measurement>;
}

/** Compiles the forward graph of a recipe, for pictures of any size. */
export async function createTargets(
  backend: Backend,
  recipe: ObjectiveRecipe,
  inputScale: readonly number[],
): Promise<Targets> {
  const program: Program = await backend.compile(buildTargets(recipe, inputScale), { anySize: true });
  const sizeAt = (side: number, layer: string): number => side >> (layerNamed(layer).block - 1);
  return {
    measure: async ({ width, height, data }) => {
      const found = await program.run({ [names.image]: { data, shape: [1, 3, height, width] } });
      const content = recipe.content.layers.map(({ layer }) => {
        const shape = [1, layerNamed(layer).outChannels, sizeAt(height, layer), sizeAt(width, layer)];
        return [names.target(names.content(layer)), { data: found[names.content(layer)]!, shape }] as const;
      });
      const grams = recipe.style.layers.map(({ layer }) => {
        const positions = sizeAt(height, layer) * sizeAt(width, layer);
        return [layer, { values: found[names.style(layer)]!, positions }] as const;
      });
      return { content: Object.fromEntries(content), grams: Object.fromEntries(grams) };
    },
  };
}

/** Style targets of the objective from the Grams of several styles, averaged by weight after each is scaled. */
export function blendGrams(
  recipe: ObjectiveRecipe,
  styles: readonly { readonly grams: Grams; readonly weight: number }[],
): Record<string, Tensor> {
  const totalWeight = styles.reduce((sum, { weight }) => sum + weight, 0);
  const { gram: gramScale } = styleScales[recipe.style.formula];
  return Object.fromEntries(
    recipe.style.layers.map(({ layer }) => {
      const c = layerNamed(layer).outChannels;
      const data = new Float32Array(c * c);
      for (const { grams, weight } of styles) {
        const { values, positions } = grams[layer]!;
        const share = (weight / totalWeight) * gramScale(positions);
        for (let i = 0; i < data.length; i++) data[i]! += share * values[i]!;
      }
      return [names.target(names.style(layer)), { data, shape: [c, c] }];
    }),
  );
}
