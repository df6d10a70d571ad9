/** How the loop ends before its time: by a cancel, or by numbers that are not finite. */
import { describe, expect, it } from 'vitest';
import { paint } from '../../src/engine/paint.js';
import { createPlanes, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, endOf, never, single, spec, twoRungs, types } from './paint-fake.js';

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

const nan = { content: {}, style: {}, tv: 0, total: Number.NaN };

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
