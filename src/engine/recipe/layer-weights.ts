/** A recipe's layers as a request changes them. */
import { layerNamed } from '../network/vgg19.js';
import type { LayerWeight } from '../port.js';
import type { LayerTerm } from './recipe.js';

/**
 * The layers asked for in place of a recipe's own. Where the largest of its own weights is 1, they say how layers stand to
 * each other, and the weights asked for do, too. Elsewhere (fifths, 10/C^2) they carry a scale that the loss is made
 * for: there a weight asked for multiplies the recipe's own for that layer, else for a layer of the same block, else
 * the mean of them all. A layer that the recipe measures before its ReLU stays so.
 */
export function replaceLayers(
  own: readonly LayerTerm[],
  asked: readonly LayerWeight[] | null,
): readonly LayerTerm[] {
  if (asked === null) return own;
  const isRelative = Math.max(...own.map(({ weight }) => weight)) === 1;
  return asked.map(({ layer, weight }) => {
    const term = own.find((known) => known.layer === layer);
    return { ...term, layer, weight: isRelative ? weight : weight * scaleAt(layer, own) };
  });
}

function scaleAt(layer: string, own: readonly LayerTerm[]): number {
  const { block } = layerNamed(layer);
  const near =
    own.find((known) => known.layer === layer) ??
    own.find((known) => layerNamed(known.layer).block === block);
  return near?.weight ?? own.reduce((sum, { weight }) => sum + weight, 0) / own.length;
}

/** Factor from each layer to the next deeper one at coarseness 100; its inverse at 0. */
const mostRatio = 8;

/** The coarseness at which the weights stay as they are, and how far the ends are from it. */
const middle = 50;

/**
 * Weight moved towards the deep layers, which see coarse strokes, or the shallow ones, which see fine texture:
 * a constant factor from each layer to the next deeper one, and the same sum as before. One layer stays as it is.
 * @param coarseness 0 fine, 50 as it is, 100 coarse.
 */
export function shiftWeights(layers: readonly LayerTerm[], coarseness: number): readonly LayerTerm[] {
  if (coarseness === middle || layers.length < 2) return layers;
  const ratio = mostRatio ** ((coarseness - middle) / middle);
  const depth = ({ layer }: LayerTerm): number => layerNamed(layer).torchvisionIndex;
  const byDepth = layers.toSorted((a, b) => depth(a) - depth(b));
  const shifted = layers.map((term) => term.weight * ratio ** byDepth.indexOf(term));
  const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
  const scale = total(layers.map(({ weight }) => weight)) / total(shifted);
  return layers.map((term, k) => ({ ...term, weight: scale * shifted[k]! }));
}
