/** Which picture of a ladder is the one to show: that of the rung at hand, or still the one before it. */
import type { Losses, PreviewPixels } from '../progress/progress.js';
import { convert } from './objective/space.js';
import { fitLongSide, type Size } from './planes/fit.js';
import { createPlanes, type Planes } from './planes/planes.js';
import { resizePlanes } from './planes/resize.js';
import type { Recipe } from './recipe/recipe.js';
import type { Rung } from './rung.js';

/** A preview is never larger than this, pixels of the long side: it crosses to another process and into a chat. */
const previewSide = 512;
/** A rung that does not start from the picture before it shows its own once its loss has fallen to this share: earlier,
 * the sketch is the better picture. */
const paintedShare = 0.25;

/** The best picture of the rungs that have ended. */
export interface Shown {
  readonly picture: Planes;
  readonly losses: Losses | null;
  /** What its rung had left of the loss it began with. Unlike the loss itself, comparable between sizes. */
  readonly share: number;
}

/** The picture of a rung that keeps one, with what it is judged by. */
export function showRung(recipe: Recipe, size: Size, rung: Rung): Shown {
  return { picture: planesOf(recipe, size, rung), losses: rung.kept.losses, share: shareOf(rung) };
}

/** Whether a rung's picture is to be shown before the rung has ended. @param sketch what it would take the place of. */
export function isWorthShowing(rung: Rung, sketch: Shown | null): boolean {
  return sketch === null || shareOf(rung) <= Math.max(paintedShare, sketch.share);
}

function shareOf({ kept, firstTotal }: Rung): number {
  return (kept.losses?.total ?? firstTotal) / firstTotal;
}

function planesOf(recipe: Recipe, { width, height }: Size, { kept }: Rung): Planes {
  return createPlanes(width, height, convert(kept.image!, recipe.variable, 'unit'));
}

/** How a picture is shown: as it is, or with other colours. */
export type Display = (picture: Planes) => PreviewPixels;

/** A picture as a preview. */
export function preview({ picture }: Shown, display: Display): PreviewPixels {
  const long = Math.max(picture.width, picture.height);
  if (long <= previewSide) return display(picture);
  const small = fitLongSide(picture.width, picture.height, previewSide);
  return display(resizePlanes(picture, small.width, small.height, 'bilinear'));
}

/** Stopped in a smaller rung, the picture still comes in the size that was asked for. */
export function finish({ picture }: Shown, { width, height }: Size, display: Display): PreviewPixels {
  const isFull = picture.width === width && picture.height === height;
  return display(isFull ? picture : resizePlanes(picture, width, height, 'bicubic'));
}
