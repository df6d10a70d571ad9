/** Every recipe against PyTorch's values: loss terms 1e-4, gradient 1e-3, 25 Adam steps within 1 %. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/engine/backend.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import type { Network } from '../../../src/engine/network/weights.js';
import { compileObjective, openSession, type Session } from '../../../src/engine/objective/session.js';
import { convert } from '../../../src/engine/objective/space.js';
import { blendGrams, createTargets } from '../../../src/engine/objective/targets.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { createOptimizer } from '../../../src/engine/optimizer/create-optimizer.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { readFixture, readFloats, readPlanes, readShippedNetwork } from '../../golden/fixtures.js';

const fixed = [
  'torch-notebook',
  'notes-400',
  'udacity',
  'gatys-2016',
  'single-layer',
  'tf-tutorial',
] as const;

let network: Network;
let backend: Backend;

beforeAll(async () => {
  network = await readShippedNetwork();
  backend = createOnnxBackend({ device: 'cpu', threads: 2, parameters: parameterSource(network) });
});

async function open(
  recipe: Recipe,
): Promise<{ session: Session; start: Float32Array; perturbed: Float32Array }> {
  const [content, style] = [await readPlanes('content.png'), await readPlanes('style.png')];
  const noise = readFloats('noise.f32');
  const inSpace = (data: Float32Array) => convert(data, 'unit', recipe.variable);
  const targets = await createTargets(backend, recipe, network.inputScale);
  const { width, height } = content;
  const grams = (await targets.measure({ ...style, data: inSpace(style.data) })).grams;
  const bound = {
    ...(await targets.measure({ width, height, data: inSpace(content.data) })).content,
    ...blendGrams(recipe, [{ grams, weight: 1 }]),
  };
  const program = await compileObjective(backend, recipe, height, width, network.inputScale);
  return {
    session: openSession(program, recipe, height, width, bound),
    start: inSpace(content.data),
    perturbed: inSpace(content.data.map((v, i) => Math.min(Math.max(v + noise[i]!, 0), 1))),
  };
}

/** |a - b| / |b|, and 0 where both are (nearly) nothing beside `scale`. */
const relative = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.abs(b));

describe.each(fixed)('recipe %s', (name) => {
  const recipe: Recipe = recipes[name];
  const fixture = readFixture(name);

  it('has the loss terms and the gradient of PyTorch at the photo and near it', async () => {
    const { session, start, perturbed } = await open(recipe);
    for (const [image, expected] of [
      [start, fixture.at_content],
      [perturbed, fixture.at_perturbed],
    ] as const) {
      const { losses } = await session.evaluate(image);
      expect(relative(losses.total, expected.total)).toBeLessThan(1e-4);
      for (const [layer, value] of Object.entries(expected.style)) {
        expect(relative(losses.style[layer]!, value), layer).toBeLessThan(1e-4);
      }
      for (const [layer, value] of Object.entries(expected.content)) {
        // At the photo itself the exact value is 0; what rounding leaves is measured against the value near it.
        const whole = fixture.at_perturbed.content[layer]!;
        expect(Math.abs(losses.content[layer]! - value) / whole, layer).toBeLessThan(1e-4);
      }
      expect(relative(losses.tv, expected.tv)).toBeLessThan(1e-4);
    }
    const { gradient } = await session.evaluate(perturbed);
    const wanted = readFloats(`${name}.grad.f32`);
    let dot = 0;
    let ours = 0;
    let theirs = 0;
    let error = 0;
    for (let i = 0; i < wanted.length; i++) {
      dot += gradient[i]! * wanted[i]!;
      ours += gradient[i]! ** 2;
      theirs += wanted[i]! ** 2;
      error += (gradient[i]! - wanted[i]!) ** 2;
    }
    expect(relative(Math.sqrt(theirs), fixture.at_perturbed.grad_l2)).toBeLessThan(1e-4);
    expect(Math.sqrt(error / theirs)).toBeLessThan(1e-3);
    expect(dot / Math.sqrt(ours * theirs)).toBeGreaterThan(0.9999);
  });

  it('follows 25 steps of torch.optim.Adam within 1 %', async () => {
    const { session, start } = await open(recipe);
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
