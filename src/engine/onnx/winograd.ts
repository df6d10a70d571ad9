/**
 * Minimal filtering in ONNX operations, laid out for onnxruntime's CPU provider: all 36 factors of a tile by one strided
 * convolution, one batched product that reads them where they lie, and one product back.
 */

import type { Shape } from '../graph/ops.js';
import {
  kernelTransform,
  type Matrix,
  products,
  tile,
  tilesAlong,
  tileTransforms,
  window,
} from '../graph/winograd.js';
import type { Writer } from './writer.js';

const constant = ({ floats }: Writer, matrix: Matrix, dims: readonly number[]): string =>
  floats(matrix.flat(), dims);

/**
 * [O, I, 3, 3] -> factors [36, O, I]. Left to the runtime, which folds it into a constant when the session is made: the
 * model's bytes stay four times smaller.
 */
export function emitWinogradKernel(kernel: string, factors: Shape, writer: Writer): string {
  const { op, ints } = writer;
  const taps = op('Reshape', [kernel, ints([-1, 9])]);
  const transform = constant(writer, kernelTransform, [products, 9]);
  return op('Reshape', [op('Gemm', [transform, taps], { transB: 1 }), ints(factors)]);
}

export interface WinogradShapes {
  /** Of the input, [1, C, H, W]. */
  readonly from: Shape;
  /** Of the output, [1, D, H, W]. */
  readonly to: Shape;
  /** The factors are [36, C, D] and used for the way back, not [36, D, C]. */
  readonly flipped: boolean;
}

/** The convolution of x by factors, and a bias [D] if there is one. */
export function emitWinograd(
  [x, factors, bias]: readonly string[],
  { from: [, c = 0, h = 0, w = 0], to: [, d = 0], flipped }: WinogradShapes,
  writer: Writer,
): string {
  const { op, ints } = writer;
  const transforms = tileTransforms(flipped);
  const [down, across] = [tilesAlong(h), tilesAlong(w)];
  const channels = op('Reshape', [x!, ints([c, 1, h, w])]);
  const tiles = op('Conv', [channels, constant(writer, transforms.input, [products, 1, window, window])], {
    kernel_shape: [window, window],
    strides: [tile, tile],
    pads: [1, 1, tile * down + 1 - h, tile * across + 1 - w],
  });
  // Reads [C, 36, tiles] as 36 matrices [C, tiles] without moving them.
  const summed = op(
    'com.microsoft.FusedMatMul',
    [factors!, op('Reshape', [tiles, ints([c, products, -1])])],
    {
      transA: flipped ? 1 : 0,
      transBatchB: 1,
    },
  );
  const phases = op('MatMul', [
    constant(writer, transforms.output, [tile * tile, products]),
    op('Reshape', [summed, ints([products, -1])]),
  ]);
  // [4 down, 4 across, D, tiles down, tiles across] -> a picture, by two steps that the runtime has fast code for.
  const rows = op('Transpose', [op('Reshape', [phases, ints([tile, tile, -1])])], { perm: [0, 2, 1] });
  const lines = op('Transpose', [op('Reshape', [rows, ints([tile, d * down, tile * across])])], {
    perm: [1, 0, 2],
  });
  const whole = op('Reshape', [lines, ints([1, d, tile * down, tile * across])]);
  const y = h % tile || w % tile ? op('Slice', [whole, ints([0, 0]), ints([h, w]), ints([2, 3])]) : whole;
  return bias ? op('Add', [y, op('Reshape', [bias, ints([1, d, 1, 1])])]) : y;
}
