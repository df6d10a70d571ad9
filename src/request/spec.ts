/** A request as the engine takes it: pixels and numbers. */
import type { Device, RenderSpec, Start } from '../engine/port.js';
import { barePixels } from '../image/pixels.js';
import { controlsOf } from './controls.js';
import { sizeLimits } from './options.js';
import type { StyleRequest } from './request.js';

/** Long side to render, pixels; null = the recipe's own. */
export function longSideOf({
  size,
  content,
}: Pick<StyleRequest, 'size'> & {
  readonly content: { readonly originalWidth: number; readonly originalHeight: number };
}): number | null {
  if (size !== 'original') return size;
  const original = Math.max(content.originalWidth, content.originalHeight);
  return Math.min(sizeLimits.max, Math.max(sizeLimits.min, original));
}

/** The end of "The picture is painted smaller than asked for:", or null where it is not. */
export function describeReduction({ size, content }: StyleRequest): string | null {
  const original = Math.max(content.originalWidth, content.originalHeight);
  if (size !== 'original' || original <= sizeLimits.max) return null;
  return `at ${sizeLimits.max} pixels instead of ${original}, and enlarged to that for the file`;
}

/** @param size long side, as `longSideOf` gives it. */
export function toSpec(request: StyleRequest, size: number | null): RenderSpec {
  const { content, styles, recipe, steps, strength, colors, seed, engine, threads, init } = request;
  const { previewIntervalMs, previewEvery, saveEvery } = request;
  const device: Device = request.device;
  const isPicture = init !== null && typeof init === 'object';
  const start: Start | null = isPicture ? 'picture' : init;
  return {
    ...{ recipe, steps, strength, colors, seed, engine, device, deviceIndex: 0, threads, start },
    ...{ previewIntervalMs, previewEvery, saveEvery, controls: controlsOf(request) },
    content: barePixels(content),
    styles: styles.map(({ picture, weight, mask }) => ({ pixels: barePixels(picture), weight, mask })),
    size,
    startPicture: isPicture ? barePixels(init) : null,
  };
}
