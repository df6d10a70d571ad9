/** Masks in the loop: what no style covers stays the photo, at every rung, for every start, in everything that is shown. */
import { describe, expect, it } from 'vitest';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes, fromPixels, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import { type Mask, starts } from '../../src/engine/port.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import type { PreviewPixels, Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, content, endOf, single, spec, twoRungs } from './paint-fake.js';
import { atelier, createPlace, resume, runUntil } from './resume-fake.js';

/** White where a test says, of the photo's size. */
const maskOf = (isIn: (x: number, y: number) => boolean): Mask => ({
  ...{ width: 64, height: 48 },
  data: Uint8Array.from({ length: 64 * 48 }, (_, i) => (isIn(i % 64, Math.floor(i / 64)) ? 255 : 0)),
});
const left = maskOf((x) => x < 32);
const right = maskOf((x) => x >= 32);
const pixels = spec.styles[0]!.pixels;
const other = toPixels(createPlanes(30, 50, createUniformNoise(3 * 30 * 50, 3)));
const painted = (mask: Mask | null) => ({ styles: [{ pixels, weight: 1, mask }] });
const startPicture = toPixels(createPlanes(64, 48, createUniformNoise(3 * 64 * 48, 9)));

/** The photo as it stands in a picture of some size. */
const photoAt = (width: number, height: number) =>
  resizePlanes(fromPixels(content), width, height, 'lanczos3');
/** Whether the right part, a few pixels from the edge, is the photo; and whether the left one is not. */
function look({ width, height, data }: PreviewPixels) {
  const photo = toPixels(photoAt(width, height)).data;
  let [outside, inside] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    const x = Math.floor(i / 3) % width;
    const gap = Math.abs(data[i]! - photo[i]!);
    if (x >= 0.56 * width) outside = Math.max(outside, gap);
    if (x < 0.5 * width) inside += gap;
  }
  return { outside, inside };
}
const bases: readonly Recipe[] = [
  single,
  { ...single, clamp: true, averaging: 0.9 },
  { ...single, basis: { type: 'pyramid', levels: 3, ratio: 0.6 } },
  {
    ...single,
    optimizer: { type: 'plain-lbfgs', history: 5, lr: 1 },
    variable: 'caffe',
    noise: { space: 'caffe', mean: 0, deviation: 30 },
  },
];
const ladder = twoRungs(true).ladder;

describe('outside of all masks', () => {
  it.each(starts.flatMap((start) => bases.map((base, k) => [start, k, base] as const)))(
    'a picture from the start %s stays the photo (basis %i)',
    async (start, _, base) => {
      const fake = createFakeAtelier();
      const all = await collect(
        fake,
        { ...base, ladder, start },
        {
          ...{ ...painted(left), startPicture, previewEvery: 2, saveEvery: 3 },
        },
      );
      const pictures = all.flatMap((p) => ('picture' in p && p.picture ? [p.picture] : []));
      expect(pictures.length).toBeGreaterThan(5);
      for (const picture of pictures) expect(look(picture).outside).toBe(0);
      expect(look(endOf(all).picture!).inside).toBeGreaterThan(1000);
      // What is measured on the way is the same picture: style must see the photo there.
      for (const { width, height, image } of fake.calls) {
        if (base.variable !== 'unit') continue;
        const photo = photoAt(width, height).data;
        const isKept = image.every((v, i) => i % width < 0.56 * width || v === photo[i]);
        expect(isKept).toBe(true);
      }
    },
  );

  it('a picture with the colours of the photo stays the photo, too', async () => {
    const all = await collect(createFakeAtelier(), single, { ...painted(left), colors: 'luminance' });
    expect(look(endOf(all).picture!)).toMatchObject({ outside: 0 });
  });

  it('a picture that was stopped in a smaller rung stays the photo, not an enlarged one', async () => {
    const abort = new AbortController();
    const see = (p: Progress) => p.type === 'step' && p.step === 2 && abort.abort();
    const all = await collect(createFakeAtelier(), twoRungs(true), painted(left), abort.signal, see);
    expect(endOf(all)).toMatchObject({ type: 'cancelled', picture: { width: 64 } });
    expect(look(endOf(all).picture!).outside).toBe(0);
    expect(look(endOf(all).picture!).inside).toBeGreaterThan(1000);
  });

  it('a soft edge goes from paint to photo', async () => {
    const soft: Mask = { ...left, data: left.data.map((_, i) => Math.round((255 * (63 - (i % 64))) / 63)) };
    const fake = createFakeAtelier((e) => ({ ...e, gradient: e.gradient.map(() => 0) }));
    const white = { ...content, data: new Uint8Array(content.data.length).fill(255) };
    const all = await collect(
      fake,
      { ...single, start: 'picture' },
      { ...painted(soft), startPicture: white },
    );
    const { data } = endOf(all).picture!;
    data.forEach((value, i) => {
      const m = soft.data[Math.floor(i / 3) % 64]! / 255;
      expect(Math.abs(value - (255 * m + content.data[i]! * (1 - m)))).toBeLessThan(0.51);
    });
  });
});

