/** The picture's own planes as the variable, relative to a fixed base: x = base + p. */
import type { Variable } from './variable.js';

/**
 * The identity on top of `base`, so p = 0 is the base and p lives in the same units.
 * @param base Planes (CHW), read and never written.
 */
export function createPixels(base: Float32Array): Variable {
  return {
    length: base.length,
    decode: function decodePixels(coefficients) {
      checkLength(coefficients, base.length);
      const planes = new Float32Array(base.length);
      for (let i = 0; i < planes.length; i++) planes[i] = base[i]! + coefficients[i]!;
      return planes;
    },
    pullBack: function pullBackPixels(gradient) {
      checkLength(gradient, base.length);
      return gradient.slice();
    },
  };
}

/** @throws {RangeError} when a vector is of another length than the variable takes. */
export function checkLength(vector: Float32Array, length: number): void {
  if (vector.length !== length) throw new RangeError(`Expected ${length} numbers, got ${vector.length}`);
}
