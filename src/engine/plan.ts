/** From the sizes of photo and style and a recipe to the rungs of a render: what is made at which size. */
import { StudioError } from '../errors.js';
import { minSide } from './objective/targets.js';
import { equalArea, fitLongSide, type Size } from './planes/fit.js';
import type { LadderRule, Recipe, Rung, SizeRecipe } from './recipe/recipe.js';
import { type RecipeChanges, resolveRecipe } from './recipe/resolve.js';

export interface PlannedRung extends Size {
  readonly steps: number;
  /** Whether the next rung starts from this one's picture. */
  readonly carry: boolean;
}

/** Photos smaller than this are enlarged to it where no size is asked for: paint needs room. Pixels, long side. */
const leastDefaultSide = 256;
/** A rung this near to the full size is not worth its own session. */
const nearlyFull = 0.7;

/** Sides of style pictures, pixels: the most is what a picture is rendered at, too (sizeLimits in request/options.ts). */
const styleSides = { min: minSide, max: 2048 } as const;

/**
 * Size of the finished picture.
 * @param longSide asked for, pixels; null = the recipe's own, and with `keep` no larger than the photo (and at least 256 pixels).
 * @throws StudioError 'image-too-small' where the short side would be too thin for VGG19's four poolings.
 */
export function planSize(photo: Size, recipe: Recipe, longSide: number | null): Size {
  const size = photoSize(photo, recipe.size, longSide);
  if (Math.min(size.width, size.height) < minSide) {
    throw new StudioError('image-too-small', { name: 'the picture at this size', ...size, minSide });
  }
  return size;
}

function photoSize({ width, height }: Size, rule: SizeRecipe, asked: number | null): Size {
  const side = asked ?? rule.longSide;
  if (rule.photo === 'square') return { width: side, height: side };
  if (asked === null && rule.area !== undefined) return equalArea(width, height, rule.area);
  const isKept = asked === null && rule.photo === 'keep';
  return fitLongSide(
    width,
    height,
    isKept ? Math.min(side, Math.max(width, height, leastDefaultSide)) : side,
  );
}

type StyleRule = (style: Size, picture: Size, scale: number) => Size;

const longSideOf = ({ width, height }: Size): number => Math.max(width, height);

/**
 * At equal area the sides are multiples of 16, so that VGG19's four poolings drop none of the style's rows and columns:
 * all of it counts.
 */
const styleRules: { readonly [Rule in SizeRecipe['style']]: StyleRule } = {
  stretch: (_, { width, height }, scale) => ({
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  }),
  'equal-area': (style, { width, height }, scale) =>
    equalArea(style.width, style.height, width * height * scale ** 2, minSide),
  'long-side': (style, picture, scale) =>
    fitLongSide(style.width, style.height, Math.round(longSideOf(picture) * scale)),
  'long-side-at-most': (style, picture, scale) =>
    fitLongSide(
      style.width,
      style.height,
      Math.min(longSideOf(style), Math.round(longSideOf(picture) * scale)),
    ),
};

/**
 * Size of a style picture beside a picture of `size`, with sides of 16 to 2048 pixels.
 * @param style the size that it has, which `long-side-at-most` never exceeds.
 */
export function planStyleSize(style: Size, { size: rule }: Pick<Recipe, 'size'>, size: Size): Size {
  const wanted = styleRules[rule.style](style, size, rule.styleScale ?? 1);
  const { width, height } =
    longSideOf(wanted) > styleSides.max
      ? fitLongSide(wanted.width, wanted.height, styleSides.max, minSide)
      : wanted;
  return { width: Math.max(width, styleSides.min), height: Math.max(height, styleSides.min) };
}

/** A scale below the full one. */
interface Step {
  /** Long side, pixels. */
  readonly side: number;
  readonly steps: number;
  readonly carry: boolean;
}

/** The rungs, smallest first, full size last. */
export function planRungs(full: Size, recipe: Recipe): readonly PlannedRung[] {
  const long = longSideOf(full);
  const isThick = (side: number): boolean => {
    const { width, height } = fitLongSide(full.width, full.height, side);
    return Math.min(width, height) >= 2 * minSide;
  };
  const { ladder, steps } = recipe;
  const below =
    'ratio' in ladder ? ruledSteps(ladder, long, steps, isThick) : listedSteps(ladder, long, steps, isThick);
  const rungs = below.map(({ side, ...rest }) => ({
    ...fitLongSide(full.width, full.height, side),
    ...rest,
  }));
  return [...rungs, { ...full, steps, carry: true }];
}

function listedSteps(
  ladder: readonly Rung[],
  long: number,
  full: number,
  isThick: (side: number) => boolean,
): readonly Step[] {
  return ladder
    .map(({ longSide, steps, carry }) => ({
      side: 'pixels' in longSide ? longSide.pixels : Math.round(longSide.share * long),
      steps: 'count' in steps ? steps.count : shareOf(full, steps.share),
      carry,
    }))
    .filter(({ side }) => side <= nearlyFull * long && isThick(side));
}

/** Each side is rounded from the full one, not from the one above it, as style-transfer-pytorch does. */
function ruledSteps(
  { ratio, leastSide, share, firstShare }: LadderRule,
  long: number,
  full: number,
  isThick: (side: number) => boolean,
): readonly Step[] {
  const sides: number[] = [];
  const sideAt = (below: number): number => Math.round(long * ratio ** below);
  for (let k = 1; sideAt(k) >= leastSide && isThick(sideAt(k)); k++) sides.unshift(sideAt(k));
  return sides.map((side, k) => ({ side, steps: shareOf(full, k === 0 ? firstShare : share), carry: true }));
}

function shareOf(full: number, share: number): number {
  return Math.max(1, Math.round(share * full));
}

/** What a render will do: the finished picture's size, and the steps of every size on the way, the full one last. */
export interface PlannedPicture extends Size {
  readonly rungs: readonly (Size & { readonly steps: number })[];
  /** The sizes that the style pictures are measured at beside the finished picture. */
  readonly styles: readonly Size[];
  /** As it runs. */
  readonly recipe: Recipe;
}

/** What its sizes and steps depend on. */
export interface AskedPicture extends Omit<RecipeChanges, 'start'> {
  readonly content: Size;
  readonly styles: readonly Size[];
  readonly recipe: string;
  /** Long side, pixels; null = the recipe's own (see planSize). */
  readonly size: number | null;
}

/** The numbers that a render for a request runs with. @throws StudioError 'option-invalid' for an unknown recipe, 'image-too-small'. */
export function planRender({ content, styles, recipe, size, ...changes }: AskedPicture): PlannedPicture {
  return planWork(content, resolveRecipe(recipe, { ...changes, start: null }), size, styles);
}

/**
 * The numbers that a render of this photo runs with.
 * @param recipe as it is to run: with the steps asked for.
 * @param longSide pixels; null = the recipe's own (see planSize).
 * @param styles sizes of the style pictures. @default none
 * @throws StudioError 'image-too-small', like planSize.
 */
export function planWork(
  photo: Size,
  recipe: Recipe,
  longSide: number | null,
  styles: readonly Size[] = [],
): PlannedPicture {
  const full = planSize(photo, recipe, longSide);
  const rungs = planRungs(full, recipe);
  return {
    ...full,
    rungs: rungs.map(({ width, height, steps }) => ({ width, height, steps })),
    styles: styles.map((style) => planStyleSize(style, recipe, full)),
    recipe,
  };
}
