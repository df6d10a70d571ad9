/** The distance of Gaussians against its closed form in two dimensions, and its gradient against finite differences. */
import { describe, expect, it } from 'vitest';
import { input } from '../../../src/engine/graph/build.js';
import { differentiate } from '../../../src/engine/graph/differentiate.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import type { Shape } from '../../../src/engine/graph/ops.js';
import { plainMatrices } from '../../../src/engine/graph/plain-matrices.js';
import { squareRoot } from '../../../src/engine/graph/roots.js';
import { buildStyleLoss } from '../../../src/engine/objective/styles.js';
import { wasserstein } from '../../../src/engine/objective/wasserstein.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';

const c = 2;
const [h, w] = [3, 4];
const on = plainMatrices(c);
const f = createUniformNoise(c * h * w, 1, 0, 2);
const s = createUniformNoise(c * 20, 2, 0, 3);
const t = createUniformNoise(h * w, 3, 0, 1);

/** Mean and covariance of C x N features whose positions count by `weights`, which add up to 1. */
function gaussian(values: Float32Array, weights: readonly number[]) {
  const n = weights.length;
  const mean = Float64Array.from({ length: c }, (_, k) =>
    weights.reduce((sum, weight, i) => sum + weight * values[k * n + i]!, 0),
  );
  const covariance = Float64Array.from({ length: c * c }, (_, kl) => {
    const [k, l] = [Math.floor(kl / c), kl % c];
    const spread = weights.reduce(
      (sum, weight, i) => sum + weight * (values[k * n + i]! - mean[k]!) * (values[l * n + i]! - mean[l]!),
      0,
    );
    return spread + (k === l ? 1e-4 : 0);
  });
  return { mean, covariance };
}
type Gaussian = ReturnType<typeof gaussian>;

const determinant = ([a, b, d, e]: Float64Array): number => a! * e! - b! * d!;
const trace = ([a, , , e]: Float64Array): number => a! + e!;

/** Of a 2 x 2 matrix X, trace(X^1/2) = (trace X + 2 det(X)^1/2)^1/2. */
function distance(a: Gaussian, b: Gaussian): number {
  const means = a.mean.reduce((sum, v, k) => sum + (v - b.mean[k]!) ** 2, 0);
  const product = on.product(a.covariance, b.covariance);
  const root = Math.sqrt(trace(product) + 2 * Math.sqrt(determinant(product)));
  return (means + trace(a.covariance) + trace(b.covariance) - 2 * root) / c;
}

const even = (n: number): number[] => Array.from({ length: n }, () => 1 / n);
/** What is fed for a style with those features. */
function targetOf(values: Float32Array, n: number): Record<string, ArrayLike<number>> {
  const { mean, covariance } = gaussian(values, even(n));
  const parts = wasserstein.parts({ c, gram: on.subtract(covariance, on.identity(1e-4)), mean });
  const root = squareRoot(on, Float64Array.from(parts.target!.data), wasserstein.rootIterations);
  return { target: root, mean: parts.mean!.data, trace: parts.trace!.data };
}

const image = input('f', [1, c, h, w]);
const part = (name: string, shape: Shape) => input(name, shape);
const whole = buildStyleLoss('wasserstein', image, null, part);
const guided = buildStyleLoss('wasserstein', image, input('t', [1, h * w]), part);
/** mean(T^2) = 1, as the objective takes them. */
const squares = t.reduce((sum, v) => sum + v * v, 0);
const guide = Float64Array.from(t, (v) => v * Math.sqrt((h * w) / squares));
const feeds = { f, t: guide, ...targetOf(s, 20) };

describe('wasserstein', () => {
  it('is the squared distance of two Gaussians, per channel', () => {
    const expected = distance(gaussian(f, even(h * w)), gaussian(s, even(20)));
    expect(evaluate({ outputs: { y: whole } }, feeds).y![0]! / expected).toBeCloseTo(1, 4);
  });

  it('counts every position of a region as much as its guide squared says', () => {
    const weights = Array.from(t, (v) => (v * v) / squares);
    const expected = distance(gaussian(f, weights), gaussian(s, even(20)));
    expect(evaluate({ outputs: { y: guided } }, feeds).y![0]! / expected).toBeCloseTo(1, 4);
  });

  it('is nothing between a picture and itself', () => {
    const own = { ...feeds, ...targetOf(f, h * w) };
    expect(Math.abs(evaluate({ outputs: { y: whole } }, own).y![0]!)).toBeLessThan(1e-6);
  });

  it.each([
    ['whole', whole],
    ['guided', guided],
  ] as const)('has the gradient of finite differences, %s', (_, value) => {
    const { g } = evaluate({ outputs: { g: differentiate(value, image) } }, feeds);
    const at = (i: number, step: number): number => {
      const moved = Float64Array.from(f);
      moved[i]! += step;
      return evaluate({ outputs: { y: value } }, { ...feeds, f: moved }).y![0]!;
    };
    const largest = g!.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    for (const [i, v] of g!.entries()) {
      expect(Math.abs(v - (at(i, 1e-5) - at(i, -1e-5)) / 2e-5) / largest).toBeLessThan(1e-5);
    }
  });
});
