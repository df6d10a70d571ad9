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
  let [red, green, blue, weight] = [0, 0, 0, 0];
  let isOpaque = true;
  let hasHoles = false;
  for (let start = 0; start < pixels; start += slice) {
    const end = Math.min(start + slice, pixels);
    for (let i = start, from = start * 4, to = start * 3; i < end; i++, from += 4, to += 3) {
      const a = rgba[from + 3]!;
      alpha[i] = a;
      if (a !== 255) isOpaque = false;
      if (a === 0) hasHoles = true;
      weight += a;
      data[to] = rgba[from]!;
      red += a * data[to]!;
      data[to + 1] = rgba[from + 1]!;
      green += a * data[to + 1]!;
      data[to + 2] = rgba[from + 2]!;
      blue += a * data[to + 2]!;
    }
    await setImmediate();
  }
  const [r, g, b] = [red, green, blue].map((sum) => (weight > 0 ? Math.round(sum / weight) : grey));
  for (let start = 0; hasHoles && start < pixels; start += slice) {
    const end = Math.min(start + slice, pixels);
    for (let i = start, to = start * 3; i < end; i++, to += 3) {
      if (alpha[i] !== 0) continue;
      data[to] = r!;
      data[to + 1] = g!;
      data[to + 2] = b!;
    }
    await setImmediate();
  }
  return { width, height, data, alpha: isOpaque ? null : alpha };
}
