/** Guided Gram matrices of two soft, overlapping regions against PyTorch: loss terms 1e-4, gradient 1e-3. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/engine/backend.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import type { Network } from '../../../src/engine/network/weights.js';
import { guideBlocks } from '../../../src/engine/objective/objective.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import type { Planes } from '../../../src/engine/planes/planes.js';
import { five } from '../../../src/engine/recipe/layers.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { balanced } from '../../golden/balance.js';
import { expectGradient, expectTerms } from '../../golden/compare.js';
import { readFloats, readPeerFixture, readPlanes, readShippedNetwork } from '../../golden/fixtures.js';
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

/** Means of blocks of 2^(block - 1), what is left over at the right and below dropped; then mean(T^2) = 1. */
function guideAt(mask: Float32Array, width: number, height: number, block: number): Float32Array {
  const side = 2 ** (block - 1);
  const [columns, rows] = [Math.floor(width / side), Math.floor(height / side)];
  const guide = new Float32Array(columns * rows).map((_, i) => {
    const [top, left] = [Math.floor(i / columns) * side, (i % columns) * side];
    let sum = 0;
    for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) sum += mask[(top + y) * width + left + x]!;
    return sum / side ** 2;
  });
  const meanSquare = guide.reduce((sum, t) => sum + t * t, 0) / guide.length;
  return guide.map((t) => t / Math.sqrt(meanSquare));
}

/** Red takes green's place, green blue's, blue red's. */
function rotateChannels({ width, height, data }: Planes): Planes {
  const area = width * height;
  return { width, height, data: data.map((_, i) => data[(i + area) % data.length]!) };
}

describe.each(Object.entries(cases))('%s', (name, recipe) => {
  it('has the loss terms and the gradient of PyTorch', { timeout: 120_000 }, async () => {
    const fixture = readPeerFixture(name);
    const { width, height } = fixture;
    const [content, style, masks] = [
      await readPlanes('content.png'),
      await readPlanes('style.png'),
      await readPlanes('masks.png'),
    ];
    expect([masks.width, masks.height]).toEqual([width, height]);
    const painted: Share[][] = [
      [[style, 1]],
      [
        [style, 3],
        [rotateChannels(style), 7],
      ],
    ];
    const means = painted.map((_, r) => {
      const mask = masks.data.subarray(r * width * height, (r + 1) * width * height);
      return mask.reduce((sum, m) => sum + m, 0) / mask.length;
    });
    const regions = painted.map((styles, r): GoldenRegion => {
      const mask = masks.data.subarray(r * width * height, (r + 1) * width * height);
      const guides = guideBlocks(recipe).map((b) => [b, guideAt(mask, width, height, b)] as const);
      const weight = means[r]! / (means[0]! + means[1]!);
      expect(weight).toBeCloseTo(fixture.shares![r]!, 6);
      return { guides: Object.fromEntries(guides), weight, styles };
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
