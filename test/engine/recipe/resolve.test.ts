import { describe, expect, it } from 'vitest';
import { findRecipe, resolveRecipe, strengthGain } from '../../../src/engine/recipe/resolve.js';
import { recipeNames, recipes } from '../../../src/engine/recipe/table.js';

const unchanged = { steps: null, start: null, strength: 50 };

describe('resolveRecipe', () => {
  it.each(recipeNames)('leaves %s as it is at strength 50', (name) => {
    expect(resolveRecipe(name, unchanged)).toEqual(recipes[name]);
  });

  it('takes steps and start from the request', () => {
    const recipe = resolveRecipe('udacity', { ...unchanged, steps: 3, start: 'noise' });
    expect(recipe).toEqual({ ...recipes.udacity, steps: 3, start: 'noise' });
  });

  it('changes the weight of style and nothing else with the strength', () => {
    const { style, ...rest } = resolveRecipe('impasto', { ...unchanged, strength: 80 });
    const { style: own, ...ownRest } = recipes.impasto;
    expect(rest).toEqual(ownRest);
    expect(style).toEqual({ ...own, weight: own.weight * strengthGain(80) });
  });

  it('never writes to the table', () => {
    const before = structuredClone(recipes);
    resolveRecipe('impasto', { steps: 1, start: 'style', strength: 0 });
    expect(recipes).toEqual(before);
  });
});

describe('strengthGain', () => {
  it('is 1 at 50 and grows all the way', () => {
    expect(strengthGain(50)).toBe(1);
    const gains = Array.from({ length: 101 }, (_, strength) => strengthGain(strength));
    for (const [i, gain] of gains.slice(1).entries()) expect(gain).toBeGreaterThan(gains[i]!);
  });

  it('is as much above the balance as below it', () => {
    for (const away of [10, 30, 50]) expect(strengthGain(50 + away) * strengthGain(50 - away)).toBeCloseTo(1);
  });
});

describe('findRecipe', () => {
  it.each(['nonsense', '', 'toString', '__proto__'])(
    'knows no recipe "%s" and names those it knows',
    (name) => {
      expect(() => findRecipe(name)).toThrow(
        expect.objectContaining({
          code: 'option-invalid',
          context: { option: 'recipe', value: name, expected: `one of ${recipeNames.join(', ')}` },
        }),
      );
    },
  );

  it.each(recipeNames)('finds %s under its own name', (name) => {
    expect(findRecipe(name).name).toBe(name);
  });
});
