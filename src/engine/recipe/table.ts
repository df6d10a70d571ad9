/**
 * The systems by name. Formulae and marks (stated by the source, as in its notebook, ours) are in the README's table
 * of recipes. A new system is a new row.
 */
import { five } from './layers.js';
import { peers } from './peers.js';
import type { Recipe } from './recipe.js';
import { seeds } from './seeds.js';

export const recipes = {
  impasto: {
    name: 'impasto',
    title: 'Impasto (default)',
    source: 'this project: L-BFGS on pyramid coefficients from the colour-matched photo',
    size: { longSide: 512, photo: 'keep', style: 'equal-area' },
    variable: 'unit',
    normalization: 'imagenet',
    pooling: 'max',
    content: { formula: 'mean', layers: [{ layer: 'conv4_2', weight: 1 }], weight: 30 },
    style: { formula: 'per-channel', layers: five(1), weight: 1 },
    tv: { formula: 'l1-sum', weight: 0 },
    rangePenalty: 4e-3,
    optimizer: { type: 'lbfgs', history: 10, firstStep: 0.02, inverseScale: 1.6 },
    basis: { type: 'pyramid', levels: 5, ratio: 0.4 },
    clamp: false,
    averaging: 0,
    start: 'matched',
    steps: 18,
    reportEvery: 1,
    ladder: [{ longSide: { pixels: 128 }, steps: { count: 12 }, carry: false }],
  },
  ...seeds,
  ...peers,
} as const satisfies Readonly<Record<string, Recipe>>;

export type RecipeName = keyof typeof recipes;
export const recipeNames = Object.keys(recipes) as readonly RecipeName[];
/** The recipe that runs when none is named. */
export const defaultRecipe: RecipeName = 'impasto';
