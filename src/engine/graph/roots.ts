/**
 * Square roots of symmetric positive matrices and the way back through them, by products and sums alone
 * (Newton-Schulz; Higham: Functions of Matrices, 2008, ch. 6). Both converge quadratically, large eigenvalues first; with
 * few iterations the smallest ones stay unfinished, and so they do in what is compared with.
 */

/** What the iterations need of matrices: one notation for graphs and for plain numbers. */
export interface MatrixArithmetic<M, S> {
  add(a: M, b: M): M;
  subtract(a: M, b: M): M;
  product(a: M, b: M): M;
  transpose(a: M): M;
  /** a times a scalar that is computed. */
  times(a: M, factor: S): M;
  /** a times a number. */
  scale(a: M, factor: number): M;
  /** A number on the diagonal. */
  identity(value: number): M;
  /** Frobenius norm to a power. */
  norm(a: M, exponent: number): S;
}

/** Root of `a`. @param iterations 1 or more */
export function squareRoot<M, S>(on: MatrixArithmetic<M, S>, a: M, iterations: number): M {
  let y = on.times(a, on.norm(a, -1));
  // Begins at the identity, so that its first product is none.
  let z: M | null = null;
  for (let i = 1; i <= iterations; i++) {
    const t = on.subtract(on.identity(1.5), on.scale(z === null ? y : on.product(z, y), 0.5));
    y = on.product(y, t);
    if (i < iterations) z = z === null ? t : on.product(t, z);
  }
  return on.times(y, on.norm(a, 0.5));
}

/** x with root x + x root = q. @param iterations 1 or more */
export function solveLyapunov<M, S>(on: MatrixArithmetic<M, S>, root: M, q: M, iterations: number): M {
  const inverse = on.norm(root, -1);
  let a = on.times(root, inverse);
  let x = on.times(q, inverse);
  for (let i = 1; i <= iterations; i++) {
    const t = on.subtract(on.identity(3), on.product(a, a));
    const turned = on.transpose(a);
    const commutator = on.subtract(on.product(turned, x), on.product(x, a));
    x = on.scale(on.subtract(on.product(x, t), on.product(turned, commutator)), 0.5);
    if (i < iterations) a = on.scale(on.product(a, t), 0.5);
  }
  return on.scale(x, 0.5);
}

/**
 * solveLyapunov for q = the identity: everything commutes, which saves half of the products.
 * The result is to be multiplied by what q really has on its diagonal.
 */
export function solveForIdentity<M, S>(on: MatrixArithmetic<M, S>, root: M, iterations: number): M {
  const inverse = on.norm(root, -1);
  let a = on.times(root, inverse);
  let x: M | null = null;
  for (let i = 1; i <= iterations; i++) {
    const t = on.subtract(on.identity(1.5), on.scale(on.product(a, a), 0.5));
    x = x === null ? t : on.product(x, t);
    if (i < iterations) a = on.product(a, t);
  }
  return on.times(on.scale(x ?? on.identity(1), 0.5), inverse);
}
