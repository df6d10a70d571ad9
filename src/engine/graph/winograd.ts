/**
 * Minimal filtering F(4x4, 3x3): a 3x3 convolution in 36 instead of 144 multiplications for each 4x4 tile of a channel
 * pair, Y = A' [(G k G') . (B' d B)] A, d a 6x6 tile of the input, overlapping its neighbours by 2.
 * Lavin, Gray 2015, https://arxiv.org/abs/1509.09308; matrices by Cook and Toom.
 *
 * Differs from Lavin and Gray: points 0, +-5/8, +-8/5 and infinity instead of 0, +-1, +-2. That halves the rounding
 * error in single precision; and as each point's inverse is a point too, turning a kernel by 180 degrees only permutes
 * and scales its factors, so that the way back shares them with the way there.
 */
const points = [0, 5 / 8, -5 / 8, 8 / 5, -8 / 5] as const;
/** Position of each point's inverse; infinity is the last. */
const inverses = [5, 3, 4, 1, 2, 0] as const;

/** Side of an output tile. */
export const tile = 4;
/** Side of an input tile. */
export const window = 6;
/** Products of one tile and channel pair. */
export const products = window * window;

export type Matrix = readonly (readonly number[])[];

/** Coefficients of the product of (x - root), lowest power first. */
function expand(roots: readonly number[]): number[] {
  let polynomial = [1];
  for (const root of roots) {
    const times = [0, ...polynomial];
    polynomial.forEach((value, power) => {
      times[power]! -= root * value;
    });
    polynomial = times;
  }
  return polynomial;
}

const without = (point: number): number[] => points.filter((other) => other !== point);
const powers = (point: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => point ** k);

/** B' [6, 6] */
const input1d: Matrix = [...points.map((point) => [...expand(without(point)), 0]), expand(points)];
/** G [6, 3] */
const kernel1d: Matrix = [
  ...points.map((point) => {
    const norm = without(point).reduce((product, other) => product * (point - other), 1);
    return powers(point, 3).map((power) => power / norm);
  }),
  [0, 0, 1],
];
/** A' [4, 6] */
const output1d: Matrix = Array.from({ length: tile }, (_, k) => [
  ...points.map((point) => point ** k),
  k === tile - 1 ? 1 : 0,
]);

/** G of the turned kernel, row by row, as multiples of G's row of the inverse point. */
const turned1d = kernel1d.map((row, e) => {
  const tap = row.findLastIndex((value) => value !== 0);
  return row[tap]! / kernel1d[inverses[e]!]![2 - tap]!;
});

/** Kronecker product with itself: the same transform along both axes of a tile, rows outermost. */
function square(matrix: Matrix): Matrix {
  return matrix.flatMap((a) => matrix.map((b) => a.flatMap((x) => b.map((y) => x * y))));
}

/** 3x3 kernel -> 36 factors: [36, 9]. */
export const kernelTransform = square(kernel1d);

/** What happens to pictures before and after the 36 products. */
export interface TileTransforms {
  /** 6x6 input tile -> 36 factors: [36, 36]. */
  readonly input: Matrix;
  /** 36 products -> 4x4 output tile: [16, 36]. */
  readonly output: Matrix;
}

const there: TileTransforms = { input: square(input1d), output: square(output1d) };
const back: TileTransforms = {
  input: square(inverses.map((e) => input1d[e]!)),
  output: square(output1d.map((row) => inverses.map((e) => row[e]! * turned1d[e]!))),
};

/** `flipped`: the convolution with the kernel turned by 180 degrees, from the same factors. */
export const tileTransforms = (flipped: boolean): TileTransforms => (flipped ? back : there);

/** Number of tiles along a side of `size` positions; the last one may reach over the edge. */
export const tilesAlong = (size: number): number => Math.ceil(size / tile);

const apply = (matrix: Matrix, x: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * x[i]!, 0));

/** Transforms a kernel [O, I, 3, 3] (`pairs` = O I) into factors [36, O, I]. */
export function transformKernel(kernel: ArrayLike<number>, pairs: number): Float64Array {
  const factors = new Float64Array(products * pairs);
  for (let pair = 0; pair < pairs; pair++) {
    const taps = Array.from({ length: 9 }, (_, tap) => kernel[pair * 9 + tap]!);
    apply(kernelTransform, taps).forEach((factor, e) => {
      factors[e * pairs + pair] = factor;
    });
  }
  return factors;
}

/** Factors [36, O, I] of a kernel, read for the way there or, `flipped`, for the way back from O to I channels. */
export interface KernelFactors {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly flipped: boolean;
}

/**
 * The convolution, tile by tile, in double precision.
 * @param x picture [C, H, W] @param bias [O] or none @returns [O, H, W]
 */
export function convolveTiles(
  x: ArrayLike<number>,
  [c, h, w]: readonly [number, number, number],
  { values, shape: [, o = 0, i = 0], flipped }: KernelFactors,
  bias?: ArrayLike<number>,
): Float64Array {
  const transforms = tileTransforms(flipped);
  const outChannels = flipped ? i : o;
  const y = new Float64Array(outChannels * h * w);
  const inside = (l: number, row: number, column: number): number =>
    row >= 0 && row < h && column >= 0 && column < w ? x[(l * h + row) * w + column]! : 0;
  const factorOf = (e: number, k: number, l: number): number =>
    values[e * o * i + (flipped ? l * i + k : k * i + l)]!;
  for (let top = 0; top < h; top += tile) {
    for (let left = 0; left < w; left += tile) {
      const tiles = Array.from({ length: c }, (_, l) =>
        apply(
          transforms.input,
          Array.from({ length: products }, (_, e) =>
            inside(l, top + Math.floor(e / window) - 1, left + (e % window) - 1),
          ),
        ),
      );
      for (let k = 0; k < outChannels; k++) {
        const sums = Array.from({ length: products }, (_, e) =>
          tiles.reduce((sum, factors, l) => sum + factorOf(e, k, l) * factors[e]!, 0),
        );
        apply(transforms.output, sums).forEach((value, at) => {
          const row = top + Math.floor(at / tile);
          const column = left + (at % tile);
          if (row < h && column < w) y[(k * h + row) * w + column] = value + (bias ? bias[k]! : 0);
        });
      }
    }
  }
  return y;
}
