/** What one rung leaves to the next, and which picture of them all is the one to show. */

import { type Moments, takeMoments } from './optimizer/moments.js';
import type { PlannedRung } from './plan.js';
import type { Size } from './planes/fit.js';
import type { Planes } from './planes/planes.js';
import { resizePlanes } from './planes/resize.js';
import type { Recipe } from './recipe/recipe.js';
import type { Rung } from './rung.js';
import { isWorthShowing, type Shown, showRung } from './shown.js';

/** All that outlives a rung. */
export interface Legacy {
  /** The picture that the next rung starts from; null = afresh. */
  readonly carried: Planes | null;
  /** Adam's, where the recipe carries them. */
  readonly moments: Moments | null;
  /** The best picture of the rungs that have ended. */
  readonly shown: Shown | null;
}

export interface HandOver extends Legacy {
  /** What a rung of this size starts from. @param afresh the recipe's own start */
  start(size: Size, afresh: () => Planes): Planes;
  /** Whether the picture of the rung at hand is a better one to show than the one before it. */
  isBetter(rung: Rung): boolean;
  /** What would be shown if the render ended now. */
  best(size: Size, rung: Rung): Shown | null;
  /** The rung has ended, or is given up. @returns whether another may follow */
  end(size: PlannedRung, rung: Rung): boolean;
}

/** @param saved what rungs of an earlier attempt left. @default nothing */
export function createHandOver(
  recipe: Recipe,
  saved: Legacy = { carried: null, moments: null, shown: null },
): HandOver {
  let { carried, moments, shown } = saved;
  const isBetter = (rung: Rung): boolean =>
    !rung.kept.isEmpty && isWorthShowing(rung, carried === null ? shown : null);
  return {
    get carried() {
      return carried;
    },
    get moments() {
      return moments;
    },
    get shown() {
      return shown;
    },
    start: ({ width, height }, afresh) =>
      carried === null ? afresh() : resizePlanes(carried, width, height, 'bicubic'),
    isBetter,
    best: (size, rung) => (isBetter(rung) ? showRung(recipe, size, rung) : shown),
    end: (size, rung) => {
      if (rung.kept.isEmpty) return false;
      if (rung.step < size.steps && !isBetter(rung)) return false;
      shown = showRung(recipe, size, rung);
      if (size.carry) carried = shown.picture;
      if (size.carry && recipe.carryMoments) moments = takeMoments(rung.save().optimizer, size);
      return true;
    },
  };
}
