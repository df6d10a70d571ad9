/** The recipe's choice of what the optimizer moves, ready with its starting point. */
import { convert } from './objective/space.js';
import type { Bounds } from './optimizer/bounds.js';
import type { Planes } from './planes/planes.js';
import type { BasisRecipe, Recipe } from './recipe/recipe.js';
import { createMasked } from './variable/masked.js';
import { createPixels } from './variable/pixels.js';
import { createPyramid } from './variable/pyramid.js';
import type { Variable } from './variable/variable.js';

/** What of a picture is painted, and the photo that stands elsewhere. */
export interface Painted {
  /** 0..1, of a plane. */
  readonly mask: Float32Array;
  /** sRGB 0..1, of the same size. */
  readonly photo: Planes;
}

export interface Basis {
  /** Coefficients <-> planes in the recipe's space. */
  readonly variable: Variable;
  readonly start: Float32Array;
  /** Present where the recipe clips x to 0..1. */
  readonly bounds: Bounds | undefined;
}

type Create<Type> = (
  basis: Extract<BasisRecipe, { type: Type }>,
  start: Float32Array,
  picture: Planes,
) => Basis;

const bases: { readonly [Type in BasisRecipe['type']]: Create<Type> } = {
  // On a base of zeros the coefficients are the picture itself, which is what bounds speak of.
  pixels: (_, start) => ({
    variable: createPixels(new Float32Array(start.length)),
    start,
    bounds: undefined,
  }),
  pyramid: ({ levels, ratio }, start, { width, height }) => {
    const variable = createPyramid(start, { width, height, levels, ratio });
    return { variable, start: new Float32Array(variable.length), bounds: undefined };
  },
};

/**
 * @param picture the starting picture, sRGB 0..1.
 * @param painted what of it is painted. @default all
 */
export function createBasis(recipe: Recipe, picture: Planes, painted: Painted | null = null): Basis {
  const start = convert(picture.data, 'unit', recipe.variable);
  const create = bases[recipe.basis.type] as Create<BasisRecipe['type']>;
  const whole = create(recipe.basis, start, picture);
  const basis = painted === null ? whole : { ...whole, variable: mask(whole.variable, painted, recipe) };
  if (!recipe.clamp) return basis;
  if (recipe.basis.type !== 'pixels') throw new TypeError('Expected `clamp` with the basis `pixels` only');
  const bound = (value: number) =>
    convert(new Float32Array(start.length).fill(value), 'unit', recipe.variable);
  return { ...basis, bounds: { lower: bound(0), upper: bound(1) } };
}

function mask(variable: Variable, { mask, photo }: Painted, { variable: space }: Recipe): Variable {
  return createMasked(variable, { mask, photo: convert(photo.data, 'unit', space) });
}
