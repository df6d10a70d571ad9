/** `impasto score`: the loss terms of any picture under any recipe. */

import { planStyleSize } from '../engine/plan.js';
import type { ScoreSpec } from '../engine/port.js';
import type { ScoreResult } from '../engine/process/messages.js';
import { findRecipe } from '../engine/recipe/resolve.js';
import { barePixels } from '../image/pixels.js';
import { checkMemory } from '../request/memory.js';
import type { ValuesOf } from '../request/option.js';
import { type scoreOptions, sizeLimits } from '../request/options.js';
import { loadPicture } from '../request/pictures.js';
import type { Gallery } from '../request/presets.js';
import { loadPictures } from '../request/request.js';
import { type Io, writeJson } from './io.js';
import { formatTable } from './table.js';

export interface ScoreParts {
  readonly renderer: { score(spec: ScoreSpec, signal: AbortSignal): Promise<ScoreResult> };
  readonly gallery: Gallery;
  readonly availableMiB: () => number;
  readonly io: Pick<Io, 'stdout'>;
}

/**
 * Prints the terms. Content and style come to the picture's size by the recipe's rule; a picture larger than the engine
 * renders is shrunk to that.
 * @throws StudioError.
 */
export async function score(
  values: ValuesOf<typeof scoreOptions>,
  { renderer, gallery, availableMiB, io }: ScoreParts,
  signal: AbortSignal,
): Promise<void> {
  const { recipe, engine, device, threads } = values;
  const row = findRecipe(recipe);
  const image = await loadPicture(values.image, gallery, { maxSide: sizeLimits.max, signal });
  const { content, styles } = await loadPictures(values, gallery, signal);
  const sizes = styles.map(({ picture }) => planStyleSize(picture, row, image));
  const { width, height } = image;
  // One evaluation, no steps.
  checkMemory({ width, height, recipe: { ...row, steps: 0 }, styles: sizes, rungs: [image] }, availableMiB());
  const spec: ScoreSpec = {
    ...{ recipe, engine, device, threads },
    image: barePixels(image),
    content: barePixels(content),
    styles: styles.map(({ picture, weight }) => ({ pixels: barePixels(picture), weight, mask: null })),
  };
  const result = await renderer.score(spec, signal);
  if (values.json) writeJson(io, { type: 'score', ...result, recipe });
  else io.stdout(describeScore(result, recipe));
}

function describeScore(result: ScoreResult, recipe: string): string {
  const rows = (['content', 'style'] as const).flatMap((kind) =>
    Object.entries(result[kind]).map(([layer, loss]) => [kind, layer, loss.toPrecision(6)]),
  );
  const table = formatTable(
    ['term', 'layer', 'loss'],
    [...rows, ['tv', '', result.tv.toPrecision(6)], ['total', '', result.total.toPrecision(6)]],
  );
  const { width, height, device, network, balanceGain } = result;
  const gain = balanceGain === 1 ? '' : `, beta x ${balanceGain.toPrecision(3)} for them`;
  return `${table}\nrecipe ${recipe}, ${width}x${height} pixels, on ${device}, weights ${network}${gain}\n`;
}
