/** A picture as numbers for the engine: the planes (CHW) beside image/pixels.ts' bytes (HWC). */
import type { Pixels } from '../../image/pixels.js';

/** sRGB values, 0..1 when displayable (intermediate results may leave it), red plane, green plane, blue plane. */
export interface Planes {
  /** Width in pixels, 1 or more. */
  readonly width: number;
  /** Height in pixels, 1 or more. */
  readonly height: number;
  /** 3 x height x width, CHW. */
  readonly data: Float32Array;
}

/**
 * Wraps planes, checked.
 * @throws {RangeError} when the sides are no positive integers or the data has another length than 3 x height x width.
 */
export function createPlanes(width: number, height: number, data: Float32Array): Planes {
  checkSize(width, height);
  if (data.length !== 3 * width * height) {
    throw new RangeError(
      `Expected 3 x ${height} x ${width} = ${3 * width * height} numbers, got ${data.length}`,
    );
  }
  return { width, height, data };
}

/** Bytes 0..255 (HWC) -> values 0..1 (CHW). */
export function fromPixels({ width, height, data }: Pixels): Planes {
  checkSize(width, height);
  const area = width * height;
  if (data.length !== 3 * area) throw new RangeError(`Expected ${3 * area} bytes, got ${data.length}`);
  const planes = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) {
    planes[i] = data[3 * i]! / 255;
    planes[area + i] = data[3 * i + 1]! / 255;
    planes[2 * area + i] = data[3 * i + 2]! / 255;
  }
  return { width, height, data: planes };
}

/** Values (CHW) -> bytes (HWC): clamped to 0..1, rounded to the nearest of 0..255 (halves to even); NaN becomes 0. */
export function toPixels({ width, height, data }: Planes): Pixels {
  const area = width * height;
  if (data.length !== 3 * area) throw new RangeError(`Expected ${3 * area} numbers, got ${data.length}`);
  const bytes = new Uint8ClampedArray(3 * area);
  for (let i = 0; i < area; i++) {
    bytes[3 * i] = data[i]! * 255;
    bytes[3 * i + 1] = data[area + i]! * 255;
    bytes[3 * i + 2] = data[2 * area + i]! * 255;
  }
  return { width, height, data: new Uint8Array(bytes.buffer) };
}

/** @throws {RangeError} unless both sides are integers from 1 up. */
export function checkSize(width: number, height: number): void {
  for (const [name, side] of Object.entries({ width, height })) {
    if (!Number.isInteger(side) || side < 1) {
      throw new RangeError(`Expected \`${name}\` to be an integer from 1 up, got ${side}`);
    }
  }
}
