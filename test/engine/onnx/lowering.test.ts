/** The graph as it runs (convolutions lowered) against the graph as it is written, on the shipped weights. */
import { expect, it } from 'vitest';
import { cpuPolicy, lowerWinograd } from '../../../src/engine/graph/lower-winograd.js';
import { sortNodes } from '../../../src/engine/graph/ops.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import { buildObjective } from '../../../src/engine/objective/objective.js';
import { compileObjective, openSession } from '../../../src/engine/objective/session.js';
import { blendGrams, createTargets } from '../../../src/engine/objective/targets.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { readShippedNetwork } from '../../golden/fixtures.js';

const [height, width] = [131, 150];
/** Average pooling: no ties for rounding to decide. */
const recipe = { ...recipes.impasto, pooling: 'average' } as const;

it('a lowered objective has the value, the terms and the gradient of the direct one', async () => {
  const network = await readShippedNetwork();
  const { inputScale } = network;
  const graph = lowerWinograd(buildObjective(recipe, height, width, inputScale), cpuPolicy);
  const lowered = sortNodes(Object.values(graph.outputs)).filter(({ op }) => op === 'winograd3x3');
  expect(lowered.length).toBeGreaterThan(4);

  const picture = (seed: number) => ({ width, height, data: createUniformNoise(3 * width * height, seed) });
  const evaluate = async (policy: typeof cpuPolicy) => {
    const backend = createOnnxBackend({
      device: 'cpu',
      threads: 2,
      parameters: parameterSource(network),
      lowering: policy,
    });
    const targets = await createTargets(backend, recipe, inputScale);
    const { content } = await targets.measure(picture(1));
    const { grams } = await targets.measure(picture(2));
    const program = await compileObjective(backend, recipe, height, width, inputScale);
    const bound = { ...content, ...blendGrams(recipe, [{ grams, weight: 1 }]) };
    const session = openSession(program, recipe, height, width, bound);
    return session.evaluate(picture(3).data);
  };
  const [direct, fast] = [await evaluate([]), await evaluate(cpuPolicy)];
  const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);
  expect(relative(fast.losses.total, direct.losses.total)).toBeLessThan(1e-5);
  for (const [layer, value] of Object.entries(direct.losses.style)) {
    expect(relative(fast.losses.style[layer]!, value), layer).toBeLessThan(1e-5);
  }
  let [error, norm] = [0, 0];
  for (const [i, g] of direct.gradient.entries()) {
    error += (fast.gradient[i]! - g) ** 2;
    norm += g ** 2;
  }
  expect(Math.sqrt(error / norm)).toBeLessThan(1e-5);
});
