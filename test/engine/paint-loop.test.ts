/** The loop itself, on a fake objective: order, pace, ladder, cancel, numbers that are not finite. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PaintSpec, paint } from '../../src/engine/paint.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes, fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';
import type { EndProgress, Progress } from '../../src/progress/progress.js';
import { createFakeAtelier, type FakeAtelier } from '../fakes/atelier.js';

const content = toPixels(createPlanes(64, 48, createUniformNoise(3 * 64 * 48, 1)));
const style = toPixels(createPlanes(40, 40, createUniformNoise(3 * 40 * 40, 2)));
const spec: PaintSpec = {
  content,
  styles: [{ pixels: style, weight: 1 }],
  size: 64,
  startPicture: null,
  seed: 1,
  previewIntervalMs: 0,
};
const single: Recipe = {
  ...recipes.impasto,
  optimizer: { type: 'adam', lr: 0.05 },
  basis: { type: 'pixels' },
  rangePenalty: 0,
  start: 'photo',
  steps: 6,
  ladder: [],
};
const twoRungs = (carry: boolean): Recipe => ({
  ...single,
  ladder: [{ longSide: { pixels: 43 }, steps: { count: 4 }, carry }],
});
const never = new AbortController().signal;

/** Runs to the end; `each` sees every progress as it comes. */
async function collect(
  atelier: FakeAtelier,
  recipe: Recipe,
  changes: Partial<PaintSpec> = {},
  signal = never,
  each: (progress: Progress) => void = () => undefined,
): Promise<Progress[]> {
  const all: Progress[] = [];
  for await (const progress of paint(atelier, recipe, { ...spec, ...changes }, signal)) {
    all.push(progress);
    each(progress);
  }
  return all;
}

const types = (all: readonly Progress[]) => all.map(({ type }) => type);
const endOf = (all: readonly Progress[]) => all.at(-1) as EndProgress;
const nan = { content: {}, style: {}, tv: 0, total: Number.NaN };

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

describe('cancel', () => {
  /** Aborts right after a step. */
  function abortAt(step: number) {
    const controller = new AbortController();
    const each = (progress: Progress) => {
      if (progress.type === 'step' && progress.step === step) controller.abort();
    };
    return { signal: controller.signal, each };
  }

  it('ends after the step at hand, with the best picture so far', async () => {
    const atelier = createFakeAtelier();
    const { signal, each } = abortAt(3);
    const all = await collect(atelier, single, {}, signal, each);
    expect(types(all)).toEqual(['started', 'step', 'step', 'step', 'cancelled']);
    expect(endOf(all)).toMatchObject({ type: 'cancelled', steps: 3 });
    expect(endOf(all).picture).toEqual(toPixels(createPlanes(64, 48, atelier.calls[2]!.image)));
    expect(atelier.openSessions()).toBe(0);
  });

  it('is heard while a step is being computed', async () => {
    const controller = new AbortController();
    const atelier = createFakeAtelier((evaluation, { count }) => {
      if (count === 2) controller.abort();
      return evaluation;
    });
    const all = await collect(atelier, single, {}, controller.signal);
    expect(endOf(all)).toMatchObject({ type: 'cancelled', steps: 2 });
    expect(atelier.calls).toHaveLength(2);
  });

  it('gives the picture in full size when it comes in a smaller rung', async () => {
    const { signal, each } = abortAt(2);
    const all = await collect(createFakeAtelier(), twoRungs(true), {}, signal, each);
    expect(endOf(all)).toMatchObject({ type: 'cancelled', steps: 2, picture: { width: 64, height: 48 } });
  });

  it.each([
    [5, 'sketch'],
    [9, 'full size'],
  ] as const)('after step %i hands over the %s', async (step, which) => {
    const losses = [100, 60, 30, 10, 100, 80, 40, 25, 20, 15];
    const atelier = createFakeAtelier((evaluation, { count }) => ({
      ...evaluation,
      losses: { ...evaluation.losses, total: losses[count - 1]! },
    }));
    const { signal, each } = abortAt(step);
    const end = endOf(await collect(atelier, twoRungs(false), {}, signal, each));
    const sketch = resizePlanes(createPlanes(43, 32, atelier.calls[3]!.image), 64, 48, 'bicubic');
    const full = createPlanes(64, 48, atelier.calls.at(-1)!.image);
    expect(end.type).toBe('cancelled');
    expect(end.picture).toEqual(toPixels(which === 'sketch' ? sketch : full));
    expect(end.losses!.total).toBe(which === 'sketch' ? 10 : 20);
  });

  it('before the start computes nothing and has no picture', async () => {
    const atelier = createFakeAtelier();
    const all = await collect(atelier, single, {}, AbortSignal.abort());
    expect(types(all)).toEqual(['started', 'cancelled']);
    expect(endOf(all)).toMatchObject({ picture: null, losses: null, steps: 0 });
    expect(atelier.calls).toHaveLength(0);
  });

  it('after the last step is too late: the picture is done', async () => {
    const { signal, each } = abortAt(6);
    expect(endOf(await collect(createFakeAtelier(), single, {}, signal, each)).type).toBe('done');
  });

  it('closes the session when the reader leaves', async () => {
    const atelier = createFakeAtelier();
    for await (const progress of paint(atelier, single, spec, never)) {
      if (progress.type === 'step') break;
    }
    expect(atelier.openSessions()).toBe(0);
  });
});

