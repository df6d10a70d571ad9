/** What a recipe with averaging shows: the mean of the start and of the points that steps led to. */
import { describe, expect, it } from 'vitest';
import { createAverageKeeper } from '../../src/engine/keeper.js';
import { createOptimizer } from '../../src/engine/optimizer/create-optimizer.js';
import { createPlanes, fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, content, endOf, single, twoRungs } from './paint-fake.js';

const averaged: Recipe = { ...single, averaging: 0.8, clamp: true };
const losses = { content: {}, style: {}, tv: 0, total: 0 };

/** Adam with the fake's gradient, by hand. @returns the average of the start and of every point after a good step */
function follow(start: Float32Array, steps: number, bad = 0): Float32Array {
  const optimizer = createOptimizer(averaged.optimizer, start, { lower: 0, upper: 1 });
  const keeper = createAverageKeeper(averaged.averaging);
  keeper.see(optimizer.point, losses);
  for (let step = 1; step <= steps; step++) {
    const gradient = optimizer.point.map((value) => (step === bad ? Number.NaN : 2 * (value - 0.5)));
    if (optimizer.tell(1, gradient)) keeper.see(optimizer.point, losses);
  }
  return keeper.image!;
}

describe('a recipe with averaging', () => {
  it('ends with the average, the point after the last step in it', async () => {
    const end = endOf(await collect(createFakeAtelier(), averaged));
    const expected = follow(fromPixels(content).data, 6);
    expect(end.picture).toEqual(toPixels(createPlanes(64, 48, expected)));
    expect(end.picture).not.toEqual(toPixels(createPlanes(64, 48, follow(fromPixels(content).data, 5))));
  });

  it('begins anew at each rung, from the average of the rung below', async () => {
    const fake = createFakeAtelier();
    const all = await collect(fake, { ...averaged, ladder: twoRungs(true).ladder });
    const small = resizePlanes(fromPixels(content), 43, 32, 'lanczos3');
    const below = createPlanes(43, 32, follow(small.data, 4));
    const start = resizePlanes(below, 64, 48, 'bicubic').data.map((v) => Math.min(Math.max(v, 0), 1));
    expect(fake.calls[4]!.image).toEqual(start);
    expect(endOf(all).picture).toEqual(toPixels(createPlanes(64, 48, follow(start, 6))));
  });

  it('shows it on the way, too: each preview and each intermediate picture', async () => {
    const all = await collect(createFakeAtelier(), averaged, { previewEvery: 2, saveEvery: 3 });
    const found = all.flatMap((p) => (p.type === 'preview' || p.type === 'intermediate' ? [p] : []));
    expect(found.map(({ type, step }) => `${type} ${step}`)).toEqual([
      ...['preview 2', 'intermediate 3', 'preview 4'],
    ]);
    for (const { step, picture } of found)
      expect(picture).toEqual(toPixels(createPlanes(64, 48, follow(fromPixels(content).data, step))));
  });

  it('leaves out what a bad evaluation led to', async () => {
    const spoilt = createFakeAtelier((evaluation, { count }) =>
      count === 3 ? { ...evaluation, gradient: evaluation.gradient.map(() => Number.NaN) } : evaluation,
    );
    const all = await collect(spoilt, averaged);
    expect(all.some((p: Progress) => p.type === 'note' && p.code === 'not-finite')).toBe(true);
    const expected = follow(fromPixels(content).data, 6, 3);
    expect(endOf(all).picture).toEqual(toPixels(createPlanes(64, 48, expected)));
  });
});

describe('moments on the ladder', () => {
  const warm: Recipe = { ...twoRungs(true), clamp: true, averaging: 0.8, carryMoments: true };
  const firstStepOf = (fake: ReturnType<typeof createFakeAtelier>) => {
    const [from, to] = [fake.calls[4]!.image, fake.calls[5]!.image];
    return from.map((value, i) => to[i]! - value);
  };

  it('go up where the recipe says so: the first step there goes on from those below', async () => {
    const [warmed, cold] = [createFakeAtelier(), createFakeAtelier()];
    await collect(warmed, warm);
    await collect(cold, { ...warm, carryMoments: false });
    expect(warmed.calls[4]!.image).toEqual(cold.calls[4]!.image);
    // Without a past Adam's first step is the rate everywhere; with one it is not.
    const inside = (v: number) => v !== 0;
    for (const step of firstStepOf(cold).filter(inside)) expect(Math.abs(step)).toBeCloseTo(0.05, 3);
    expect(firstStepOf(warmed)).not.toEqual(firstStepOf(cold));
  });

  it('do not go up from a sketch', async () => {
    const [warmed, cold] = [createFakeAtelier(), createFakeAtelier()];
    await collect(warmed, { ...warm, ladder: twoRungs(false).ladder });
    await collect(cold, { ...warm, ladder: twoRungs(false).ladder, carryMoments: false });
    expect(warmed.calls.map(({ image }) => image)).toEqual(cold.calls.map(({ image }) => image));
  });
});
