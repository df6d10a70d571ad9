import { type Colour, createCanvas, layOn, wall } from './canvas.js';
import type { Pixels } from './pixels.js';
import { resizePixels } from './resize.js';

export interface SideBySideOptions {
  /** Height of every picture in pixels. Default: that of the last one, the result. */
  readonly height?: number;
  /** Between two pictures, in pixels. Default 8. */
  readonly gap?: number;
  /** What shows in the gaps. Default `wall`. */
  readonly background?: Colour;
}

/** Pictures in a row, from the left, at equal height and with their own aspect. */
export async function sideBySide(
  pictures: readonly Pixels[],
  options: SideBySideOptions = {},
): Promise<Pixels> {
  const last = pictures.at(-1);
  if (!last) throw new RangeError('Expected `pictures` to hold at least one');
  const { height = last.height, gap = 8, background = wall } = options;
  const resized: Pixels[] = [];
  for (const picture of pictures) {
    const width = Math.max(1, Math.round((picture.width * height) / picture.height));
    resized.push(await resizePixels(picture, width, height));
  }
  const total = resized.reduce((sum, { width }) => sum + width, gap * (resized.length - 1));
  const canvas = createCanvas(total, height, background);
  let left = 0;
  for (const picture of resized) {
    layOn(canvas, picture, left, 0);
    left += picture.width + gap;
  }
  return canvas;
}
