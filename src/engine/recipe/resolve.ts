/** A row of the table with what a request changes in it. */
import { StudioError } from '../../errors.js';
import type { Start } from '../port.js';
import type { Recipe } from './recipe.js';
import { recipeNames, recipes } from './table.js';

/** What a request may change; null leaves the recipe's own value. */
export interface RecipeChanges {
  readonly steps: number | null;
  readonly start: Start | null;
  /** 0..100; 50 is the recipe's own balance of content and style. */
  readonly strength: number;
}

/** Factor on beta over the whole range of strengths, from 0 to 100. */
const strengthRange = 1e8;

/** Factor on beta for a strength: 1 at 50, evenly spread in powers. */
export function strengthGain(strength: number): number {
  return strengthRange ** ((strength - 50) / 100);
}

/** The row of a name. @throws StudioError 'option-invalid'. */
export function findRecipe(name: string): Recipe {
  const recipe = (recipes as Readonly<Record<string, Recipe>>)[name];
  if (recipe && Object.hasOwn(recipes, name)) return recipe;
  throw new StudioError('option-invalid', {
    option: 'recipe',
    value: name,
    expected: `one of ${recipeNames.join(', ')}`,
  });
}

/** The recipe as it is to run. @throws StudioError 'option-invalid' for an unknown name. */
export function resolveRecipe(name: string, { steps, start, strength }: RecipeChanges): Recipe {
  const recipe = findRecipe(name);
  return {
    ...recipe,
    steps: steps ?? recipe.steps,
    start: start ?? recipe.start,
    style: { ...recipe.style, weight: recipe.style.weight * strengthGain(strength) },
  };
}
