/** What every backend must do, whatever runs it. A backend that cannot do a part names its reason in `skips`. */
import { describe, expect, it } from 'vitest';
import type { Backend, Tensor } from '../../../src/engine/backend.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { type OpName, sizeOf } from '../../../src/engine/graph/ops.js';
import { layerNamed, layerNames } from '../../../src/engine/network/vgg19.js';
import { names } from '../../../src/engine/objective/names.js';
import { buildObjective, type ObjectiveRecipe } from '../../../src/engine/objective/objective.js';
import { buildTargets } from '../../../src/engine/objective/targets.js';
import { caseValues, opCases, openCase } from '../graph/cases.js';

export interface ConformanceOptions {
  /** A backend with these parameters. */
  readonly open: (parameters: (name: string) => Float32Array) => Promise<Backend>;
  /** Largest error of an output, relative to the largest value in it. */
  readonly tolerance: number;
  /** Operations that never reach this backend: those of a lowering that is not made for it. @default none */
  readonly leavesOut?: readonly OpName[];
}

/** Weights that keep activations near 1 through all layers, repeatable. */
function pseudoWeights(name: string): Float32Array {
  const layer = layerNamed(name.split('.')[0]!);
  const isBias = name.endsWith('bias');
  const length = isBias ? layer.outChannels : layer.outChannels * layer.inChannels * 9;
  const size = isBias ? 0.1 : Math.sqrt(2 / (layer.inChannels * 9)) * 1.7;
  return Float32Array.from(
    { length },
    (_, i) => size * Math.sin(i * 12.9898 + layer.torchvisionIndex * 78.233),
  );
}

const f32 = (values: ArrayLike<number>): Float32Array => Float32Array.from(values);

function expectClose(
  actual: Float32Array,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length);
  let [error, largest] = [0, 1e-30];
  for (let i = 0; i < actual.length; i++) {
    error = Math.max(error, Math.abs(actual[i]! - expected[i]!));
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  expect(error / largest, what).toBeLessThan(tolerance);
}

const recipe: ObjectiveRecipe = {
  variable: 'unit',
  normalization: 'imagenet',
  pooling: 'max',
  content: { formula: 'mean', layers: [{ layer: 'conv2_2', weight: 0.5 }], weight: 2 },
  style: {
    formula: 'per-position',
    layers: [
      { layer: 'conv1_1', weight: 1 },
      { layer: 'conv2_1', weight: 0.3, beforeRelu: true },
    ],
    weight: 3,
  },
  tv: { formula: 'l2-mean', weight: 0.1 },
};

