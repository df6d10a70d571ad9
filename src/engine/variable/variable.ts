/**
 * What the optimizer really moves: the picture's planes themselves, or coefficients from which they are made.
 * A linear map, so the gradient comes back through its transpose.
 */
export interface Variable {
  /** How many numbers the optimizer sees. */
  readonly length: number;
  /** Coefficients -> planes (CHW, 3 x height x width) of the picture. */
  decode(coefficients: Float32Array): Float32Array;
  /** Gradient with respect to the planes -> gradient with respect to the coefficients. */
  pullBack(gradient: Float32Array): Float32Array;
}
