/** Symmetric 3 x 3 matrices, nine numbers by rows: what colour statistics need. */

/** Nine numbers, row by row. */
export type Matrix3 = readonly number[];

/** The product a b. */
export function multiply3(a: Matrix3, b: Matrix3): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const row = at - (at % 3);
    const column = at % 3;
    return a[row]! * b[column]! + a[row + 1]! * b[column + 3]! + a[row + 2]! * b[column + 6]!;
  });
}

export interface Eigen3 {
  /** Unsorted. */
  readonly values: readonly number[];
  /** Column j is the unit eigenvector of values[j]. */
  readonly vectors: Matrix3;
}

/** Eigenvalues and eigenvectors by cyclic Jacobi rotations (Golub & Van Loan, section 8.5). Only for symmetric input. */
export function eigenSymmetric3(matrix: Matrix3): Eigen3 {
  const a = [...matrix];
  const v = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  // Convergence is quadratic: 3 x 3 needs about 5 sweeps; the bound only guards against NaN.
  for (let sweep = 0; sweep < 32; sweep++) {
    const off = a[1]! ** 2 + a[2]! ** 2 + a[5]! ** 2;
    if (off <= 1e-34 * (a[0]! ** 2 + a[4]! ** 2 + a[8]! ** 2)) break;
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      rotate(a, v, p, q);
    }
  }
  return { values: [a[0]!, a[4]!, a[8]!], vectors: v };
}

/** One rotation that zeroes a[p][q]; `v` collects the rotations. */
function rotate(a: number[], v: number[], p: number, q: number): void {
  const apq = a[3 * p + q]!;
  if (apq === 0) return;
  const theta = (a[4 * q]! - a[4 * p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < 3; k++) {
    turn(a, 3 * k + p, 3 * k + q, c, s);
    turn(v, 3 * k + p, 3 * k + q, c, s);
  }
  for (let k = 0; k < 3; k++) turn(a, 3 * p + k, 3 * q + k, c, s);
}

function turn(m: number[], i: number, j: number, c: number, s: number): void {
  const x = m[i]!;
  const y = m[j]!;
  m[i] = c * x - s * y;
  m[j] = s * x + c * y;
}

/** V f(D) V^T of a symmetric matrix V D V^T. */
export function mapSymmetric3(matrix: Matrix3, f: (eigenvalue: number) => number): number[] {
  const { values, vectors: v } = eigenSymmetric3(matrix);
  const mapped = values.map(f);
  return Array.from({ length: 9 }, (_, at) => {
    const i = 3 * Math.trunc(at / 3);
    const j = 3 * (at % 3);
    return (
      v[i]! * mapped[0]! * v[j]! + v[i + 1]! * mapped[1]! * v[j + 1]! + v[i + 2]! * mapped[2]! * v[j + 2]!
    );
  });
}
