/** An objective that is small enough for a thousand steps, with weights that need no file. */
import type { Tensor } from '../../../src/engine/backend.js';
import type { Graph } from '../../../src/engine/graph/ops.js';
import { layerNamed } from '../../../src/engine/network/vgg19.js';
import { buildObjective, type ObjectiveRecipe } from '../../../src/engine/objective/objective.js';
import { caseValues } from '../graph/cases.js';

const recipe: ObjectiveRecipe = {
  variable: 'unit',
  normalization: 'imagenet',
  pooling: 'max',
  content: { formula: 'mean', layers: [{ layer: 'conv2_1', weight: 1 }], weight: 2 },
  style: {
    formula: 'per-position',
    layers: [
      { layer: 'conv1_1', weight: 1 },
      { layer: 'conv2_1', weight: 0.5 },
    ],
    weight: 3,
  },
  tv: { formula: 'l2-mean', weight: 0.1 },
};

const scalar = (value: number): Tensor => ({ data: Float32Array.of(value), shape: [] });

/** Values between -1 and 1, repeatable. */
function weights(name: string): Float32Array {
  const { inChannels, outChannels } = layerNamed(name.split('.')[0]!);
  const isBias = name.endsWith('bias');
  const size = isBias ? 0.1 : Math.sqrt(3 / (inChannels * 9));
  const length = isBias ? outChannels : outChannels * inChannels * 9;
  return Float32Array.from({ length }, (_, i) => size * Math.sin(i * 12.9898 + outChannels));
}

export function smallObjective(height: number, width: number) {
  const graph: Graph = buildObjective(recipe, height, width, [1, 1, 1]);
  const target = (shape: readonly number[], seed: number): Tensor => ({
    data: Float32Array.from(caseValues(shape, seed)),
    shape,
  });
  const fixed: Record<string, Tensor> = {
    alpha: scalar(2),
    beta: scalar(3),
    'tv/weight': scalar(0.1),
    'content/conv2_1/weight': scalar(1),
    'style/conv1_1/weight': scalar(1),
    'style/conv2_1/weight': scalar(0.5),
    'content/conv2_1/target': target([1, 128, height >> 1, width >> 1], 1),
    'style/conv1_1/target': target([64, 64], 2),
    'style/conv2_1/target': target([128, 128], 3),
  };
  return {
    graph,
    parameters: weights,
    /** Another picture for each step, all else the same arrays. */
    feeds: (step: number): Readonly<Record<string, Tensor>> => ({
      ...fixed,
      image: target([1, 3, height, width], step),
    }),
  };
}
