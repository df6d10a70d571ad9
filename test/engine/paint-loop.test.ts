/** The loop itself, on a fake objective: order, pace, ladder. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes, fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, content, endOf, single, twoRungs, types } from './paint-fake.js';

describe('paint', () => {
  it('tells the start, every step in order and the end, and closes its sessions', async () => {
    const atelier = createFakeAtelier();
    const all = await collect(atelier, twoRungs(true));
    expect(types(all)).toEqual(['started', ...Array(10).fill('step'), 'done']);
    expect(all[0]).toMatchObject({ width: 64, height: 48, steps: 10, rungs: 2, device: 'fake' });
    const steps = all.filter((progress) => progress.type === 'step');
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(steps.map(({ rung }) => rung)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    expect(steps.map(({ width, height }) => `${width}x${height}`)).toEqual([
      ...Array(4).fill('43x32'),
      ...Array(6).fill('64x48'),
    ]);
    expect(steps.at(-1)).toMatchObject({ steps: 10, rungs: 2, etaSeconds: 0 });
    expect(endOf(all)).toMatchObject({ steps: 10, device: 'fake', picture: { width: 64, height: 48 } });
    expect(endOf(all).peakRssMiB).toBeGreaterThan(10);
    expect(atelier.openSessions()).toBe(0);
  });

  it('returns the best picture and the losses that belong to it', async () => {
    // The second of three pictures is made out to be the best.
    const atelier = createFakeAtelier((evaluation, { count }) => ({
      ...evaluation,
      losses: { ...evaluation.losses, total: [9, 1, 4][count - 1]! },
    }));
    const end = endOf(await collect(atelier, { ...single, steps: 3 }));
    expect(end.losses!.total).toBe(1);
    expect(end.picture).toEqual(toPixels(createPlanes(64, 48, atelier.calls[1]!.image)));
  });

  it('starts a rung from the picture of the rung before it where that carries', async () => {
    const atelier = createFakeAtelier();
    await collect(atelier, twoRungs(true));
    // The fake loss falls with every step, so the last picture seen is the best.
    const last = atelier.calls[3]!;
    const expected = resizePlanes(createPlanes(43, 32, last.image), 64, 48, 'bicubic');
    expect(atelier.calls[4]!.image).toEqual(expected.data);
  });

  it('starts a rung afresh where the one before it was a sketch', async () => {
    const atelier = createFakeAtelier();
    await collect(atelier, twoRungs(false));
    expect(atelier.calls[4]!.image).toEqual(resizePlanes(fromPixels(content), 64, 48, 'lanczos3').data);
  });

  it('is the same picture twice, and another one for another seed of noise', async () => {
    const noisy: Recipe = { ...single, start: 'noise' };
    const run = async (seed: number) => endOf(await collect(createFakeAtelier(), noisy, { seed })).picture;
    expect(await run(1)).toEqual(await run(1));
    expect(await run(1)).not.toEqual(await run(2));
  });

  it('starts from a picture that was handed in', async () => {
    const atelier = createFakeAtelier();
    const startPicture = toPixels(createPlanes(64, 48, createUniformNoise(3 * 64 * 48, 9)));
    await collect(atelier, { ...single, start: 'picture' }, { startPicture });
    expect(atelier.calls[0]!.image).toEqual(fromPixels(startPicture).data);
  });
});

describe('previews', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** Every evaluation takes a second. */
  const slow = () =>
    createFakeAtelier((evaluation) => {
      vi.advanceTimersByTime(1000);
      return evaluation;
    });
  const shownAt = (all: readonly Progress[]) =>
    all.flatMap((progress) => (progress.type === 'preview' ? [progress.step] : []));

  it('come at a steady pace, never of the start and never beside the end', async () => {
    expect(shownAt(await collect(slow(), { ...single, steps: 9 }, { previewIntervalMs: 2500 }))).toEqual([
      3, 6,
    ]);
    expect(shownAt(await collect(slow(), { ...single, steps: 5 }, { previewIntervalMs: 1 }))).toEqual([
      2, 3, 4,
    ]);
  });

  it('do not come where none are wanted', async () => {
    expect(shownAt(await collect(slow(), twoRungs(true)))).toEqual([]);
  });

  it('show the end of the first rung whatever the clock says', async () => {
    expect(shownAt(await collect(slow(), twoRungs(true), { previewIntervalMs: 1e6 }))).toEqual([4]);
  });

  it('do not go back from a sketch to a picture that is not painted yet', async () => {
    const losses = [100, 60, 30, 10, 100, 80, 40, 25, 20, 15];
    const atelier = createFakeAtelier((evaluation, { count }) => {
      vi.advanceTimersByTime(1000);
      return { ...evaluation, losses: { ...evaluation.losses, total: losses[count - 1]! } };
    });
    const all = await collect(atelier, twoRungs(false), { previewIntervalMs: 1 });
    expect(shownAt(all)).toEqual([2, 3, 4, 8, 9]);
  });

  it('are 512 pixels large at most', async () => {
    const startPicture = toPixels(createPlanes(64, 48, new Float32Array(3 * 64 * 48)));
    const recipe: Recipe = { ...single, start: 'picture', steps: 3 };
    const all = await collect(slow(), recipe, { size: 640, startPicture, previewIntervalMs: 1 });
    expect(all.find(({ type }) => type === 'preview')).toMatchObject({
      picture: { width: 512, height: 384 },
    });
  });

  it('tell how long the rest will take', async () => {
    const all = await collect(slow(), single);
    const etas = all.flatMap((progress) => (progress.type === 'step' ? [progress.etaSeconds] : []));
    expect(etas).toEqual([null, 4, 3, 2, 1, 0]);
  });
});
