import type { AlphaPlane } from './alpha.js';
import type { Pixels } from './pixels.js';

/** sRGB, 0..255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Neutral and a little lighter than a picture frame on a gallery wall: what shows between and around pictures. */
export const wall: Colour = [236, 236, 234];

/** A picture of one colour, to lay others on. */
export function createCanvas(width: number, height: number, background: Colour): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i += 3) data.set(background, i);
  return { width, height, data };
}

/** Copies a picture onto a canvas, top left corner at (left, top), all of it inside. Changes `canvas.data`. */
export function layOn(canvas: Pixels, picture: Pixels, left: number, top: number): void {
  if (left < 0 || top < 0 || left + picture.width > canvas.width || top + picture.height > canvas.height) {
    throw new RangeError(
      `Expected ${picture.width}x${picture.height} at ${left},${top} to be inside ${canvas.width}x${canvas.height}`,
    );
  }
  const stride = picture.width * 3;
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(y * stride, (y + 1) * stride);
    canvas.data.set(row, ((top + y) * canvas.width + left) * 3);
  }
}

/** Paints a colour through a mask (255 covers fully); what is outside the canvas is cut. Changes `canvas.data`. */
export function paintThrough(
  canvas: Pixels,
  mask: AlphaPlane,
  colour: Colour,
  left: number,
  top: number,
): void {
  for (let y = Math.max(0, -top); y < mask.height && top + y < canvas.height; y++) {
    for (let x = Math.max(0, -left); x < mask.width && left + x < canvas.width; x++) {
      const cover = mask.data[y * mask.width + x]! / 255;
      const at = ((top + y) * canvas.width + left + x) * 3;
      for (let c = 0; c < 3; c++) {
        canvas.data[at + c] = Math.round(canvas.data[at + c]! * (1 - cover) + colour[c]! * cover);
      }
    }
  }
}
