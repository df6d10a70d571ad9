/** Renders on a fake objective: a small spec, a recipe of one rung and one of two, and all progress as a list. */

import { type PaintSpec, paint } from '../../src/engine/paint.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes, toPixels } from '../../src/engine/planes/planes.js';
import { ownControls } from '../../src/engine/port.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';
import type { PaintKeeping } from '../../src/engine/render-keeper.js';
import type { EndProgress, Progress } from '../../src/progress/progress.js';
import type { FakeAtelier } from '../fakes/atelier.js';

export const content = toPixels(createPlanes(64, 48, createUniformNoise(3 * 64 * 48, 1)));
const style = toPixels(createPlanes(40, 40, createUniformNoise(3 * 40 * 40, 2)));
export const spec: PaintSpec = {
  content,
  styles: [{ pixels: style, weight: 1, mask: null }],
  size: 64,
  startPicture: null,
  colors: 'style',
  strength: 50,
  seed: 0,
  previewIntervalMs: 0,
  previewEvery: 0,
  saveEvery: 0,
  controls: ownControls,
};
export const single: Recipe = {
  ...recipes.impasto,
  optimizer: { type: 'adam', lr: 0.05 },
  basis: { type: 'pixels' },
  rangePenalty: 0,
  start: 'photo',
  steps: 6,
  ladder: [],
};
export const twoRungs = (carry: boolean): Recipe => ({
  ...single,
  ladder: [{ longSide: { pixels: 43 }, steps: { count: 4 }, carry }],
});
export const never = new AbortController().signal;

/** Runs to the end; `each` sees every progress as it comes. */
export async function collect(
  atelier: FakeAtelier,
  recipe: Recipe,
  changes: Partial<PaintSpec> = {},
  signal = never,
  each: (progress: Progress) => unknown = () => undefined,
  keeping?: PaintKeeping,
  now?: () => number,
): Promise<Progress[]> {
  const all: Progress[] = [];
  for await (const progress of paint(atelier, recipe, { ...spec, ...changes }, signal, keeping, now)) {
    all.push(progress);
    each(progress);
  }
  return all;
}

export const types = (all: readonly Progress[]) => all.map(({ type }) => type);
export const endOf = (all: readonly Progress[]) => all.at(-1) as EndProgress;
