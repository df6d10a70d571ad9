/** A recipe whose terms pull alike, so that an error in a small one is seen. */
import type { LayerTerm, Recipe } from '../../src/engine/recipe/recipe.js';
import type { PeerFixture } from './fixtures.js';

/** With the weights that make each term's gradient 1 long where the fixture's gradient was taken. */
export function balanced(recipe: Recipe, { balance }: PeerFixture): Recipe {
  const weigh = (layers: readonly LayerTerm[], kind: 'content' | 'style'): LayerTerm[] =>
    layers.map((tap) => ({ ...tap, weight: balance[kind][tap.layer]! }));
  const { content, style, tv } = recipe;
  return {
    ...recipe,
    content: { ...content, weight: 1, layers: weigh(content.layers, 'content') },
    style: { ...style, weight: 1, layers: weigh(style.layers, 'style') },
    tv: { ...tv, weight: balance.tv['tv'] ?? 0 },
  };
}
