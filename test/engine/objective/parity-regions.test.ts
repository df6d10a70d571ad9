/** Guided Gram matrices of two soft, overlapping regions against PyTorch: loss terms 1e-4, gradient 1e-3. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/engine/backend.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import type { Network } from '../../../src/engine/network/weights.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import type { Planes } from '../../../src/engine/planes/planes.js';
import type { Mask } from '../../../src/engine/port.js';
import { five } from '../../../src/engine/recipe/layers.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { guideRegions, planRegions } from '../../../src/engine/regions.js';
import { balanced } from '../../golden/balance.js';
import { expectGradient, expectTerms } from '../../golden/compare.js';
import {
  readFloats,
  readPeerFixture,
  readPixels,
  readPlanes,
  readShippedNetwork,
} from '../../golden/fixtures.js';
import { crop, type GoldenRegion, type Share, stage } from '../../golden/scene.js';

const { impasto } = recipes;

const cases: Readonly<Record<string, Recipe>> = {
  // Its formulae alone: how much the terms count is tuned from time to time.
  'masks-impasto': {
    ...impasto,
    content: { ...impasto.content, weight: 10 },
    style: { ...impasto.style, layers: five(1), weight: 1 },
  },
  'masks-crowsonkb-w2': recipes['crowsonkb-w2'],
};

let network: Network;
let backend: Backend;

beforeAll(async () => {
  network = await readShippedNetwork();
  backend = createOnnxBackend({ device: 'cpu', threads: 2, parameters: parameterSource(network) });
});

/** Red and green of masks.png. The first is of one style, the second of two. */
async function readMasks(): Promise<readonly Mask[]> {
  const { width, height, data } = await readPixels('masks.png');
  return [0, 1, 1].map((channel) => ({
    ...{ width, height },
    data: Uint8Array.from(
      { length: width * height },
      (_, i) => data[(data.length / width / height) * i + channel]!,
    ),
  }));
}

/** Red takes green's place, green blue's, blue red's. */
function rotateChannels({ width, height, data }: Planes): Planes {
  const area = width * height;
  return { width, height, data: data.map((_, i) => data[(i + area) % data.length]!) };
}

describe.each(Object.entries(cases))('%s', (name, recipe) => {
  it('has the loss terms and the gradient of PyTorch', { timeout: 240_000 }, async () => {
    const fixture = readPeerFixture(name);
    const { width, height } = fixture;
    const [content, style] = [await readPlanes('content.png'), await readPlanes('style.png')];
    const shares: Share[] = [
      [style, 1],
      [style, 3],
      [rotateChannels(style), 7],
    ];
    const guided = guideRegions(planRegions(await readMasks(), fixture), fixture);
    expect(guided.map(({ styles }) => styles)).toEqual([[0], [1, 2]]);
    // PyTorch's regions have weights that add up to 1; ours add up to the painted share of the picture.
    const painted = guided.reduce((sum, { weight }) => sum + weight, 0);
    const regions = guided.map(({ guides, weight, styles }, r): GoldenRegion => {
      expect(weight / painted).toBeCloseTo(fixture.shares![r]!, 6);
      return { guides, weight: weight / painted, styles: styles.map((k) => shares[k]!) };
    });

    const photo = crop(content, width, height);
    const noise = crop({ ...content, data: readFloats('noise.f32') }, width, height).data;
    const { start, perturbed, open } = await stage(backend, network, recipe, photo, noise, [], regions);
    const session = open(recipe);
    expectTerms(await session.evaluate(start), fixture.at_content, fixture.at_perturbed);
    const near = await session.evaluate(perturbed);
    expectTerms(near, fixture.at_perturbed, fixture.at_perturbed);
    expectGradient(near.gradient, readFloats(`${name}.grad.f32`));
    const { gradient } = await open(balanced(recipe, fixture)).evaluate(perturbed);
    expectGradient(gradient, readFloats(`${name}.balanced.f32`));
  });
});
