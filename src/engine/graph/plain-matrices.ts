/** Square matrices in double precision, row by row: the evaluator's half of roots.ts. */
import type { MatrixArithmetic } from './roots.js';

/** @param size rows, which are as many as columns */
export function plainMatrices(size: number): MatrixArithmetic<Float64Array, number> {
  const product = (a: Float64Array, b: Float64Array): Float64Array => {
    const result = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < size; k++) {
        const factor = a[i * size + k]!;
        for (let j = 0; j < size; j++) result[i * size + j]! += factor * b[k * size + j]!;
      }
    }
    return result;
  };
  return {
    product,
    add: (a, b) => a.map((v, i) => v + b[i]!),
    subtract: (a, b) => a.map((v, i) => v - b[i]!),
    transpose: (a) => a.map((_, i) => a[(i % size) * size + Math.floor(i / size)]!),
    times: (a, factor) => a.map((v) => v * factor),
    scale: (a, factor) => a.map((v) => v * factor),
    identity: (value) =>
      Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? value : 0)),
    norm: (a, exponent) => a.reduce((sum, v) => sum + v * v, 0) ** (exponent / 2),
  };
}
