/** Masks of the benches, by what share of each place they cover. */
import type { Mask } from '../../src/engine/port.js';
import type { Pixels } from '../../src/image/pixels.js';

/** @param u from 0 at the left to 1. @param v from 0 at the top to 1. @param aspect width over height. @returns 0..1 */
export type Shape = (u: number, v: number, aspect: number) => number;

/** Pixels across of a mask's file. */
const columns = 400;

const clip = (value: number): number => Math.min(Math.max(value, 0), 1);

export const shapes = {
  /** A disc in the middle, with an edge of two or three pixels of its file. */
  circle: (u, v, aspect) =>
    clip((0.38 - Math.hypot((u - 0.5) * aspect, v - 0.5) / Math.min(1, aspect)) * 100 + 0.5),
  /** From nothing at a third of the width to all at two thirds. */
  soft: (u) => clip(3 * u - 1),
  leftHalf: (u) => (u < 0.5 ? 1 : 0),
  leftThird: (u) => (u < 1 / 3 ? 1 : 0),
  rightThird: (u) => (u > 2 / 3 ? 1 : 0),
} as const satisfies Readonly<Record<string, Shape>>;

/** @param aspect of the photo. */
export function drawMask(shape: Shape, aspect: number): Mask {
  const [width, height] = [columns, Math.round(columns / aspect)];
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const [u, v] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height];
    return Math.round(255 * shape(u, v, aspect));
  });
  return { width, height, data };
}

/** To be looked at. */
export function pictureOf({ width, height, data }: Mask): Pixels {
  return {
    width,
    height,
    data: Uint8Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)]!),
  };
}
