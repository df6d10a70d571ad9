/** What was asked, complete: decoded pictures and typed values. The studio takes nothing else. */

import type { Mask } from '../engine/port.js';
import type { ControlValues } from './controls.js';
import { checkMasks, maskOf } from './mask.js';
import type { ValuesOf } from './option.js';
import { engineOptions, paintingOptions, pictureOptions, sizeLimits, startWords } from './options.js';
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

export interface StyleOfRequest extends WeightedPicture {
  /** null: see StylePicture in engine/port.ts. */
  readonly mask: Mask | null;
}

type Settings = Pick<
  RequestValues,
  | 'recipe'
  | 'size'
  | 'steps'
  | 'strength'
  | 'colors'
  | 'seed'
  | 'engine'
  | 'device'
  | 'threads'
  | keyof ControlValues
>;

export interface StyleRequest extends Settings {
  readonly content: Picture;
  /** One or more. */
  readonly styles: readonly StyleOfRequest[];
  /** Where to start; null = the recipe's own. */
  readonly init: 'photo' | 'matched' | 'noise' | 'style' | Picture | null;
  /** At least this long between previews, milliseconds; 0 = none. */
  readonly previewIntervalMs: number;
  /** See RenderSpec. */
  readonly previewEvery: number;
  readonly saveEvery: number;
}

type Rhythm = Pick<StyleRequest, 'previewIntervalMs' | 'previewEvery' | 'saveEvery'>;

/** The content and the styles of some values, decoded no larger than the engine renders. */
export async function loadPictures(
  { content, style }: Pick<RequestValues, 'content' | 'style'>,
  gallery: Gallery,
  signal: AbortSignal,
): Promise<{ readonly content: Picture; readonly styles: readonly WeightedPicture[] }> {
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
  { signal, ...rhythm }: Rhythm & { readonly signal: AbortSignal },
): Promise<StyleRequest> {
  const { content: _, style: __, mask, init, 'invert-mask': isInverted, ...settings } = values;
  const word = startWords.find((start) => start === init);
  const load = (name: string) => loadPicture(name, gallery, { maxSide: sizeLimits.max, signal });
  const { content, styles } = await loadPictures(values, gallery, signal);
  const masks = await Promise.all((mask ?? []).map(async (name) => maskOf(await load(name), isInverted)));
  checkMasks(masks.length, styles.length);
  return {
    ...settings,
    ...rhythm,
    content,
    styles: styles.map((style, k) => ({ ...style, mask: masks[k] ?? null })),
    init: word ?? (init === null ? null : await load(init)),
  };
}
