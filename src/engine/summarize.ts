/** What decides the bytes of a picture, beside its photo, styles, masks and start, as plain JSON. */
import type { RecipeSummary } from '../progress/progress.js';
import type { Atelier } from './atelier.js';
import type { Size } from './planes/fit.js';
import type { RenderSpec } from './port.js';
import type { Recipe } from './recipe/recipe.js';

export interface Summary {
  /** The recipe as it runs, with what the request added to it, and the weights. */
  readonly what: RecipeSummary;
  /** That, and where it is computed: the same bytes are to be had only there. */
  readonly whole: RecipeSummary;
}

/** @param size of the finished picture. */
export function summarize(
  recipe: Recipe,
  { seed, colors, strength, controls }: Pick<RenderSpec, 'seed' | 'colors' | 'strength' | 'controls'>,
  { width, height }: Size,
  { network, where }: Pick<Atelier, 'network' | 'where'>,
): Summary {
  const { title: _, source: __, ...data } = recipe;
  const what = {
    ...data,
    ...{ width, height, seed, colors, strength, controls },
    ...{ network: network.id, networkSha256: network.sha256 },
  };
  return { what, whole: { ...what, ...where } };
}
