/** What the losses compare with: the photo's features and what is measured of the styles. */
import type { Backend, Program, Tensor } from '../backend.js';
import { input, make } from '../graph/build.js';
import type { Graph, Node } from '../graph/ops.js';
import { layerNamed } from '../network/vgg19.js';
import { buildFeatures } from './features.js';
import { names } from './names.js';
import type { ObjectiveRecipe } from './objective.js';
import type { StyleRule, TargetPart } from './style-rule.js';
import { measureFeatures, styleRules } from './styles.js';

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A picture in the recipe's space: planes CHW. */
export interface SpacePicture extends Extent {
  readonly data: Float32Array;
}

/** What is measured of a style at a layer. */
export interface LayerGram {
  /** Gram matrix [C, C], undivided; where the recipe's formula has means, of what differs from them. */
  readonly values: Float32Array;
  /** How many positions were summed over. */
  readonly positions: number;
  /** Mean over positions [C]; only where the recipe's formula has means. */
  readonly means?: Float32Array;
}

/** What is measured of a style, by layer. */
export type Grams = Readonly<Record<string, LayerGram>>;

/** One of the styles of a picture or of a region. */
export interface WeightedGrams {
  readonly grams: Grams;
  /** Its share beside the others, above 0. */
  readonly weight: number;
}

/** Smallest picture whose features exist at every layer: four poolings halve it. */
export const minSide = 16;

/** Forward graph for pictures of any size: `content/L` features; `style/L` Gram matrices and `style/L/mean` (see LayerGram). */
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
  for (const tap of recipe.style.layers) {
    const term = names.style(tap.layer);
    const { formula } = recipe.style;
    const { gram, mean } = measureFeatures(formula, features.get(tap)!, null);
    outputs[term] = gram;
    if (styleRules[formula].hasMeans) outputs[names.mean(term)] = mean;
  }
  return { outputs };
}

/** What the forward graph says of one picture. */
export interface Measurement {
  /** Features at the content layers, by input name of the objective. */
  readonly content: Readonly<Record<string, Tensor>>;
  /** At the style layers. */
  readonly grams: Grams;
}

export interface Targets {
  /** @param picture each side `minSide` or more */
  measure(picture: SpacePicture): Promise<Measurement>;
  /**
   * Style targets of the objective from the measurements of several styles, averaged by weight after each is scaled.
   * @param picture see blendGrams
   */
  blend(styles: readonly WeightedGrams[], picture?: Extent): Promise<Record<string, Tensor>>;
  /** Lets the programs go; nothing else must be called afterwards. */
  release(): Promise<void>;
}

/** A side where a layer lies: the poolings drop what does not fill a square. */
const sizeAt = (side: number, layer: string): number => side >> (layerNamed(layer).block - 1);

const positionsAt = ({ width, height }: Extent, layer: string): number =>
  sizeAt(width, layer) * sizeAt(height, layer);

/** Compiles the forward graph of a recipe, for pictures of any size. */
export async function createTargets(
  backend: Backend,
  recipe: ObjectiveRecipe,
  inputScale: readonly number[],
): Promise<Targets> {
  const program: Program = await backend.compile(buildTargets(recipe, inputScale), { anySize: true });
  const { rootIterations }: StyleRule = styleRules[recipe.style.formula];
  const roots = rootIterations > 0 ? await backend.compile(buildRoots(recipe, rootIterations)) : null;
  return {
    measure: async ({ width, height, data }) => {
      const found = await program.run({ [names.image]: { data, shape: [1, 3, height, width] } });
      const content = recipe.content.layers.map(({ layer }) => {
        const shape = [1, layerNamed(layer).outChannels, sizeAt(height, layer), sizeAt(width, layer)];
        return [names.target(names.content(layer)), { data: found[names.content(layer)]!, shape }] as const;
      });
      const grams = recipe.style.layers.map(({ layer }) => {
        const positions = positionsAt({ width, height }, layer);
        const means = found[names.mean(names.style(layer))];
        return [layer, { values: found[names.style(layer)]!, positions, ...(means && { means }) }] as const;
      });
      return { content: Object.fromEntries(content), grams: Object.fromEntries(grams) };
    },
    blend: async (styles, picture) => {
      const blended = blendGrams(recipe, styles, picture);
      if (roots === null) return blended;
      const layers = recipe.style.layers.map(({ layer }) => names.style(layer));
      const feeds = layers.map((term) => [names.target(term), blended[names.target(term)]!] as const);
      const found = await roots.run(Object.fromEntries(feeds));
      for (const [i, [name, { shape }]] of feeds.entries())
        blended[name] = { data: found[layers[i]!]!, shape };
      return blended;
    },
    release: async () => {
      await program.release();
      await roots?.release();
    },
  };
}

/** From `style/L/target` to its matrix root `style/L`. On the backend: of 512 channels it is too much for plain code. */
function buildRoots({ style }: ObjectiveRecipe, iterations: number): Graph {
  const outputs = style.layers.map(({ layer }) => {
    const term = names.style(layer);
    const c = layerNamed(layer).outChannels;
    return [term, make('sqrtm', { iterations }, input(names.target(term), [c, c]))] as const;
  });
  return { outputs: Object.fromEntries(outputs) };
}

/** Weights that add up to 1. */
function shareOut(styles: readonly WeightedGrams[]): readonly number[] {
  const whole = styles.reduce((sum, { weight }) => sum + weight, 0);
  return styles.map(({ weight }) => weight / whole);
}

/**
 * `Targets.blend` but for the roots, where the formula has them.
 * @param picture the one that is compared: where Gram matrices are sums over positions, those of styles of another size
 *   would ask it for other contrasts. @default of the styles' size
 */
export function blendGrams(
  recipe: Pick<ObjectiveRecipe, 'style'>,
  styles: readonly WeightedGrams[],
  picture?: Extent,
): Record<string, Tensor> {
  const rule: StyleRule = styleRules[recipe.style.formula];
  const shares = shareOut(styles);
  const targets: Record<string, Tensor> = {};
  for (const { layer } of recipe.style.layers) {
    const c = layerNamed(layer).outChannels;
    const measured = styles.map(({ grams }) => grams[layer]!);
    const mean = new Float64Array(c);
    for (const [s, { means }] of measured.entries())
      for (let i = 0; i < c; i++) mean[i]! += shares[s]! * (means?.[i] ?? 0);
    const gram = new Float64Array(c * c);
    for (const [s, { values, positions, means }] of measured.entries()) {
      const share = rule.isSum && picture ? positionsAt(picture, layer) / positions : 1;
      const factor = share * rule.scale({ c, n: positions });
      // Covariances of pictures whose means differ: how far apart they are is spread, too.
      const apart = mean.map((value, i) => (means ? means[i]! - value : 0));
      for (let i = 0; i < c; i++) {
        for (let j = 0; j < c; j++)
          gram[i * c + j]! += shares[s]! * (factor * values[i * c + j]! + apart[i]! * apart[j]!);
      }
    }
    const parts = Object.entries(rule.parts({ c, gram, mean })) as [TargetPart, Tensor][];
    for (const [part, tensor] of parts) targets[names[part](names.style(layer))] = tensor;
  }
  return targets;
}
