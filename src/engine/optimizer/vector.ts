/** Sums over float vectors, accumulated in double. */

/** The dot product. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Root mean square. */
export function rootMeanSquare(a: Float32Array): number {
  return Math.sqrt(dot(a, a) / a.length);
}

/** Whether value and every element of the gradient are finite: squares of float32 cannot overflow a double. */
export function isFinitePoint(value: number, gradient: Float32Array): boolean {
  return Number.isFinite(value) && Number.isFinite(dot(gradient, gradient));
}

/** @throws {RangeError} when the gradient told is of another length than the point asked. */
export function checkGradient(gradient: Float32Array, point: Float32Array): void {
  if (gradient.length !== point.length) {
    throw new RangeError(`Expected a gradient of ${point.length} numbers, got ${gradient.length}`);
  }
}
