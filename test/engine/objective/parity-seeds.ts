/** The six seeds' recipes against PyTorch's values: loss terms 1e-4, gradient 1e-3, 25 Adam steps within 1 %. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/engine/backend.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import type { Network } from '../../../src/engine/network/weights.js';
import type { ParameterSource } from '../../../src/engine/onnx/emit.js';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { expectGradient, expectTerms, relative } from '../../golden/compare.js';
import { readFixture, readFloats, readShippedNetwork } from '../../golden/fixtures.js';
import { stageGolden } from '../../golden/scene.js';

export type OpenBackend = (parameters: ParameterSource) => Backend | Promise<Backend>;

const fixed = [
  'torch-notebook',
  'notes-400',
  'udacity',
  'gatys-2016',
  'single-layer',
  'tf-tutorial',
] as const;

/** @param open the backend with the shipped weights. */
export function testSeeds(open: OpenBackend): void {
  let network: Network;
  let backend: Backend;

  beforeAll(async () => {
    network = await readShippedNetwork();
    backend = await open(parameterSource(network));
  });

  describe.each(fixed)('recipe %s', (name) => {
    const recipe: Recipe = recipes[name];
    const fixture = readFixture(name);

    it('has the loss terms and the gradient of PyTorch at the photo and near it', async () => {
      const { start, perturbed, open: bind } = await stageGolden(backend, network, recipe);
      const session = bind(recipe);
      expectTerms(await session.evaluate(start), fixture.at_content, fixture.at_perturbed);
      const near = await session.evaluate(perturbed);
      expectTerms(near, fixture.at_perturbed, fixture.at_perturbed);
      const wanted = readFloats(`${name}.grad.f32`);
      expect(relative(Math.hypot(...wanted), fixture.at_perturbed.grad_l2)).toBeLessThan(1e-4);
      expectGradient(near.gradient, wanted);
    });

    it('follows 25 steps of torch.optim.Adam within 1 %', async () => {
      const { start, open: bind } = await stageGolden(backend, network, recipe);
      const session = bind(recipe);
      const { clamp, ...options } = fixture.recipe.optimizer;
      const bounds = clamp ? { lower: 0, upper: 1 } : undefined;
      const { lr, beta1 = 0.9, eps = 1e-8 } = options;
      const adam = createOptimizer({ type: 'adam', lr, beta1, eps }, start, bounds);
      for (const expected of fixture.adam_totals) {
        const { losses, gradient } = await session.evaluate(adam.point);
        expect(relative(losses.total, expected)).toBeLessThan(1e-2);
        adam.tell(losses.total, gradient);
      }
    });
  });
}
