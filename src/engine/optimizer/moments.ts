/** Adam's memory of the gradient, carried from a smaller picture to a larger one, as style-transfer-pytorch does. */
import { type PlaneStack, resizeStack } from '../planes/resize.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { takeNumbers, takeVector } from './state.js';

/** Of an Adam over the planes of a picture. */
export interface Moments {
  /** Steps that made them, 1 or more: the bias corrections go on from there. */
  readonly steps: number;
  /** Mean of the gradient. */
  readonly mean: PlaneStack;
  /** Mean of its square, of the same size. */
  readonly square: PlaneStack;
}

/**
 * @param state of an Adam over planes of this size.
 * @throws {TypeError} when it is of another optimizer or size.
 */
export function takeMoments(
  state: OptimizerState,
  { width, height }: { readonly width: number; readonly height: number },
): Moments {
  const stack = (name: string): PlaneStack => ({
    ...{ width, height },
    data: takeVector(state, name, 3 * width * height),
  });
  return { ...takeNumbers(state, { steps: 0 }), mean: stack('mean'), square: stack('square') };
}

/** Gives them, brought to its size, to an Adam that has not begun. */
export function giveMoments(
  optimizer: Optimizer,
  { steps, mean, square }: Moments,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const { point } = optimizer;
  const squares = resizeStack(square, width, height, 'bilinear').data;
  optimizer.load({
    vectors: {
      ...{ point, good: point },
      mean: resizeStack(mean, width, height, 'bicubic').data,
      // Why: what is left of a square may not be negative, not even by rounding.
      square: squares.map((value) => Math.max(value, 0)),
    },
    numbers: { steps, shrink: 1 },
  });
}
