/** The peers' recipes against PyTorch's values: loss terms 1e-4, gradient 1e-3, each term's own gradient too. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/engine/backend.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import type { Network } from '../../../src/engine/network/weights.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { balanced } from '../../golden/balance.js';
import { expectGradient, expectTerms, relative } from '../../golden/compare.js';
import { readFloats, readPeerFixture, readShippedNetwork } from '../../golden/fixtures.js';
import { stageGolden } from '../../golden/scene.js';
import type { OpenBackend } from './parity-seeds.js';

const { pastiche, crowsonkb } = recipes;

/** Rows as they are, but where a fixture says otherwise. */
const cases: Readonly<Record<string, Recipe>> = {
  'neural-style': recipes['neural-style'],
  'neural-style-pt': recipes['neural-style-pt'],
  // Its own weight is 0.
  pastiche: { ...pastiche, tv: { ...pastiche.tv, weight: 10 } },
  crowsonkb,
  'crowsonkb-average': { ...crowsonkb, pooling: 'average' },
  'crowsonkb-w2': recipes['crowsonkb-w2'],
};

/** @param open the backend with the shipped weights. */
export function testPeers(open: OpenBackend): void {
  let network: Network;
  let backend: Backend;

  beforeAll(async () => {
    network = await readShippedNetwork();
    backend = await open(parameterSource(network));
  });

  describe.each(Object.entries(cases))('%s', (name, recipe) => {
    it('has the loss terms and the gradient of PyTorch at the photo and near it', {
      timeout: 240_000,
    }, async () => {
      const fixture = readPeerFixture(name);
      // A small one would be lost in the total.
      const { alpha, beta, tv } = fixture.recipe;
      expect([recipe.content.weight, recipe.style.weight, recipe.tv.weight]).toEqual([alpha, beta, tv]);
      const { start, perturbed, open: bind } = await stageGolden(backend, network, recipe);
      const session = bind(recipe);
      expectTerms(await session.evaluate(start), fixture.at_content, fixture.at_perturbed);
      const near = await session.evaluate(perturbed);
      expectTerms(near, fixture.at_perturbed, fixture.at_perturbed);
      const wanted = readFloats(`${name}.grad.f32`);
      expect(relative(Math.hypot(...wanted), fixture.at_perturbed.grad_l2)).toBeLessThan(1e-4);
      expectGradient(near.gradient, wanted);

      const { gradient } = await bind(balanced(recipe, fixture)).evaluate(perturbed);
      expectGradient(gradient, readFloats(`${name}.balanced.f32`));
    });
  });
}
