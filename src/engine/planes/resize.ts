/**
 * Separable antialiased resampling, as Pillow does it: output pixel i looks at the input around (i + .5) * in / out - .5;
 * when shrinking, the filter is stretched by in / out, so that every input pixel counts. Edges renormalise the weights.
 * Source: Pillow, src/libImaging/Resample.c (`precompute_coeffs`). Differs from it: planes stay floats, never clamped.
 */
import { checkSize, type Planes } from './planes.js';

interface Filter {
  /** Half width in input pixels at scale 1. */
  readonly support: number;
  readonly weight: (x: number) => number;
}

/** Triangle. */
function bilinear(x: number): number {
  return Math.max(0, 1 - Math.abs(x));
}

/** Keys' cubic convolution with a = -0.5 (Keys 1981), as Pillow's BICUBIC. */
function bicubic(x: number): number {
  const a = -0.5;
  const d = Math.abs(x);
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  if (d < 2) return (((d - 5) * d + 8) * d - 4) * a;
  return 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Windowed sinc, 3 lobes. */
function lanczos3(x: number): number {
  return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
}

/** The filters by name. */
export const resizeFilters = {
  bilinear: { support: 1, weight: bilinear },
  bicubic: { support: 2, weight: bicubic },
  lanczos3: { support: 3, weight: lanczos3 },
} as const satisfies Record<string, Filter>;

export type ResizeFilter = keyof typeof resizeFilters;

/** Which input positions make each output position along one axis: out rows of `width` weights, zero-padded. */
export interface Taps {
  /** First input position of each output position. */
  readonly first: Int32Array;
  /** How many input positions each output position uses. */
  readonly count: Int32Array;
  /** Weights, `width` per output position; each row sums to 1. */
  readonly weights: Float64Array;
  readonly width: number;
}

/** Taps from `from` input positions to `to` output positions. */
export function computeTaps(from: number, to: number, filter: ResizeFilter): Taps {
  const { support, weight } = resizeFilters[filter];
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const reach = support * stretch;
  const width = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Float64Array(to * width);
  for (let i = 0; i < to; i++) {
    const center = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - reach + 0.5));
    const end = Math.min(from, Math.trunc(center + reach + 0.5));
    let sum = 0;
    for (let j = start; j < end; j++) {
      const w = weight((j - center + 0.5) / stretch);
      weights[i * width + j - start] = w;
      sum += w;
    }
    for (let k = 0; k < end - start; k++) weights[i * width + k]! /= sum;
    first[i] = start;
    count[i] = end - start;
  }
  return { first, count, weights, width };
}

/** Each of `rows` rows of `from` numbers -> a row of `to` numbers. */
function resizeRows(source: Float32Array, rows: number, from: number, to: number, taps: Taps): Float32Array {
  const { first, count, weights, width } = taps;
  const result = new Float32Array(rows * to);
  for (let row = 0; row < rows; row++) {
    const base = row * from;
    for (let i = 0; i < to; i++) {
      const start = base + first[i]!;
      const n = count[i]!;
      let sum = 0;
      for (let k = 0; k < n; k++) sum += source[start + k]! * weights[i * width + k]!;
      result[row * to + i] = sum;
    }
  }
  return result;
}

/** Each plane of `from` rows -> `to` rows; whole rows at a time, so that memory is read in order. */
function resizeColumns(
  source: Float32Array,
  channels: number,
  rowLength: number,
  from: number,
  to: number,
  taps: Taps,
): Float32Array {
  const { first, count, weights, width } = taps;
  const result = new Float32Array(channels * to * rowLength);
  const sums = new Float64Array(rowLength);
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < to; i++) {
      sums.fill(0);
      for (let k = 0; k < count[i]!; k++) {
        const weight = weights[i * width + k]!;
        const start = (channel * from + first[i]! + k) * rowLength;
        for (let x = 0; x < rowLength; x++) sums[x]! += weight * source[start + x]!;
      }
      result.set(sums, (channel * to + i) * rowLength);
    }
  }
  return result;
}

/** A stack of planes of any depth: `data` is channels x height x width. */
export interface PlaneStack {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/**
 * Resamples every plane of a stack to `width` x `height`; shrinks and enlarges. Always returns fresh data.
 * @throws {RangeError} when a side is no positive integer or the data holds no whole number of planes.
 */
export function resizeStack(
  source: PlaneStack,
  width: number,
  height: number,
  filter: ResizeFilter,
): PlaneStack {
  checkSize(source.width, source.height);
  checkSize(width, height);
  const channels = source.data.length / (source.width * source.height);
  if (!Number.isInteger(channels)) {
    throw new RangeError(
      `Expected planes of ${source.height} x ${source.width} numbers, got ${source.data.length} in all`,
    );
  }
  const across =
    width === source.width
      ? source.data.slice()
      : resizeRows(
          source.data,
          channels * source.height,
          source.width,
          width,
          computeTaps(source.width, width, filter),
        );
  const data =
    height === source.height
      ? across
      : resizeColumns(
          across,
          channels,
          width,
          source.height,
          height,
          computeTaps(source.height, height, filter),
        );
  return { width, height, data };
}

/**
 * Resamples a picture to `width` x `height`. Bicubic and lanczos3 may overshoot 0..1 at edges: not clamped here.
 * @param filter Default `lanczos3`.
 */
export function resizePlanes(
  planes: Planes,
  width: number,
  height: number,
  filter: ResizeFilter = 'lanczos3',
): Planes {
  return resizeStack(planes, width, height, filter);
}
