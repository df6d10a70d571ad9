/** A row of the table with what a request and the weights in use change in it. */
import { StudioError } from '../../errors.js';
import { type Controls, ownControls, type Start } from '../port.js';
import { balanceGain } from './balance.js';
import { replaceLayers, shiftWeights } from './layer-weights.js';
import type { Recipe, WeightsFamily } from './recipe.js';
import { matchingShare, strengthGain } from './strength.js';
import { type RecipeName, recipeNames, recipes } from './table.js';

/** What a request may change; null leaves the recipe's own value. */
export interface RecipeChanges {
  readonly steps: number | null;
  readonly start: Start | null;
  /** 0..100; 50 is the recipe's own balance of content and style. */
  readonly strength: number;
  /** @default those that change nothing */
  readonly controls?: Controls;
}

/** A recipe as it runs. */
export interface ResolvedRecipe extends Recipe {
  /** What beta was multiplied by for the weights in use (balance.ts); 1 = nothing. */
  readonly balanceGain: number;
}

/** Changes that leave a recipe as it is. */
export const noChanges = { steps: null, start: null, strength: 50 } as const satisfies RecipeChanges;

/** The row of a name. @throws StudioError 'option-invalid'. */
export function findRecipe(name: string): Recipe {
  return recipes[findName(name)];
}

function findName(name: string): RecipeName {
  const found = recipeNames.find((known) => known === name);
  if (found !== undefined) return found;
  throw new StudioError('option-invalid', {
    option: 'recipe',
    value: name,
    expected: `one of ${recipeNames.join(', ')}`,
  });
}

/**
 * The recipe as it is to run. Sizes, steps and formulae do not depend on the weights in use; the weight of style does.
 * @param family of the weights in use. @default unknown: no gain for them
 * @throws StudioError 'option-invalid' for an unknown name.
 */
export function resolveRecipe(
  name: string,
  { steps, start, strength, controls = ownControls }: RecipeChanges,
  family: WeightsFamily | null = null,
): ResolvedRecipe {
  const own = findName(name);
  const recipe: Recipe = recipes[own];
  const { size, content, style, tv } = recipe;
  const gain = controls.styleWeight === null ? balanceGain(recipe, family) : 1;
  const beta = controls.styleWeight ?? style.weight * gain;
  return {
    ...recipe,
    steps: steps ?? recipe.steps,
    start: start ?? recipe.start,
    pooling: controls.pooling ?? recipe.pooling,
    size: { ...size, styleScale: (size.styleScale ?? 1) * controls.styleScale },
    content: {
      ...content,
      layers: replaceLayers(content.layers, controls.contentLayers),
      weight: controls.contentWeight ?? content.weight,
    },
    style: {
      ...style,
      layers: shiftWeights(replaceLayers(style.layers, controls.styleLayers), controls.coarseness),
      weight: beta * strengthGain(own, strength),
    },
    tv: { ...tv, weight: controls.tvWeight ?? tv.weight },
    matching: (recipe.matching ?? 1) * matchingShare(strength),
    balanceGain: gain,
  };
}
