import { describe, expect, it } from 'vitest';
import { eigenSymmetric3, mapSymmetric3, multiply3 } from '../../../src/engine/planes/symmetric.js';

const matrix = [4, 1, -2, 1, 2, 0.5, -2, 0.5, 3];
const transposed = (m: readonly number[]) => m.map((_, i) => m[3 * (i % 3) + Math.trunc(i / 3)]!);

describe('symmetric matrices', () => {
  it('multiplies by rows and columns', () => {
    expect(multiply3([1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1, 0, 1, 0, 0, 0, 0, 2])).toEqual([
      2, 1, 6, 5, 4, 12, 8, 7, 18,
    ]);
  });

  it('finds the known eigenvalues of a known matrix', () => {
    const { values } = eigenSymmetric3([2, 1, 0, 1, 2, 0, 0, 0, 5]);
    expect(values.toSorted((a, b) => a - b).map((value) => value.toFixed(12))).toEqual([
      '1.000000000000',
      '3.000000000000',
      '5.000000000000',
    ]);
  });

  it('gives orthonormal vectors that rebuild the matrix', () => {
    const { vectors } = eigenSymmetric3(matrix);
    multiply3(transposed(vectors), vectors).forEach((value, i) => {
      expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 12);
    });
    mapSymmetric3(matrix, (value) => value).forEach((value, i) => {
      expect(value).toBeCloseTo(matrix[i]!, 12);
    });
  });

  it('makes a root whose square is the matrix', () => {
    const squared = multiply3(matrix, matrix);
    const root = mapSymmetric3(squared, Math.sqrt);
    multiply3(root, root).forEach((value, i) => {
      expect(value).toBeCloseTo(squared[i]!, 10);
    });
  });
});