export function testBackend(name: string, { open, tolerance, leavesOut = [] }: ConformanceOptions): void {
  const cases = Object.entries(opCases).filter(([op]) => !leavesOut.includes(op as OpName));
  describe(`backend ${name}`, () => {
    it.each(cases)('computes %s as the plain evaluator does', async (_, cases) => {
      for (const opCase of cases) {
        const { result, inputs } = openCase(opCase);
        const values = inputs.map((node, i) => caseValues(node.shape, i));
        const byName = Object.fromEntries(values.map((v, i) => [['a', 'b', 'c'][i]!, v]));
        const backend = await open((parameter) => f32(byName[parameter]!));
        const program = await backend.compile({ outputs: { y: result } });
        const feeds = inputs.flatMap((node, i) =>
          node.op === 'input'
            ? [[node.attributes.name, { data: f32(values[i]!), shape: node.shape }] as const]
            : [],
        );
        const { y } = await program.run(Object.fromEntries(feeds));
        const rounded = Object.fromEntries(Object.entries(byName).map(([key, v]) => [key, f32(v)]));
        expectClose(y!, evaluate({ outputs: { y: result } }, rounded).y!, tolerance, result.op);
        await program.release();
      }
    });

    it.each([
      [32, 32, 'max'],
      [19, 23, 'max'],
      [19, 23, 'average'],
    ] as const)(
      'has value, terms and gradient of a small objective at %i x %i, %s pooling',
      async (h, w, pooling) => {
        const scale = [1, 1, 1];
        const graph = buildObjective({ ...recipe, pooling }, h, w, scale);
        const backend = await open(pseudoWeights);
        const program = await backend.compile(graph);
        const scalars: Record<string, number> = {
          alpha: 2,
          beta: 3,
          'tv/weight': 0.1,
          'content/conv2_2/weight': 0.5,
          'style/conv1_1/weight': 1,
          'style/conv2_1/weight': 0.3,
        };
        const shapes = {
          image: [1, 3, h, w],
          'content/conv2_2/target': [1, 128, h >> 1, w >> 1],
          'style/conv1_1/target': [64, 64],
          'style/conv2_1/target': [128, 128],
        };
        const feeds: Record<string, Tensor> = Object.fromEntries([
          ...Object.entries(scalars).map(
            ([key, value]) => [key, { data: Float32Array.of(value), shape: [] }] as const,
          ),
          ...Object.entries(shapes).map(
            ([key, shape], i) => [key, { data: f32(caseValues(shape, i)), shape }] as const,
          ),
        ]);
        const found = await program.run(feeds);
        const plain: Record<string, Float32Array> = Object.fromEntries(
          Object.entries(feeds).map(([key, { data }]) => [key, data]),
        );
        for (const layer of ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2']) {
          for (const part of ['weight', 'bias'])
            plain[`${layer}.${part}`] = pseudoWeights(`${layer}.${part}`);
        }
        const expected = evaluate(graph, plain);
        for (const key of Object.keys(expected)) {
          // A max-pool tie that rounding decides the other way moves single elements of the gradient.
          expectClose(
            found[key]!,
            expected[key]!,
            key === names.gradient ? 100 * tolerance : 10 * tolerance,
            key,
          );
        }
        await program.release();
      },
    );

    it('serves pictures of any size with one forward program', async () => {
      const graph = buildTargets(recipe, [1, 1, 1]);
      const backend = await open(pseudoWeights);
      const program = await backend.compile(graph, { anySize: true });
      for (const [h, w] of [
        [16, 16],
        [21, 34],
      ] as const) {
        const found = await program.run({
          image: { data: f32(caseValues([1, 3, h, w], 1)), shape: [1, 3, h, w] },
        });
        expect(found['content/conv2_2']!.length).toBe(128 * (h >> 1) * (w >> 1));
        expect(found['style/conv2_1']!.length).toBe(128 * 128);
      }
      await program.release();
    });

    it('measures at every one of the sixteen layers, before and after its ReLU', {
      timeout: 120_000,
    }, async () => {
      for (const beforeRelu of [true, false]) {
        const layers = layerNames.map((layer) => ({
          layer,
          weight: 1,
          ...(beforeRelu ? { beforeRelu } : {}),
        }));
        const all = { ...recipe, content: { ...recipe.content, layers }, style: { ...recipe.style, layers } };
        const backend = await open(pseudoWeights);
        const program = await backend.compile(buildTargets(all as ObjectiveRecipe, [1, 1, 1]), {
          anySize: true,
        });
        const found = await program.run({
          image: { data: f32(caseValues([1, 3, 32, 32], 1)), shape: [1, 3, 32, 32] },
        });
        for (const layer of layerNames) {
          const { block, outChannels } = layerNamed(layer);
          const features = found[names.content(layer)]!;
          expect(features.length, layer).toBe(outChannels * (32 >> (block - 1)) ** 2);
          expect(
            features.some((v) => v < 0),
            layer,
          ).toBe(beforeRelu);
        }
        await program.release();
      }
    });

    it('lets numbers that are not finite through, and fails nothing', async () => {
      const backend = await open(() => new Float32Array());
      const program = await backend.compile({ outputs: { y: openCase(opCases.sumSquares[0]!).result } });
      const data = new Float32Array(sizeOf([1, 3, 5, 4])).fill(Number.NaN);
      const { y } = await program.run({ a: { data, shape: [1, 3, 5, 4] } });
      expect(y![0]).toBeNaN();
      await program.release();
    });
  });
}
