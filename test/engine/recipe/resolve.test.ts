import { describe, expect, it } from 'vitest';
import { type Controls, ownControls } from '../../../src/engine/port.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { findRecipe, noChanges, resolveRecipe } from '../../../src/engine/recipe/resolve.js';
import { strengthGain } from '../../../src/engine/recipe/strength.js';
import { type RecipeName, recipeNames, recipes } from '../../../src/engine/recipe/table.js';

const controlled = (name: RecipeName, controls: Partial<Controls>, family: 'caffe' | null = null) =>
  resolveRecipe(name, { ...noChanges, controls: { ...ownControls, ...controls } }, family);

describe('resolveRecipe', () => {
  it.each(recipeNames)('leaves %s as it is where nothing is asked for', (name) => {
    const row: Recipe = recipes[name];
    const untouched = { ...row, size: { ...row.size, styleScale: 1 }, matching: 1, balanceGain: 1 };
    expect(resolveRecipe(name, noChanges)).toEqual(untouched);
    expect(controlled(name, {})).toEqual(untouched);
  });

  it('takes steps and start from the request', () => {
    const recipe = resolveRecipe('udacity', { ...noChanges, steps: 3, start: 'noise' });
    expect(recipe).toEqual({ ...resolveRecipe('udacity', noChanges), steps: 3, start: 'noise' });
  });

  it.each(recipeNames)('changes the weight of style and nothing else of %s with the strength', (name) => {
    const { style, ...rest } = resolveRecipe(name, { ...noChanges, strength: 80 });
    const { style: own, ...ownRest } = resolveRecipe(name, noChanges);
    expect(rest).toEqual(ownRest);
    expect(style).toEqual({ ...own, weight: own.weight * strengthGain(name, 80) });
  });

  it('begins nearer to the photo below a strength of 25', () => {
    const shares = [0, 10, 25, 60].map(
      (strength) => resolveRecipe('impasto', { ...noChanges, strength }).matching,
    );
    expect(shares).toEqual([0, 0.4, 1, 1]);
  });

  it('never writes to the table', () => {
    const before = structuredClone(recipes);
    controlled('impasto', { coarseness: 100, contentLayers: [{ layer: 'conv1_1', weight: 3 }], tvWeight: 5 });
    expect(recipes).toEqual(before);
  });
});

describe('controls', () => {
  it.each(recipeNames)('all reach %s', (name) => {
    const own = resolveRecipe(name, noChanges);
    const changed = controlled(name, {
      contentLayers: [{ layer: 'conv3_3', weight: 2 }],
      styleLayers: [
        { layer: 'conv1_2', weight: 1 },
        { layer: 'conv4_4', weight: 1 },
      ],
      ...{ pooling: 'average', contentWeight: 7, styleWeight: 8, tvWeight: 9, styleScale: 2 },
    });
    expect(changed.content.layers.map(({ layer }) => layer)).toEqual(['conv3_3']);
    expect(changed.style.layers.map(({ layer }) => layer)).toEqual(['conv1_2', 'conv4_4']);
    expect(changed.pooling).toBe('average');
    expect([changed.content.weight, changed.style.weight, changed.tv.weight]).toEqual([7, 8, 9]);
    expect(changed.size).toEqual({ ...own.size, styleScale: 2 });
    expect(changed.tv.formula).toBe(own.tv.formula);
  });

  it('take 0 as a weight', () => {
    const { content, style, tv } = controlled('tf-tutorial', {
      ...{ contentWeight: 0, styleWeight: 0, tvWeight: 0 },
    });
    expect([content.weight, style.weight, tv.weight]).toEqual([0, 0, 0]);
  });

  it('give a total variation to recipes without one: the sum of absolute differences', () => {
    expect(controlled('udacity', { tvWeight: 2 }).tv).toEqual({ formula: 'l1-sum', weight: 2 });
    expect(controlled('pastiche', { tvWeight: 2 }).tv).toEqual({ formula: 'l1-half-mean', weight: 2 });
  });

  it('leave the strength to multiply the weight that is asked for', () => {
    const recipe = resolveRecipe('impasto', {
      ...noChanges,
      strength: 20,
      controls: { ...ownControls, styleWeight: 5 },
    });
    expect(recipe.style.weight).toBeCloseTo(5 * strengthGain('impasto', 20));
  });
});

describe('the gain for other weights', () => {
  it('is named, and is in the weight of style', () => {
    const recipe = controlled('udacity', {}, 'caffe');
    expect(recipe.balanceGain).toBeCloseTo(1 / 57.6 ** 2, 10);
    expect(recipe.style.weight).toBeCloseTo(1e6 * recipe.balanceGain);
    expect(recipe.content).toEqual(recipes.udacity.content);
  });

  it('is none where the weight of style is asked for', () => {
    const recipe = controlled('udacity', { styleWeight: 3 }, 'caffe');
    expect([recipe.balanceGain, recipe.style.weight]).toEqual([1, 3]);
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
