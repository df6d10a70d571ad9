/** What is measured of pictures of any size, and blends of styles, on the runtime and the shipped weights. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../../src/engine/backend.js';
import { plainMatrices } from '../../../src/engine/graph/plain-matrices.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import { layerNamed } from '../../../src/engine/network/vgg19.js';
import type { Network } from '../../../src/engine/network/weights.js';
import type { ObjectiveRecipe } from '../../../src/engine/objective/objective.js';
import { compileObjective, openSession } from '../../../src/engine/objective/session.js';
import { blendGrams, createTargets, type Grams } from '../../../src/engine/objective/targets.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { readShippedNetwork } from '../../golden/fixtures.js';

// Programs of 512 channels take a while to make where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

let network: Network;
let backend: Backend;
beforeAll(async () => {
  network = await readShippedNetwork();
  backend = createOnnxBackend({ device: 'cpu', threads: 2, parameters: parameterSource(network) });
});

const five = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1'].map((layer) => ({ layer, weight: 1 }));
const gaussians: ObjectiveRecipe = {
  ...{
    variable: 'unit',
    normalization: 'imagenet',
    pooling: 'average',
    averageGain: 2,
    padding: 'replicate',
  },
  content: { formula: 'mean', layers: [{ layer: 'conv4_2', weight: 1 }], weight: 0.015 },
  style: { formula: 'wasserstein', layers: five, weight: 1 },
  tv: { formula: 'l2-nine-point', weight: 2 },
};
const grams: ObjectiveRecipe = { ...gaussians, style: { ...gaussians.style, formula: 'per-position' } };

const picture = (width: number, height: number, value: (i: number) => number) => ({
  ...{ width, height },
  data: Float32Array.from({ length: 3 * width * height }, (_, i) => value(i)),
});
function noise(width: number, height: number, seed: number, most = 1) {
  const values = createUniformNoise(3 * width * height, seed, 0, most);
  return picture(width, height, (i) => values[i]!);
}

/** Losses of `seen` with the photo and the style `own`. */
async function compare(
  recipe: ObjectiveRecipe,
  own: ReturnType<typeof picture>,
  seen: readonly ReturnType<typeof picture>[],
) {
  const { width, height } = own;
  const targets = await createTargets(backend, recipe, network.inputScale);
  const { content, grams } = await targets.measure(own);
  const program = await compileObjective(backend, recipe, height, width, network.inputScale);
  const bound = { ...content, ...(await targets.blend([{ grams, weight: 1 }])) };
  const session = openSession(program, recipe, height, width, bound);
  const found = [];
  for (const { data } of seen) found.push(await session.evaluate(data));
  await program.release();
  return found;
}

describe.each([
  [16, 16],
  [17, 31],
  [33, 16],
  [50, 47],
])('of %i x %i', (w, h) => {
  it.each([
    ['Gram matrices', grams, 1e-6],
    // Of few positions there is not much to tell Gaussians by, and twelve iterations leave something of that.
    ['Gaussians', gaussians, 0.2],
  ] as const)('%s of a picture are those that an objective of its size finds', async (_, recipe, share) => {
    const own = noise(w, h, 3);
    const [same, other] = await compare(recipe, own, [own, noise(w, h, 4, 0.3)]);
    expect(same!.losses.content.conv4_2! / other!.losses.content.conv4_2!).toBeLessThan(1e-9);
    for (const { layer } of five)
      expect(same!.losses.style[layer]! / other!.losses.style[layer]!, layer).toBeLessThan(share);
    for (const { gradient } of [same!, other!]) expect(gradient.every(Number.isFinite)).toBe(true);
  });

  it('counts positions as the poolings leave them, and measures means where the formula has them', async () => {
    for (const recipe of [grams, gaussians]) {
      const targets = await createTargets(backend, recipe, network.inputScale);
      const { grams: found } = await targets.measure(noise(w, h, 5));
      for (const { layer } of five) {
        const { block, outChannels: c } = layerNamed(layer);
        expect(found[layer]!.positions).toBe((w >> (block - 1)) * (h >> (block - 1)));
        expect(found[layer]!.means?.length).toBe(recipe === gaussians ? c : undefined);
      }
    }
  });
});

describe('Gaussians', () => {
  it.each([
    ['black', 0],
    ['white', 1],
    ['one grey', 0.5],
  ] as const)('of a picture that is all %s have a gradient, and so have all beside it', async (_, value) => {
    const flat = picture(40, 32, () => value);
    const striped = picture(40, 32, (i) => (i % 8 < 4 ? 0 : 1));
    for (const own of [flat, striped]) {
      for (const { gradient, losses } of await compare(gaussians, own, [flat, striped])) {
        expect(gradient.every(Number.isFinite)).toBe(true);
        expect(losses.total).toBeGreaterThan(0);
        expect(losses.total).toBeLessThan(Infinity);
      }
    }
  });

  it('are blended as if the positions of both pictures were those of one', async () => {
    const targets = await createTargets(backend, gaussians, network.inputScale);
    const { grams: first } = await targets.measure(noise(32, 16, 1));
    const { grams: second } = await targets.measure(noise(32, 16, 2, 0.4));
    const blended = blendGrams(gaussians, [
      { grams: first, weight: 3 },
      { grams: second, weight: 1 },
    ]);
    const c = 64;
    const at = 'conv1_1';
    const raw = (g: Grams, i: number, j: number): number => {
      const { values, positions, means } = g[at]!;
      return values[i * c + j]! / positions + means![i]! * means![j]!;
    };
    const mean = (i: number) => 0.75 * first[at]!.means![i]! + 0.25 * second[at]!.means![i]!;
    for (const [i, j] of [
      [0, 0],
      [3, 3],
      [5, 40],
      [63, 1],
    ] as const) {
      const moment = 0.75 * raw(first, i, j) + 0.25 * raw(second, i, j);
      const expected = moment - mean(i) * mean(j) + (i === j ? 1e-4 : 0);
      const found = blended[`style/${at}/target`]!.data[i * c + j]!;
      expect(Math.abs(found - expected)).toBeLessThan(1e-5 * Math.abs(moment));
      expect(blended[`style/${at}/mean`]!.data[i]).toBeCloseTo(mean(i), 3);
    }
  });

  it('have roots, made on the backend, whose squares they are', async () => {
    const targets = await createTargets(backend, gaussians, network.inputScale);
    const { grams: measured } = await targets.measure(noise(64, 48, 1));
    const styles = [{ grams: measured, weight: 1 }];
    const [covariances, roots] = [blendGrams(gaussians, styles), await targets.blend(styles)];
    for (const layer of ['conv1_1', 'conv2_1']) {
      const c = layerNamed(layer).outChannels;
      const on = plainMatrices(c);
      const root = Float64Array.from(roots[`style/${layer}/target`]!.data);
      const whole = Float64Array.from(covariances[`style/${layer}/target`]!.data);
      const rest = on.subtract(on.product(root, root), whole);
      expect(on.norm(rest, 1) / on.norm(whole, 1), layer).toBeLessThan(1e-3);
      const trace = whole.reduce((sum, v, i) => (i % (c + 1) === 0 ? sum + v : sum), 0);
      expect(roots[`style/${layer}/trace`]!.data[0]! / trace).toBeCloseTo(1, 5);
    }
  });
});
