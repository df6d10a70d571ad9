/** The photo's colours on everything that is shown, and on nothing that is computed. */
import { expect, it } from 'vitest';
import { keepColors } from '../../src/engine/planes/keep-colors.js';
import { fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, content, endOf, single, twoRungs } from './paint-fake.js';

const recipe = { ...single, start: 'noise' } as const;
const each = { previewIntervalMs: 1e-6 };

it('previews and the end have the light of the painting and the colours of the photo', async () => {
  const painted = await collect(createFakeAtelier(), recipe, each);
  const kept = await collect(createFakeAtelier(), recipe, { ...each, colors: 'photo' });
  const pictures = (all: typeof kept) =>
    all.flatMap((progress) => (progress.type === 'preview' || progress.type === 'done' ? [progress] : []));
  expect(pictures(kept).length).toBeGreaterThan(2);
  for (const [k, { picture }] of pictures(kept).entries()) {
    const plain = fromPixels(pictures(painted)[k]!.picture!);
    const expected = toPixels(keepColors(plain, fromPixels(content)));
    // The painting went through bytes once more here.
    const off = picture!.data.map((value, i) => Math.abs(value - expected.data[i]!));
    expect(Math.max(...off)).toBeLessThanOrEqual(2);
  }
});

it('the painting itself is the same, and the recipe says what was wished', async () => {
  const [plain, kept] = [createFakeAtelier(), createFakeAtelier()];
  await collect(plain, twoRungs(true));
  const all = await collect(kept, twoRungs(true), { colors: 'photo' });
  expect(kept.calls.map(({ image }) => image)).toEqual(plain.calls.map(({ image }) => image));
  expect(endOf(all).recipe).toMatchObject({ colors: 'photo' });
});
