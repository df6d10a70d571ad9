/** Photo and styles at the sizes at which a picture of some size is compared with them. */
import type { WeightedPicture } from './atelier.js';
import { planStyleSize } from './plan.js';
import type { Size } from './planes/fit.js';
import type { Planes } from './planes/planes.js';
import { resizePlanes } from './planes/resize.js';
import type { Recipe } from './recipe/recipe.js';

/** The photo takes the picture's size, each style the one that the recipe's rule gives it (plan.ts), by its filter. */
export function fitPictures(
  photo: Planes,
  styles: readonly WeightedPicture[],
  recipe: Pick<Recipe, 'size'>,
  size: Size,
): { readonly content: Planes; readonly styles: readonly WeightedPicture[] } {
  const { resample = 'lanczos3' } = recipe.size;
  const resizeTo = (planes: Planes, { width, height }: Size) => resizePlanes(planes, width, height, resample);
  return {
    content: resizeTo(photo, size),
    styles: styles.map(({ picture, weight }) => ({
      picture: resizeTo(picture, planStyleSize(picture, recipe, size)),
      weight,
    })),
  };
}
