/** What a picture is made from, at a size. */
import { describe, expect, it } from 'vitest';
import { measureColors } from '../../src/engine/planes/colors.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes, fromPixels, type Planes, toPixels } from '../../src/engine/planes/planes.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';
import { createScene } from '../../src/engine/scene.js';
import { spec } from './paint-fake.js';

/** Noise with a tint: channels times and plus something of their own. */
const tinted = (
  width: number,
  height: number,
  seed: number,
  gain: readonly number[],
  lift: readonly number[],
) => {
  const noise = createUniformNoise(3 * width * height, seed);
  const area = width * height;
  const planes = noise.map((v, i) => gain[Math.floor(i / area)]! * v + lift[Math.floor(i / area)]!);
  return toPixels(createPlanes(width, height, planes));
};
const content = tinted(64, 48, 1, [0.2, 0.5, 0.3], [0.5, 0.1, 0.2]);
const styles = [
  { pixels: tinted(40, 40, 2, [0.9, 0.2, 0.2], [0.1, 0.7, 0.1]), weight: 1, mask: null },
  {
    ...{ pixels: tinted(30, 50, 3, [0.3, 0.3, 0.9], [0, 0.5, 0]), weight: 2 },
    mask: { width: 2, height: 1, data: Uint8Array.of(255, 0) },
  },
];
const size = { width: 32, height: 24 };
const at = (recipe: Recipe, colors: 'style' | 'content' | 'luminance') =>
  createScene(recipe, { ...spec, content, styles, colors }).at(size);
const expectSameColors = (a: Planes, b: Planes, digits: number) => {
  const [one, other] = [measureColors(a), measureColors(b)];
  for (const key of ['mean', 'covariance'] as const)
    for (const [i, value] of one[key].entries()) expect(value).toBeCloseTo(other[key][i]!, digits);
};

describe('the colours of the photo', () => {
  it('are those of every style picture, at the size at which it is measured, masks or not', () => {
    const { content: photo, styles: found } = at(recipes['gatys-2016'], 'content');
    expect(found.map(({ weight }) => weight)).toEqual([1, 2]);
    for (const { picture } of found) expectSameColors(picture, photo, 4);
  });

  it('do not touch the styles where they are not wished, or wished afterwards', () => {
    const [plain, after] = [at(recipes.impasto, 'style'), at(recipes.impasto, 'luminance')];
    expect(after.styles).toEqual(plain.styles);
    expect(Math.abs(measureColors(plain.styles[0]!.picture).mean[0]! - measureColors(plain.content).mean[0]!))
      // They had something to change.
      .toBeGreaterThan(0.03);
  });

  it('are what a start matched to the styles has', () => {
    const recipe: Recipe = { ...recipes.impasto, start: 'matched' };
    const { start, content: photo } = at(recipe, 'content');
    expectSameColors(start(), photo, 2);
    const gap = start().data.reduce((most, v, i) => Math.max(most, Math.abs(v - photo.data[i]!)), 0);
    expect(gap).toBeLessThan(0.02);
    expect(at(recipe, 'style').start().data).not.toEqual(start().data);
  });

  it('are of the photo at that size', () => {
    const { content: photo } = at(recipes.impasto, 'content');
    expect(photo).toMatchObject(size);
    expectSameColors(photo, fromPixels(content), 1);
  });
});

describe('styles by region', () => {
  const flat = (r: number, g: number, b: number) => tinted(16, 16, 1, [0, 0, 0], [r, g, b]);
  const half = (bytes: readonly number[]) => ({ width: 2, height: 1, data: Uint8Array.from(bytes) });
  const mean = ({ width, height, data }: Planes, isIn: (x: number) => boolean): readonly number[] =>
    [0, 1, 2].map((c) => {
      const values = data
        .slice(c * width * height, (c + 1) * width * height)
        .filter((_, i) => isIn(i % width));
      return values.reduce((sum, v) => sum + v / values.length, 0);
    });

  it.each(['matched', 'style'] as const)('are what each region starts from: %s', (start) => {
    const masked = [
      { pixels: flat(0.8, 0.1, 0.1), weight: 1, mask: half([255, 0]) },
      { pixels: flat(0.1, 0.1, 0.8), weight: 1, mask: null },
    ];
    const wishes = { ...spec, content, styles: masked };
    const picture = createScene({ ...recipes.impasto, start }, wishes)
      .at({ width: 48, height: 32 })
      .start();
    const [left, right] = [mean(picture, (x) => x < 12), mean(picture, (x) => x >= 36)];
    for (const [found, wanted] of [
      [left, [0.8, 0.1, 0.1]],
      [right, [0.1, 0.1, 0.8]],
    ] as const)
      for (const [c, value] of wanted.entries()) expect(Math.abs(found[c]! - value)).toBeLessThan(0.02);
    // In between one fades into the other.
    const [red, , blue] = mean(picture, (x) => x >= 23 && x < 25);
    expect(Math.abs(red! - blue!)).toBeLessThan(0.1);
  });

  it('are the photo in what no style covers, as it was, and one style where its mask is', () => {
    const masked = [{ pixels: flat(0.8, 0.1, 0.1), weight: 1, mask: half([255, 0]) }];
    const wishes = { ...spec, content, styles: masked };
    const { start, content: photo } = createScene(recipes.impasto, wishes).at({ width: 48, height: 32 });
    const picture = start();
    expect(mean(picture, (x) => x < 12)[0]).toBeCloseTo(0.8, 1);
    for (const i of [47, 48 * 31 + 40, 48 * 32 + 45]) expect(picture.data[i]).toBe(photo.data[i]);
  });
});
