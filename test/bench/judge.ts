/**
 * How pictures are judged (README, "How good is it"): photo, style and result through VGG19 with max pooling, the
 * photo at the result's size, the style at equal area, aspect kept, sides to multiples of 16, Lanczos.
 * D(L) = sum over l in L of (1e3 / C_l^2) mean((G / N - G_style / N_style)^2); gain(L) = 1 - D(result) / D(photo).
 */
import type { Backend } from '../../src/engine/backend.js';
import { layerNamed } from '../../src/engine/network/vgg19.js';
import type { Network } from '../../src/engine/network/weights.js';
import { names } from '../../src/engine/objective/names.js';
import type { ObjectiveRecipe } from '../../src/engine/objective/objective.js';
import { convert } from '../../src/engine/objective/space.js';
import { createTargets, type Grams } from '../../src/engine/objective/targets.js';
import { equalArea } from '../../src/engine/planes/fit.js';
import { fromPixels, type Planes } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { Pixels } from '../../src/image/pixels.js';

/** Layers that recipes optimise, and layers between them that none does. */
export const optimised = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1'];
export const heldOut = ['conv1_2', 'conv2_2', 'conv3_3', 'conv4_3'];
const contentLayer = 'conv4_2';

export interface Verdict {
  /** 1 - D(result) / D(photo) at the optimised layers. */
  readonly style: number;
  /** The same at the held-out layers. */
  readonly heldOut: number;
  /** Cosine of the features of result and photo at conv4_2. */
  readonly content: number;
}

export interface Judge {
  /** The saved picture (8 bits) against photo and style. */
  verdict(result: Pixels, photo: Planes, style: Planes): Promise<Verdict>;
}

const term = (layer: string) => ({ layer, weight: 1 });
const measured: ObjectiveRecipe = {
  variable: 'imagenet',
  normalization: 'imagenet',
  pooling: 'max',
  content: { formula: 'mean', layers: [term(contentLayer)], weight: 1 },
  style: { formula: 'per-channel', layers: [...optimised, ...heldOut].map(term), weight: 1 },
  tv: { formula: 'l1-sum', weight: 0 },
};

export async function createJudge(backend: Backend, network: Network): Promise<Judge> {
  const targets = await createTargets(backend, measured, network.inputScale);
  const inSpace = (planes: Planes) => ({ ...planes, data: convert(planes.data, 'unit', 'imagenet') });
  const cache = new Map<string, Promise<{ grams: Grams; features: Float32Array }>>();

  const measure = async (planes: Planes) => {
    const found = await targets.measure(inSpace(planes));
    return { grams: found.grams, features: found.content[names.target(names.content(contentLayer))]!.data };
  };
  /** Photos and styles come again and again. */
  const measureOnce = (planes: Planes, width: number, height: number) => {
    const key = `${identify(planes)} ${width}x${height}`;
    const known = cache.get(key) ?? measure(resizePlanes(planes, width, height, 'lanczos3'));
    cache.set(key, known);
    return known;
  };

  return {
    verdict: async (result, photo, style) => {
      const { width, height } = result;
      const styleSize = equalArea(style.width, style.height, width * height, 16);
      const made = await measure(fromPixels(result));
      const from = await measureOnce(photo, width, height);
      const like = await measureOnce(style, styleSize.width, styleSize.height);
      const gain = (layers: readonly string[]) =>
        1 - distance(layers, made.grams, like.grams) / distance(layers, from.grams, like.grams);
      return {
        style: gain(optimised),
        heldOut: gain(heldOut),
        content: cosine(made.features, from.features),
      };
    },
  };
}

function distance(layers: readonly string[], a: Grams, b: Grams): number {
  return layers.reduce((sum, layer) => {
    const c = layerNamed(layer).outChannels;
    const [g, h] = [a[layer]!, b[layer]!];
    let squares = 0;
    for (let i = 0; i < g.values.length; i++) {
      squares += (g.values[i]! / g.positions - h.values[i]! / h.positions) ** 2;
    }
    return sum + (1e3 / c ** 2) * (squares / c ** 2);
  }, 0);
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

const identities = new WeakMap<Float32Array, number>();
let identityCount = 0;

function identify({ data }: Planes): number {
  const known = identities.get(data) ?? identityCount++;
  identities.set(data, known);
  return known;
}
