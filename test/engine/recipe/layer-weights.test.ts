import { describe, expect, it } from 'vitest';
import { replaceLayers, shiftWeights } from '../../../src/engine/recipe/layer-weights.js';
import type { LayerTerm } from '../../../src/engine/recipe/recipe.js';
import { type RecipeName, recipes } from '../../../src/engine/recipe/table.js';

const styleOf = (name: RecipeName): readonly LayerTerm[] => recipes[name].style.layers;
const weightsOf = (layers: readonly LayerTerm[]) => layers.map(({ weight }) => weight);

describe('replaceLayers', () => {
  it("keeps a recipe's own where none are asked for", () => {
    expect(replaceLayers(styleOf('udacity'), null)).toBe(styleOf('udacity'));
  });

  it('takes weights as they are where the own ones are relative', () => {
    const asked = [
      { layer: 'conv2_1', weight: 1 },
      { layer: 'conv4_3', weight: 0.3 },
    ];
    expect(replaceLayers(styleOf('notes-400'), asked)).toEqual(asked);
  });

  it("multiplies own weights that carry a scale: a layer's, its block's, else their mean", () => {
    const asked = [
      { layer: 'conv1_1', weight: 2 },
      { layer: 'conv3_4', weight: 1 },
    ];
    expect(weightsOf(replaceLayers(styleOf('pastiche'), asked))).toEqual([20 / 64 ** 2, 10 / 256 ** 2]);
    expect(weightsOf(replaceLayers(styleOf('gatys-2016'), asked))).toEqual([0.4, 0.2]);
    const two = [
      { layer: 'conv1_1', weight: 0.1 },
      { layer: 'conv2_1', weight: 0.3 },
    ];
    expect(weightsOf(replaceLayers(two, [{ layer: 'conv5_1', weight: 10 }]))).toEqual([2]);
  });

  it('leaves the scale of a content loss in it', () => {
    expect(replaceLayers(recipes.pastiche.content.layers, [{ layer: 'conv3_1', weight: 1 }])).toEqual([
      { layer: 'conv3_1', weight: 0.01 },
    ]);
  });

  it('measures before the ReLU what the recipe measures there', () => {
    const asked = [
      { layer: 'conv5_1', weight: 1 },
      { layer: 'conv4_1', weight: 1 },
    ];
    expect(replaceLayers(styleOf('torch-notebook'), asked)).toEqual([
      { layer: 'conv5_1', weight: 1, beforeRelu: true },
      { layer: 'conv4_1', weight: 1 },
    ]);
  });
});

describe('shiftWeights', () => {
  const sum = (layers: readonly LayerTerm[]) =>
    weightsOf(layers).reduce((total, weight) => total + weight, 0);

  it('changes nothing in the middle, and nothing where there is one layer', () => {
    const layers = styleOf('udacity');
    expect(shiftWeights(layers, 50)).toBe(layers);
    expect(shiftWeights(layers.slice(0, 1), 100)).toEqual(layers.slice(0, 1));
  });

  it.each([0, 25, 75, 100])('keeps the sum at %d and a constant factor from layer to layer', (coarseness) => {
    const layers = styleOf('udacity');
    const shifted = shiftWeights(layers, coarseness);
    expect(sum(shifted)).toBeCloseTo(sum(layers), 10);
    const factors = shifted.map(({ weight }, k) => weight / layers[k]!.weight);
    const ratio = 8 ** ((coarseness - 50) / 50);
    for (const [k, factor] of factors.slice(1).entries()) expect(factor / factors[k]!).toBeCloseTo(ratio, 8);
  });

  it('goes by depth, in whatever order layers are given', () => {
    const layers = [
      { layer: 'conv4_1', weight: 1 },
      { layer: 'conv1_1', weight: 1 },
      { layer: 'conv4_2', weight: 1 },
    ];
    const [fourOne, oneOne, fourTwo] = weightsOf(shiftWeights(layers, 100));
    expect(fourOne! / oneOne!).toBeCloseTo(8, 8);
    expect(fourTwo! / fourOne!).toBeCloseTo(8, 8);
  });
});
