/**
 * Styles as Gaussians, compared by the squared Wasserstein-2 distance per channel:
 * mean((mu - mu_s)^2) + trace(S + S_s - 2 (S_s^1/2 S S_s^1/2)^1/2) / C, S = (F - mu) (F - mu)^T / N + 1e-4 I.
 *
 * Differs from style-transfer-pytorch, which subtracts mu mu^T from F F^T / N: the same, but in single precision what
 * rounding leaves of that has negative eigenvalues, and of flat pictures nothing else is left; their roots are no numbers.
 */
import { add, constant, make, scale, subtract, sumSquares } from '../graph/build.js';
import type { Node } from '../graph/ops.js';
import type { StyleRule } from './style-rule.js';

/** Keeps covariances of few positions from being singular. */
const ridge = 1e-4;
/** Of a root and of the way back through it; style-transfer-pytorch's number. */
const iterations = 12;

const trace = (x: Node): Node => make('trace', {}, x);
const matmul = (a: Node, b: Node): Node => make('matmul', {}, a, b);

export const wasserstein: StyleRule = {
  scale: ({ n }) => 1 / n,
  isSum: false,
  hasMeans: true,
  rootIterations: iterations,
  loss: ({ gram, mean, c }, part) => {
    const covariance = add(gram, make('scaledIdentity', { size: c }, constant(ridge)));
    const root = part('target', [c, c]);
    const both = make('sqrtm', { iterations }, matmul(matmul(root, covariance), root));
    const spread = subtract(add(trace(covariance), part('trace', [])), scale(trace(both), 2));
    return scale(add(sumSquares(subtract(mean, part('mean', [c, 1]))), spread), 1 / c);
  },
  parts: ({ c, gram, mean }) => {
    const covariance = Float32Array.from(gram, (value, i) => value + (i % (c + 1) === 0 ? ridge : 0));
    const diagonal = covariance.filter((_, i) => i % (c + 1) === 0);
    return {
      target: { data: covariance, shape: [c, c] },
      mean: { data: Float32Array.from(mean), shape: [c, 1] },
      trace: { data: Float32Array.of(diagonal.reduce((sum, value) => sum + value, 0)), shape: [] },
    };
  },
};
