import { describe, expect, it } from 'vitest';
import { createBasis } from '../../src/engine/basis.js';
import { convert } from '../../src/engine/objective/space.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes } from '../../src/engine/planes/planes.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';

const picture = createPlanes(7, 5, createUniformNoise(3 * 7 * 5, 1));
const names = Object.keys(recipes) as (keyof typeof recipes)[];

describe('createBasis', () => {
  it.each(names)('starts at the picture, in the space of %s', (name) => {
    const recipe: Recipe = recipes[name];
    const { variable, start } = createBasis(recipe, picture);
    expect(start).toHaveLength(variable.length);
    const planes = variable.decode(start);
    const expected = convert(picture.data, 'unit', recipe.variable);
    for (const [i, v] of planes.entries()) expect(v).toBeCloseTo(expected[i]!, 6);
  });

  it.each(['unit', 'half', 'imagenet'] as const)(
    'bounds a clamped recipe to sRGB 0..1 in space %s',
    (variable) => {
      const { bounds } = createBasis({ ...recipes['tf-tutorial'], variable }, picture);
      const unit = (bound: unknown) => convert(bound as Float32Array, variable, 'unit');
      for (const v of unit(bounds!.lower)) expect(v).toBeCloseTo(0, 5);
      for (const v of unit(bounds!.upper)) expect(v).toBeCloseTo(1, 5);
      expect(bounds!.lower).toHaveLength(picture.data.length);
    },
  );

  it('gives no bounds to a recipe that does not clamp', () => {
    expect(createBasis(recipes.udacity, picture).bounds).toBeUndefined();
  });

  it('refuses to clamp pyramid coefficients', () => {
    expect(() => createBasis({ ...recipes.impasto, clamp: true }, picture)).toThrow(TypeError);
  });

  it('makes pyramids of more levels than the picture can be halved', () => {
    const basis = { type: 'pyramid', levels: 9, ratio: 0.6 } as const;
    const { variable } = createBasis({ ...recipes.impasto, basis }, picture);
    expect(variable.decode(new Float32Array(variable.length))).toEqual(picture.data);
  });
});
