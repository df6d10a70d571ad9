/** Whole renders at tiny sizes, with the shipped weights on the CPU. */

import { beforeAll, describe, expect, it } from 'vitest';
import { type Atelier, createAtelier } from '../../src/engine/atelier.js';
import { parameterSource } from '../../src/engine/network/parameters.js';
import type { Network } from '../../src/engine/network/weights.js';
import { convert } from '../../src/engine/objective/space.js';
import { createOnnxBackend } from '../../src/engine/onnx/onnx-backend.js';
import { type PaintSpec, paint } from '../../src/engine/paint.js';
import { planStyleSize } from '../../src/engine/plan.js';
import { fromPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { StylePicture } from '../../src/engine/port.js';
import { ownControls } from '../../src/engine/port.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { resolveRecipe } from '../../src/engine/recipe/resolve.js';
import { recipeNames, recipes } from '../../src/engine/recipe/table.js';
import type { Pixels } from '../../src/image/pixels.js';
import type { EndProgress, Progress } from '../../src/progress/progress.js';
import { readPixels, readShippedNetwork } from '../golden/fixtures.js';

let network: Network;
let atelier: Atelier;
let content: Pixels;
let style: Pixels;

const openAtelier = (threads: number): Atelier =>
  createAtelier(createOnnxBackend({ device: 'cpu', threads, parameters: parameterSource(network) }), network);

beforeAll(async () => {
  network = await readShippedNetwork();
  [content, style] = [await readPixels('content.png'), await readPixels('style.png')];
  atelier = openAtelier(1);
});

async function collect(
  recipe: Recipe,
  changes: Partial<PaintSpec> = {},
  signal = new AbortController().signal,
  where = atelier,
): Promise<Progress[]> {
  const styles: readonly StylePicture[] = [{ pixels: style, weight: 1, mask: null }];
  const spec: PaintSpec = {
    ...{
      content,
      styles,
      size: 48,
      startPicture: null,
      colors: 'style',
      strength: 50,
      seed: 1,
      previewIntervalMs: 0,
      ...{ previewEvery: 0, saveEvery: 0, controls: ownControls },
    },
    ...changes,
  };
  const all: Progress[] = [];
  for await (const progress of paint(where, recipe, spec, signal)) all.push(progress);
  return all;
}

const endOf = (all: readonly Progress[]) => all.at(-1) as EndProgress;
const totalsOf = (all: readonly Progress[]) =>
  all.flatMap((progress) => (progress.type === 'step' ? [progress.losses.total] : []));
const inSteps = (name: keyof typeof recipes, steps: number, start: Recipe['start'] | null = null) =>
  resolveRecipe(name, { steps, start, strength: 50 });

/** Total of the objective at a finished picture. */
async function rescore(recipe: Recipe, picture: Pixels): Promise<number> {
  const image = fromPixels(picture);
  const { width, height } = image;
  const styleSize = planStyleSize(style, recipe, image);
  const session = await atelier.open(
    recipe,
    image,
    resizePlanes(fromPixels(content), width, height, 'lanczos3'),
    [{ picture: resizePlanes(fromPixels(style), styleSize.width, styleSize.height, 'lanczos3'), weight: 1 }],
  );
  const { losses } = await session.evaluate(convert(image.data, 'unit', recipe.variable));
  session.close();
  return losses.total;
}

describe('every recipe', () => {
  it.each(recipeNames)('%s lowers its total within three steps at 48 pixels', async (name) => {
    const all = await collect(inSteps(name, 3));
    const totals = totalsOf(all);
    expect(totals).toHaveLength(3);
    expect(Math.min(...totals)).toBeLessThan(totals[0]!);
    expect(endOf(all).losses!.total).toBe(Math.min(...totals));
    const { width, height, data } = endOf(all).picture!;
    expect(Math.max(width, height)).toBe(48);
    expect(data).toHaveLength(3 * width * height);
  });
});

describe('a render', () => {
  it('reports losses that the returned picture really has', async () => {
    // A recipe that clips to 0..1 in the loop: nothing but the rounding to bytes lies between.
    const recipe = inSteps('tf-tutorial', 6);
    const all = await collect(recipe);
    const { picture, losses } = endOf(all);
    const found = await rescore(recipe, picture!);
    expect(Math.abs(found / losses!.total - 1)).toBeLessThan(0.01);
    // Any other picture of the run is further off.
    const others = totalsOf(all).filter((total) => total !== losses!.total);
    for (const total of others) expect(Math.abs(found / total - 1)).toBeGreaterThan(0.01);
  });

  it('is the same to the byte twice, with the same seed and threads', async () => {
    const recipe = inSteps('impasto', 3, 'noise');
    const first = endOf(await collect(recipe)).picture;
    expect(endOf(await collect(recipe)).picture).toEqual(first);
    expect(endOf(await collect(recipe, {}, undefined, openAtelier(1))).picture).toEqual(first);
    expect(endOf(await collect(recipe, { seed: 2 })).picture).not.toEqual(first);
  });

  it('starts from a picture that was handed in: its first loss is that of the picture', async () => {
    const recipe = inSteps('udacity', 1, 'picture');
    const startPicture = endOf(await collect(inSteps('impasto', 4), { size: 48 })).picture!;
    const [first] = totalsOf(await collect(recipe, { startPicture, seed: 0 }));
    expect(first! / (await rescore(recipe, startPicture))).toBeCloseTo(1, 3);
  });

  it('averages several styles by weight, and does not care for the sum of the weights', async () => {
    const recipe = inSteps('single-layer', 1);
    const firstTotal = async (...weights: readonly [number, number]) => {
      const styles = [
        { pixels: style, weight: weights[0], mask: null },
        { pixels: content, weight: weights[1], mask: null },
      ].filter(({ weight }) => weight > 0);
      return totalsOf(await collect(recipe, { styles }))[0]!;
    };
    const [one, both, other] = [await firstTotal(1, 0), await firstTotal(1, 1), await firstTotal(0, 1)];
    expect(await firstTotal(50, 50)).toBeCloseTo(both, 3);
    // A squared distance from the mean of two targets is never more than the mean of both distances.
    expect(both).toBeLessThanOrEqual((one + other) / 2);
    expect(Math.abs(both - one)).toBeGreaterThan(1e-3 * one);
    expect(Math.abs(both - other)).toBeGreaterThan(1e-3 * other);
  });

  it('paints by region with a program of its own, and lowers the total of both', async () => {
    const recipe = inSteps('impasto', 4);
    const half = (isLeft: boolean) => ({
      ...{ width: 2, height: 1 },
      data: Uint8Array.of(isLeft ? 255 : 0, isLeft ? 0 : 255),
    });
    const styles = [
      { pixels: style, weight: 1, mask: half(true) },
      { pixels: content, weight: 1, mask: half(false) },
    ];
    const whole = endOf(await collect(recipe)).picture;
    const totals = totalsOf(await collect(recipe, { styles }));
    expect(Math.min(...totals)).toBeLessThan(0.7 * totals[0]!);
    // The program of the same size without regions is still the one for a picture without masks.
    expect(endOf(await collect(recipe)).picture).toEqual(whole);
    const one = await collect(recipe, { styles: styles.slice(0, 1) });
    expect(totalsOf(one)[0]).not.toBeCloseTo(totals[0]!, 3);
  });

  it('climbs a ladder, each rung from the picture before it', async () => {
    const ladder = [{ longSide: { pixels: 48 }, steps: { count: 6 }, carry: true }] as const;
    const square = { ...inSteps('impasto', 2), size: { ...recipes.impasto.size, photo: 'square' as const } };
    const fresh = totalsOf(await collect(square, { size: 80 }));
    const all = await collect({ ...square, ladder }, { size: 80 });
    expect(all[0]).toMatchObject({ rungs: 2, steps: 8, width: 80, height: 80 });
    expect(totalsOf(all)[6]!).toBeLessThan(0.5 * fresh[0]!);
  });

  it('stops within a step when cancelled and hands over what there is', async () => {
    const controller = new AbortController();
    const recipe = inSteps('impasto', 50);
    const all: Progress[] = [];
    const spec = { content, styles: [{ pixels: style, weight: 1, mask: null }], startPicture: null };
    for await (const progress of paint(
      atelier,
      recipe,
      {
        ...spec,
        size: 48,
        colors: 'style',
        strength: 50,
        seed: 1,
        previewIntervalMs: 0,
        ...{ previewEvery: 0, saveEvery: 0, controls: ownControls },
      },
      controller.signal,
    )) {
      all.push(progress);
      if (progress.type === 'step' && progress.step === 4) controller.abort();
    }
    expect(totalsOf(all)).toHaveLength(4);
    expect(endOf(all)).toMatchObject({ type: 'cancelled', steps: 4, picture: { width: 48 } });
    expect(endOf(all).losses!.total).toBe(Math.min(...totalsOf(all)));
  });

  it('keeps working while another one of a size that fills the cache comes and goes', async () => {
    const tiny = createAtelier(
      createOnnxBackend({ device: 'cpu', threads: 1, parameters: parameterSource(network) }),
      network,
      { maxCachedPixels: 48 * 48 },
    );
    const run = (size: number) => collect(inSteps('single-layer', 4), { size }, undefined, tiny);
    const ends = (await Promise.all([run(48), run(64), run(80), run(48)])).map(endOf);
    expect(ends.map(({ type, steps }) => `${type} ${steps}`)).toEqual(Array(4).fill('done 4'));
    expect(ends[3]!.picture).toEqual(ends[0]!.picture);
  });
});
