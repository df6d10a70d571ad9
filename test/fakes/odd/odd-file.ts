import assert from 'node:assert/strict';
import sharp, { type Sharp } from 'sharp';
import type { ErrorCode } from '../../../src/errors.js';
import type { DecodedImage } from '../../../src/image/decode.js';

/** A file as a stranger might send it, and what must come of it. */
export interface OddFile {
  /** File name with the extension that the stranger gave it, which need not be true. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expect:
    | { readonly error: ErrorCode; readonly format?: string }
    | { readonly picture: (decoded: DecodedImage) => void };
}

export type Colour = readonly [number, number, number];

export const red: Colour = [220, 30, 40];
export const green: Colour = [30, 180, 60];
export const blue: Colour = [40, 60, 200];
export const white: Colour = [250, 250, 250];

/** The colours of top left, top right, bottom left and bottom right. */
export type Quarters = readonly [Colour, Colour, Colour, Colour];

/** What every odd picture shows unless it says otherwise. */
export const quarters: Quarters = [red, green, blue, white];

export const width = 64;
export const height = 48;

/** The four colours as pixels, HWC. */
export function paintQuarters(w = width, h = height, colours: Quarters = quarters): Uint8Array {
  const data = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++)
      data.set(colours[(y < h / 2 ? 0 : 2) + (x < w / 2 ? 0 : 1)]!, (y * w + x) * 3);
  }
  return data;
}

/** The same as a sharp pipeline, to be encoded. */
export function painted(w = width, h = height): Sharp {
  return sharp(paintQuarters(w, h), { raw: { width: w, height: h, channels: 3 } });
}

export const isLeft = (x: number): boolean => x < width / 2;
export const isTop = (y: number): boolean => y < height / 2;

/** The colour at a point given in parts of the width and height. */
export function colourAt({ width: w, height: h, data }: DecodedImage, x: number, y: number): Colour {
  const at = (Math.floor(y * h) * w + Math.floor(x * w)) * 3;
  return [data[at]!, data[at + 1]!, data[at + 2]!];
}

export function assertNear(actual: Colour, desired: Colour, tolerance: number, where = ''): void {
  const off = Math.max(...actual.map((value, c) => Math.abs(value - desired[c]!)));
  assert.ok(off <= tolerance, `${where} is ${actual}, expected ${desired} within ${tolerance}`);
}

/** Expects an opaque picture of this size with these colours in its quarters. */
export function shows(tolerance: number, colours: Quarters = quarters, w = width, h = height) {
  return {
    picture: (decoded: DecodedImage) => {
      showsColours(decoded, tolerance, colours, w, h);
      assert.equal(decoded.alpha, null);
    },
  };
}

export function showsColours(
  decoded: DecodedImage,
  tolerance: number,
  colours: Quarters = quarters,
  w = width,
  h = height,
): void {
  assert.deepEqual([decoded.width, decoded.height], [w, h]);
  assert.equal(decoded.data.length, w * h * 3);
  for (const [i, colour] of colours.entries()) {
    const [x, y] = [i % 2 === 0 ? 0.25 : 0.75, i < 2 ? 0.25 : 0.75];
    assertNear(colourAt(decoded, x, y), colour, tolerance, `quarter ${i}`);
  }
}