describe('styles by region', () => {
  it('go where their masks are, each region guided and weighed by its area', async () => {
    const styles = [
      { pixels, weight: 1, mask: left },
      { pixels: other, weight: 3, mask: right },
      { pixels: other, weight: 1, mask: left },
    ];
    const fake = createFakeAtelier();
    await collect(fake, twoRungs(true), { styles });
    expect(fake.opened).toHaveLength(2);
    for (const { regions, styles: pictures } of fake.opened) {
      expect(pictures.map(({ weight }) => weight)).toEqual([1, 3, 1]);
      expect(regions.map((region) => region.styles)).toEqual([[0, 2], [1]]);
      expect(regions[0]!.weight).toBeCloseTo(0.5, 1);
      expect(regions[0]!.weight + regions[1]!.weight).toBeCloseTo(1, 5);
    }
    expect(fake.opened[1]!.regions[0]!.guides[1]).toHaveLength(64 * 48);
  });

  it('cover the whole picture where one of them has no mask: nothing is kept of the photo', async () => {
    const styles = [...painted(left).styles, { pixels: other, weight: 1, mask: null }];
    const [masked, free] = [createFakeAtelier(), createFakeAtelier()];
    const end = endOf(await collect(masked, single, { styles }));
    expect(end.picture).toEqual(endOf(await collect(free, single)).picture);
    expect(masked.opened[0]!.regions.map((region) => region.styles)).toEqual([[0], [1]]);
  });

  it('are one objective without regions where a mask covers everything', async () => {
    const fake = createFakeAtelier();
    const end = endOf(await collect(fake, single, painted(maskOf(() => true))));
    expect(fake.opened[0]!.regions).toEqual([]);
    expect(end.picture).toEqual(endOf(await collect(createFakeAtelier(), single)).picture);
  });
});

it('masks that are all empty are refused before anything begins', async () => {
  const seen: Progress[] = [];
  const run = collect(createFakeAtelier(), single, painted(maskOf(() => false)), undefined, (p) =>
    seen.push(p),
  );
  await expect(run).rejects.toMatchObject({
    code: 'option-invalid',
    context: { option: 'mask', value: 'an empty one', expected: 'a mask that covers some of the photo' },
  });
  expect(seen).toEqual([]);
});

it('a masked render that was suspended goes on to the same picture; with another mask it begins again', async () => {
  const whole = endOf(await collect(atelier(), twoRungs(true), painted(left)));
  for (const step of [2, 4, 7]) {
    const kept = createPlace();
    await runUntil(step, twoRungs(true), kept, painted(left));
    const all = await resume(twoRungs(true), kept, painted(left));
    expect(all[0]).toMatchObject({ resumedAt: step });
    expect(endOf(all).picture).toEqual(whole.picture);
    expect((await resume(twoRungs(true), kept, painted(right)))[0]).toMatchObject({ resumedAt: 0 });
  }
});
