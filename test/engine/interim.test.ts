/** Pictures on the way: by steps, by the recipe's own rhythm, and of full size for files. */
import { describe, expect, it } from 'vitest';
import { createPreviewPace, type PreviewRhythm } from '../../src/engine/preview-pace.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, content, endOf, single, twoRungs } from './paint-fake.js';

const stepsOf = (all: readonly Progress[], type: 'preview' | 'intermediate') =>
  all.flatMap((progress) => (progress.type === type ? [progress.step] : []));

describe('createPreviewPace', () => {
  const due = (rhythm: Partial<PreviewRhythm>, rungs = [{ steps: 4 }, { steps: 8 }]) => {
    const whole = { previewIntervalMs: 0, previewEvery: 0, reportEvery: 1, ...rhythm };
    const pace = createPreviewPace(whole, rungs, () => 0);
    const steps = rungs.flatMap(({ steps: count }, index) => Array<number>(count).fill(index));
    return steps.flatMap((index, k) => (pace.isDue(k + 1, index) ? [k + 1] : []));
  };

  it('counts over all rungs, and leaves the first and the last step out', () => {
    expect(due({ previewEvery: 3 })).toEqual([3, 6, 9]);
    expect(due({ previewEvery: 1 })).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(due({ previewEvery: 12 })).toEqual([]);
  });

  it("keeps to the recipe's own rhythm beside the clock, where there is one", () => {
    expect(due({ previewIntervalMs: 1000, reportEvery: 5 })).toEqual([4, 5, 10]);
    expect(due({ previewIntervalMs: 1000, reportEvery: 5, previewEvery: 3 })).toEqual([3, 4, 5, 6, 9, 10]);
    // A recipe that reports every step has no rhythm.
    expect(due({ previewIntervalMs: 1000 })).toEqual([4]);
  });

  it('has none where none are wanted, whatever the recipe says', () => {
    expect(due({ reportEvery: 5 })).toEqual([]);
  });
});

describe('paint', () => {
  it('shows previews by steps where the clock gives none', async () => {
    const all = await collect(createFakeAtelier(), { ...single, steps: 9 }, { previewEvery: 4 });
    expect(stepsOf(all, 'preview')).toEqual([4, 8]);
    expect(stepsOf(all, 'intermediate')).toEqual([]);
  });

  it("shows previews at the recipe's own rhythm", async () => {
    const recipe = { ...single, steps: 9, reportEvery: 3 };
    const wanted = await collect(createFakeAtelier(), recipe, { previewIntervalMs: 1e9 });
    expect(stepsOf(wanted, 'preview')).toEqual([3, 6]);
    expect(stepsOf(await collect(createFakeAtelier(), recipe), 'preview')).toEqual([]);
  });

  it('gives pictures of full size from every rung, all but the last step', async () => {
    const all = await collect(createFakeAtelier(), twoRungs(true), { saveEvery: 2 });
    expect(stepsOf(all, 'intermediate')).toEqual([2, 4, 6, 8]);
    for (const progress of all)
      if (progress.type === 'intermediate') expect(progress.picture).toMatchObject({ width: 64, height: 48 });
  });

  it('gives none where none are wanted', async () => {
    expect(stepsOf(await collect(createFakeAtelier(), single), 'intermediate')).toEqual([]);
  });

  it('gives the picture as it would be if that step were the last', async () => {
    const all = await collect(createFakeAtelier(), { ...single, steps: 5 }, { saveEvery: 1 });
    for (const progress of all) {
      if (progress.type !== 'intermediate') continue;
      const until = endOf(await collect(createFakeAtelier(), { ...single, steps: progress.step }));
      expect(progress.picture).toEqual(until.picture);
    }
    expect(stepsOf(all, 'intermediate')).toEqual([1, 2, 3, 4]);
  });

  it('keeps to the sketch as long as the picture after it is not painted', async () => {
    const losses = [100, 60, 30, 10, 100, 80, 40, 25, 20, 15];
    const atelier = createFakeAtelier((evaluation, { count }) => ({
      ...evaluation,
      losses: { ...evaluation.losses, total: losses[count - 1]! },
    }));
    const all = await collect(atelier, twoRungs(false), { saveEvery: 1, previewEvery: 1 });
    expect(stepsOf(all, 'preview')).toEqual([2, 3, 4, 8, 9]);
    const pictures = all.flatMap((p) => (p.type === 'intermediate' ? [p.picture] : []));
    expect(pictures).toHaveLength(9);
    for (const k of [4, 5, 6]) expect(pictures[k]).toEqual(pictures[3]);
    expect(pictures[7]).not.toEqual(pictures[3]);
  });

  it('has the colours that are wished in every picture', async () => {
    const grey = (data: Uint8Array) => data.every((v, i) => v === data[i - (i % 3)]);
    const photo = { ...content, data: content.data.map((_, i, all) => all[i - (i % 3)]!) };
    const recipe = { ...twoRungs(true), start: 'noise' } as const;
    const run = async (colors: 'luminance' | 'style') => {
      const all = await collect(createFakeAtelier(), recipe, {
        ...{ content: photo, colors, saveEvery: 3, previewEvery: 3 },
      });
      return all.flatMap((p) => ('picture' in p && p.picture ? [grey(p.picture.data)] : []));
    };
    expect(await run('luminance')).toEqual(Array(7).fill(true));
    expect(await run('style')).toEqual(Array(7).fill(false));
  });
});
