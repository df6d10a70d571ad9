/** From the sizes of photo and style and a recipe to the rungs of a render: what is made at which size. */
import { StudioError } from '../errors.js';
import { minSide } from './objective/targets.js';
import { equalArea, fitLongSide, type Size } from './planes/fit.js';
import type { Recipe, Rung } from './recipe/recipe.js';

export interface PlannedRung extends Size {
  readonly steps: number;
  /** Whether the next rung starts from this one's picture. */
  readonly carry: boolean;
}

/** Photos smaller than this are enlarged to it where no size is asked for: paint needs room. Pixels, long side. */
const leastDefaultSide = 256;
/** A rung this near to the full size is not worth its own session. */
const nearlyFull = 0.7;

/**
 * Size of the finished picture.
 * @param longSide asked for; null = the recipe's own, but no larger than the photo (and at least 256 pixels).
 * @throws StudioError 'image-too-small' where the short side would be too thin for VGG19's four poolings.
 */
export function planSize(photo: Size, recipe: Recipe, longSide: number | null): Size {
  const own = Math.min(recipe.size.longSide, Math.max(photo.width, photo.height, leastDefaultSide));
  const side = longSide ?? (recipe.size.photo === 'square' ? recipe.size.longSide : own);
  const size =
    recipe.size.photo === 'square'
      ? { width: side, height: side }
      : fitLongSide(photo.width, photo.height, side);
  if (Math.min(size.width, size.height) < minSide) {
    throw new StudioError('image-too-small', { name: 'the picture at this size', ...size, minSide });
  }
  return size;
}

/**
 * Size of a style picture beside a picture of `size`. At equal area its sides are multiples of 16, so that VGG19's four
 * poolings drop none of its rows and columns: all of the style counts.
 */
export function planStyleSize(style: Size, recipe: Recipe, size: Size): Size {
  if (recipe.size.style === 'stretch') return { width: size.width, height: size.height };
  return equalArea(style.width, style.height, size.width * size.height, minSide);
}

/** The rungs, smallest first, full size last. */
export function planRungs(full: Size, recipe: Recipe): readonly PlannedRung[] {
  const long = Math.max(full.width, full.height);
  const rungs = recipe.ladder.flatMap((rung) => {
    const side = rungSide(rung, long);
    const size = fitLongSide(full.width, full.height, side);
    if (side > nearlyFull * long || Math.min(size.width, size.height) < 2 * minSide) return [];
    return [{ ...size, steps: rungSteps(rung, recipe.steps), carry: rung.carry }];
  });
  return [...rungs, { ...full, steps: recipe.steps, carry: true }];
}

/** What a render will do: the finished picture's size, and the steps of every size on the way, the full one last. */
export interface PlannedPicture extends Size {
  readonly rungs: readonly (Size & { readonly steps: number })[];
}

/**
 * The numbers that a render of this photo runs with.
 * @param longSide pixels; null = the recipe's own (see planSize).
 * @param steps at full size; null = the recipe's own.
 * @throws StudioError 'image-too-small', like planSize.
 */
export function planWork(
  photo: Size,
  recipe: Recipe,
  longSide: number | null,
  steps: number | null,
): PlannedPicture {
  const full = planSize(photo, recipe, longSide);
  const rungs = planRungs(full, { ...recipe, steps: steps ?? recipe.steps });
  return {
    ...full,
    rungs: rungs.map(({ width, height, steps: count }) => ({ width, height, steps: count })),
  };
}

function rungSide({ longSide }: Rung, long: number): number {
  return 'pixels' in longSide ? longSide.pixels : Math.round(longSide.share * long);
}

function rungSteps({ steps }: Rung, full: number): number {
  return 'count' in steps ? steps.count : Math.max(1, Math.round(steps.share * full));
}
