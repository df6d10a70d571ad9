/** The photo's colours on everything that is shown, and on nothing that is computed. */
import { expect, it } from 'vitest';
import { keepColors } from '../../src/engine/planes/keep-colors.js';
import { fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import type { PreviewPixels, Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, content, endOf, never, single, twoRungs } from './paint-fake.js';
import { atelier, createPlace, resume, runUntil } from './resume-fake.js';

const recipe = { ...single, start: 'noise' } as const;
const largestGap = (a: PreviewPixels, b: PreviewPixels) =>
  Math.max(...Array.from(a.data, (value, i) => Math.abs(value - b.data[i]!)));
const each = { previewIntervalMs: 1e-6 };

it('previews and the end have the light of the painting and the colours of the photo', async () => {
  const painted = await collect(createFakeAtelier(), recipe, each);
  const kept = await collect(createFakeAtelier(), recipe, { ...each, colors: 'luminance' });
  const pictures = (all: typeof kept) =>
    all.flatMap((progress) => (progress.type === 'preview' || progress.type === 'done' ? [progress] : []));
  expect(pictures(kept).length).toBeGreaterThan(2);
  for (const [k, { picture }] of pictures(kept).entries()) {
    const plain = fromPixels(pictures(painted)[k]!.picture!);
    const expected = toPixels(keepColors(plain, fromPixels(content)));
    // The painting went through bytes once more here.
    expect(largestGap(picture!, expected)).toBeLessThanOrEqual(2);
  }
});

it('the painting itself is the same, and the recipe says what was wished', async () => {
  const [plain, kept] = [createFakeAtelier(), createFakeAtelier()];
  await collect(plain, twoRungs(true));
  const all = await collect(kept, twoRungs(true), { colors: 'luminance' });
  expect(kept.calls.map(({ image }) => image)).toEqual(plain.calls.map(({ image }) => image));
  expect(endOf(all).recipe).toMatchObject({ colors: 'luminance' });
});

it('a cancelled picture has the colours of the photo, one of a smaller size too', async () => {
  for (const [step, recipe] of [
    [3, single],
    [2, twoRungs(true)],
  ] as const) {
    const run = async (colors: 'style' | 'luminance') => {
      const abort = new AbortController();
      const see = (progress: Progress) => progress.type === 'step' && progress.step === step && abort.abort();
      return endOf(await collect(createFakeAtelier(), recipe, { colors }, abort.signal, see));
    };
    const [plain, kept] = [await run('style'), await run('luminance')];
    expect([kept.type, kept.steps]).toEqual(['cancelled', step]);
    const expected = toPixels(keepColors(fromPixels(plain.picture!), fromPixels(content)));
    expect(largestGap(kept.picture!, expected)).toBeLessThanOrEqual(2);
    expect(largestGap(kept.picture!, plain.picture!)).toBeGreaterThan(20);
  }
});

it('a render that was suspended goes on to the same picture', async () => {
  const changes = { colors: 'luminance' } as const;
  const whole = endOf(await collect(atelier(), twoRungs(true), changes, never));
  for (const step of [2, 4, 7]) {
    const kept = createPlace();
    await runUntil(step, twoRungs(true), kept, changes);
    const all = await resume(twoRungs(true), kept, changes);
    expect(all[0]).toMatchObject({ resumedAt: step });
    expect(endOf(all).picture).toEqual(whole.picture);
  }
});
