/** Layers as recipes name them. */
import type { LayerTerm } from './recipe.js';

/** The five layers of Gatys et al. 2016. @param weights one each, or one for all */
export function five(...weights: readonly number[]): readonly LayerTerm[] {
  return ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1'].map((layer, i) => ({
    layer,
    weight: weights[i] ?? weights[0]!,
  }));
}

/** The content layer of Gatys et al. 2016. @param weight @default 1 */
export function conv4(weight = 1): readonly LayerTerm[] {
  return [{ layer: 'conv4_2', weight }];
}
