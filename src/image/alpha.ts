import { setImmediate } from 'node:timers/promises';
import type { Pixels } from './pixels.js';

/** Opacity of a picture: 0 transparent, 255 opaque, rows from the top, no padding. */
export interface AlphaPlane {
  readonly width: number;
  readonly height: number;
  /** width x height bytes. */
  readonly data: Uint8Array;
}

/** Pixels handled between two turns of the event loop: a few milliseconds, so that a bot's heartbeat is not delayed. */
const slice = 500_000;

/** What stands for the mean where nothing at all is visible. */
const grey = 128;

/**
 * Takes alpha aside. Colours stay as stored (not premultiplied), except under alpha 0: what lies there is whatever the
 * editor left behind, nobody has seen it, and it would enter the style's statistics. Such pixels get the mean of the
 * visible ones, weighted by alpha: a flat colour of the picture's own, which adds the least to Gram matrices and
 * colour matching. A picture without one visible pixel becomes mid-grey.
 *
 * @param rgba width x height x 4 bytes, HWC, not premultiplied.
 * @returns The colours, and the alpha plane or null where every pixel is opaque.
 */
export async function splitAlpha(
  rgba: Uint8Array,
  width: number,
  height: number,
): Promise<Pixels & { readonly alpha: Uint8Array | null }> {
  const pixels = width * height;
  if (rgba.length !== pixels * 4)
    throw new RangeError(`Expected ${pixels * 4} bytes of RGBA, got ${rgba.length}`);
  const data = new Uint8Array(pixels * 3);
  const alpha = new Uint8Array(pixels);
  const sum = [0, 0, 0];
  let weight = 0;
  let isOpaque = true;
  let hasHoles = false;
  for (let start = 0; start < pixels; start += slice) {
    const end = Math.min(start + slice, pixels);
    for (let i = start; i < end; i++) {
      const a = rgba[i * 4 + 3]!;
      alpha[i] = a;
      weight += a;
      isOpaque &&= a === 255;
      hasHoles ||= a === 0;
      for (let c = 0; c < 3; c++) {
        const value = rgba[i * 4 + c]!;
        data[i * 3 + c] = value;
        sum[c]! += a * value;
      }
    }
    await setImmediate();
  }
  if (hasHoles) {
    const fill = sum.map((total) => (weight > 0 ? Math.round(total / weight) : grey));
    for (let start = 0; start < pixels; start += slice) {
      const end = Math.min(start + slice, pixels);
      for (let i = start; i < end; i++) if (alpha[i] === 0) data.set(fill, i * 3);
      await setImmediate();
    }
  }
  return { width, height, data, alpha: isOpaque ? null : alpha };
}
