/** What was asked, complete: decoded pictures and typed values. The studio takes nothing else. */

import type { ValuesOf } from './option.js';
import { engineOptions, paintingOptions, pictureOptions, sizeLimits } from './options.js';
import { isFile, loadPicture, type Picture } from './pictures.js';
import type { Gallery } from './presets.js';
import { parseStyleList } from './style-list.js';

const requestOptions = { ...pictureOptions, ...paintingOptions, ...engineOptions };

/** The values that shape a picture, as parsed. */
export type RequestValues = ValuesOf<typeof requestOptions>;

export interface WeightedPicture {
  readonly picture: Picture;
  readonly weight: number;
}

type Settings = Pick<
  RequestValues,
  'recipe' | 'size' | 'steps' | 'strength' | 'colors' | 'seed' | 'device' | 'threads'
>;

export interface StyleRequest extends Settings {
  readonly content: Picture;
  /** One or more. */
  readonly styles: readonly WeightedPicture[];
  /** Where to start; null = the recipe's own. */
  readonly init: 'photo' | 'matched' | 'noise' | 'style' | Picture | null;
  /** At least this long between previews, milliseconds; 0 = none. */
  readonly previewIntervalMs: number;
}

const startWords = paintingOptions.init.choices;

/** The content and the styles of some values, decoded no larger than the engine renders. */
export async function loadPictures(
  { content, style }: Pick<RequestValues, 'content' | 'style'>,
  gallery: Gallery,
  signal: AbortSignal,
): Promise<Pick<StyleRequest, 'content' | 'styles'>> {
  const load = (name: string) => loadPicture(name, gallery, { maxSide: sizeLimits.max, signal });
  const names = await parseStyleList(style, isFile);
  return {
    content: await load(content),
    styles: await Promise.all(names.map(async ({ name, weight }) => ({ weight, picture: await load(name) }))),
  };
}

/**
 * Reads the pictures that some values name.
 * @throws StudioError as `loadPicture` and `parseStyleList`; the signal's reason when aborted.
 */
export async function buildRequest(
  values: RequestValues,
  gallery: Gallery,
  { previewIntervalMs, signal }: { readonly previewIntervalMs: number; readonly signal: AbortSignal },
): Promise<StyleRequest> {
  const { recipe, size, steps, strength, colors, seed, device, threads, init } = values;
  const word = startWords.find((start) => start === init);
  return {
    ...(await loadPictures(values, gallery, signal)),
    ...{ recipe, size, steps, strength, colors, seed, device, threads, previewIntervalMs },
    init:
      word ?? (init === null ? null : await loadPicture(init, gallery, { maxSide: sizeLimits.max, signal })),
  };
}