describe('numbers that are not finite', () => {
  const spoil = (isBad: (count: number) => boolean, how: 'value' | 'gradient' = 'value') =>
    createFakeAtelier(({ losses, gradient }, { count }) => {
      if (!isBad(count)) return { losses, gradient };
      if (how === 'value') return { losses: nan, gradient };
      return { losses, gradient: gradient.map((v, i) => (i === 5 ? Number.POSITIVE_INFINITY : v)) };
    });
  const optimizers: readonly Recipe['optimizer'][] = [
    { type: 'adam', lr: 0.05 },
    { type: 'descent', firstStep: 0.05 },
    { type: 'lbfgs', history: 5, firstStep: 0.05 },
  ];

  it.each(
    optimizers.flatMap((optimizer) => (['value', 'gradient'] as const).map((how) => ({ optimizer, how }))),
  )(
    'in the middle ($how, $optimizer.type): one note, and the run goes on from the last good picture',
    async ({ optimizer, how }) => {
      const atelier = spoil((count) => count === 3 || count === 4, how);
      const all = await collect(atelier, { ...single, optimizer });
      expect(all.filter(({ type }) => type === 'note')).toEqual([
        { type: 'note', code: 'not-finite', detail: 'step 3' },
      ]);
      expect(types(all).filter((type) => type === 'step')).toHaveLength(6);
      const { losses, picture } = endOf(all);
      const good = atelier.calls.filter(({ count }) => count !== 3 && count !== 4);
      const totals = good.map(({ image }) => image.reduce((sum, v) => sum + (v - 0.5) ** 2, 0));
      const best = totals.indexOf(Math.min(...totals));
      expect(losses!.total).toBe(totals[best]);
      expect(picture).toEqual(toPixels(createPlanes(64, 48, good[best]!.image)));
    },
  );

  it.each(['value', 'gradient'] as const)('from the first step on (%s) are a failure', async (how) => {
    const atelier = spoil(() => true, how);
    await expect(collect(atelier, single)).rejects.toMatchObject({
      code: 'loss-not-finite',
      context: { recipe: 'impasto' },
    });
    expect(atelier.openSessions()).toBe(0);
  });

  it('from the first step of a later rung on: the picture of the rung before it is kept', async () => {
    const all = await collect(
      spoil((count) => count > 4),
      twoRungs(true),
    );
    expect(all.filter(({ type }) => type === 'note')).toHaveLength(1);
    expect(endOf(all)).toMatchObject({ type: 'done', picture: { width: 64, height: 48 } });
    expect(endOf(all).losses!.total).toBeGreaterThan(0);
  });
});
