/** From a decoded picture to where a style goes. */
import type { Mask } from '../engine/port.js';
import { StudioError } from '../errors.js';
import type { Pixels } from '../image/pixels.js';

/** Rec. 601, in 1/1000: what a grey picture is to the eye. */
const luma = [299, 587, 114] as const;

/**
 * A picture that is transparent somewhere says it by its opacity, any other by its lightness.
 * @param picture pixels HWC, sRGB, with its opacity if it has one.
 * @param isInverted the style goes where the picture is black or transparent.
 */
export function maskOf(picture: Pixels & { readonly alpha: Uint8Array | null }, isInverted: boolean): Mask {
  const { width, height, data, alpha } = picture;
  const mask = alpha?.slice() ?? new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i++) {
    if (alpha === null) {
      const sum = luma[0] * data[3 * i]! + luma[1] * data[3 * i + 1]! + luma[2] * data[3 * i + 2]!;
      mask[i] = Math.round(sum / 1000);
    }
    if (isInverted) mask[i] = 255 - mask[i]!;
  }
  return { width, height, data: mask };
}

/** @throws StudioError 'option-invalid' where there are more masks than styles. */
export function checkMasks(masks: number, styles: number): void {
  if (masks <= styles) return;
  throw new StudioError('option-invalid', {
    option: 'mask',
    value: `${masks} masks`,
    expected: `at most one for each style, of which there ${styles === 1 ? 'is 1' : `are ${styles}`}`,
  });
}
