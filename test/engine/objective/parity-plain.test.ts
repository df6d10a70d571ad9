/** The plain evaluator against PyTorch's values: with it, the graph itself is right, whatever a backend makes of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { input } from '../../../src/engine/graph/build.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import { layerNamed, layersUpTo } from '../../../src/engine/network/vgg19.js';
import type { Network } from '../../../src/engine/network/weights.js';
import { biasName, buildFeatures, deepest, weightName } from '../../../src/engine/objective/features.js';
import { compileObjective, openSession } from '../../../src/engine/objective/session.js';
import { convert } from '../../../src/engine/objective/space.js';
import { blendGrams } from '../../../src/engine/objective/targets.js';
import type { Planes } from '../../../src/engine/planes/planes.js';
import type { LayerTerm, Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { createPlainBackend } from '../../fakes/plain-backend.js';
import { readFixture, readFloats, readPlanes, readShippedNetwork } from '../../golden/fixtures.js';

let network: Network;
beforeAll(async () => {
  network = await readShippedNetwork();
});

/** Features at some layers of a picture, computed plainly. */
function measure(recipe: Recipe, taps: readonly LayerTerm[], { width, height, data }: Planes) {
  const image = input('image', [1, 3, height, width]);
  const found = buildFeatures(image, taps, recipe, network.inputScale);
  const source = parameterSource(network);
  const weights = layersUpTo(deepest(taps)).flatMap(({ name }) =>
    [weightName(name), biasName(name)].map((key) => [key, source(key)] as const),
  );
  const outputs = Object.fromEntries(taps.map((tap) => [tap.layer, found.get(tap)!]));
  const feeds = { image: convert(data, 'unit', recipe.variable), ...Object.fromEntries(weights) };
  return evaluate({ outputs }, feeds);
}

function gramOf(f: Float64Array, c: number): { values: Float32Array; positions: number } {
  const positions = f.length / c;
  const values = new Float32Array(c * c);
  for (let i = 0; i < c; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < positions; k++) sum += f[i * positions + k]! * f[j * positions + k]!;
      values[i * c + j] = sum;
      values[j * c + i] = sum;
    }
  }
  return { values, positions };
}

const relative = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.abs(b));

// Why so few: one to conv5_1 takes half a minute on a busy machine. Every recipe is tested on the runtime in
// parity.test.ts; a name added here is tested plainly too.
describe.each(['single-layer'] as const)('recipe %s', (name) => {
  it('has the loss terms and the gradient of PyTorch', { timeout: 240_000 }, async () => {
    const recipe: Recipe = recipes[name];
    const { at_perturbed: expected } = readFixture(name);
    const content = await readPlanes('content.png');
    const { width, height } = content;
    const features = measure(recipe, recipe.content.layers, content);
    const styled = measure(recipe, recipe.style.layers, await readPlanes('style.png'));
    const grams = Object.fromEntries(
      recipe.style.layers.map(({ layer }) => [layer, gramOf(styled[layer]!, layerNamed(layer).outChannels)]),
    );
    const targets = {
      ...Object.fromEntries(
        recipe.content.layers.map(({ layer }) => [
          `content/${layer}/target`,
          { data: Float32Array.from(features[layer]!), shape: [] },
        ]),
      ),
      ...blendGrams(recipe, [{ grams, weight: 1 }]),
    };
    const backend = createPlainBackend(parameterSource(network));
    const program = await compileObjective(backend, recipe, height, width, network.inputScale);
    const session = openSession(program, recipe, height, width, targets);

    const noise = readFloats('noise.f32');
    const perturbed = content.data.map((v, i) => Math.min(Math.max(v + noise[i]!, 0), 1));
    const { losses, gradient } = await session.evaluate(convert(perturbed, 'unit', recipe.variable));
    expect(relative(losses.total, expected.total)).toBeLessThan(1e-4);
    expect(relative(losses.tv, expected.tv)).toBeLessThan(1e-4);
    for (const kind of ['style', 'content'] as const) {
      expect(Object.keys(losses[kind]).sort()).toEqual(Object.keys(expected[kind]).sort());
      for (const [layer, value] of Object.entries(expected[kind]))
        expect(relative(losses[kind][layer]!, value), `${kind} ${layer}`).toBeLessThan(1e-4);
    }
    const wanted = readFloats(`${name}.grad.f32`);
    let [error, whole] = [0, 0];
    for (let i = 0; i < wanted.length; i++) {
      error += (gradient[i]! - wanted[i]!) ** 2;
      whole += wanted[i]! ** 2;
    }
    expect(Math.sqrt(error / whole)).toBeLessThan(1e-3);
  });
});
