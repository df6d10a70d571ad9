/**
 * L-BFGS without a search, as torch.optim.LBFGS runs it with a fixed rate and its tolerances off: every point is taken,
 * whatever its value, and every step is the quasi-Newton one. Differs from torch: with bounds, the point is clamped and
 * what pushes against a wall leaves the direction; and when value or gradient are not finite, the last step is taken
 * again from the last good point with half the rate, which stays halved, as in adam.ts.
 */
import { type Bounds, type Box, clampToBox, createBox, dropHeld } from './bounds.js';
import { CurvatureHistory } from './history.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { checkOption, type PlainLbfgsOptions } from './options.js';
import { takeNumbers, takeVector } from './state.js';
import { checkGradient, dot, isFinitePoint } from './vector.js';

/** torch's: pairs with less s'y are left out. Absolute, so it depends on the units of loss and variable. */
const minCurvature = 1e-10;

export class PlainLbfgs implements Optimizer {
  readonly #options: PlainLbfgsOptions;
  readonly #box: Box | null;
  readonly #history: CurvatureHistory;
  readonly #work: Float64Array;
  #point: Float32Array;
  #good: Float32Array;
  #gradient: Float32Array;
  #direction: Float32Array;
  /** `step` is the share of the direction that led to the point; `shrink` multiplies the rate. */
  #numbers = { started: 0, step: 0, shrink: 1, pairs: 0 };

  /** @param start Copied; moved into the bounds. */
  constructor(options: PlainLbfgsOptions, start: Float32Array, bounds?: Bounds) {
    const { history, lr } = options;
    checkOption('history', history, Number.isInteger(history) && history >= 1, 'an integer from 1 up');
    checkOption('lr', lr, lr > 0 && Number.isFinite(lr), 'a number above 0');
    this.#options = options;
    this.#box = createBox(bounds, start.length);
    this.#history = new CurvatureHistory(history, 1, ({ sy }) => sy > minCurvature);
    this.#work = new Float64Array(start.length);
    this.#point = start.slice();
    clampToBox(this.#point, this.#box);
    this.#good = this.#point.slice();
    this.#gradient = new Float32Array(start.length);
    this.#direction = new Float32Array(start.length);
  }

  get point(): Float32Array {
    return this.#point;
  }

  tell(value: number, gradient: Float32Array): boolean {
    checkGradient(gradient, this.#point);
    const numbers = this.#numbers;
    if (!isFinitePoint(value, gradient)) {
      numbers.shrink /= 2;
      numbers.step /= 2;
      if (numbers.started) this.#move();
      return false;
    }
    if (numbers.started) this.#learn(gradient);
    this.#good.set(this.#point);
    this.#gradient.set(gradient);
    this.#aim();
    numbers.started = 1;
    this.#move();
    return true;
  }

  /** Makes s of the direction and y of the gradient, in place: both are replaced right after. */
  #learn(gradient: Float32Array): void {
    const [s, y] = [this.#direction, this.#gradient];
    for (let i = 0; i < gradient.length; i++) {
      // Why not the difference of points: torch takes the step as it was meant, and the first may be below rounding.
      s[i] = this.#box ? this.#point[i]! - this.#good[i]! : s[i]! * this.#numbers.step;
      y[i] = gradient[i]! - y[i]!;
    }
    this.#history.pushPair(s, y);
  }

  #aim(): void {
    const { lr } = this.#options;
    const numbers = this.#numbers;
    this.#work.set(this.#gradient);
    dropHeld(this.#work, this.#good, this.#gradient, this.#box);
    this.#history.apply(this.#work);
    for (let i = 0; i < this.#work.length; i++) this.#direction[i] = -this.#work[i]!;
    dropHeld(this.#direction, this.#good, this.#gradient, this.#box);
    // Only walls can turn a direction of this history uphill; then it begins again.
    const isUphill = this.#box !== null && dot(this.#direction, this.#gradient) > 0;
    if (isUphill) {
      this.#history.clear();
      for (let i = 0; i < this.#work.length; i++) this.#direction[i] = -this.#gradient[i]!;
    }
    const isFirst = !numbers.started || isUphill;
    numbers.step = lr * numbers.shrink * (isFirst ? Math.min(1, 1 / sumAbs(this.#gradient)) : 1);
  }

  #move(): void {
    for (let i = 0; i < this.#point.length; i++) {
      this.#point[i] = this.#good[i]! + this.#numbers.step * this.#direction[i]!;
    }
    clampToBox(this.#point, this.#box);
  }

  save(maxBytes = Number.POSITIVE_INFINITY): OptimizerState {
    const isWhole = (4 + 2 * this.#history.size) * this.#point.byteLength <= maxBytes;
    return {
      vectors: {
        point: this.#point.slice(),
        good: this.#good.slice(),
        gradient: this.#gradient.slice(),
        direction: this.#direction.slice(),
        ...(isWhole ? this.#history.save() : {}),
      },
      numbers: { ...this.#numbers, pairs: isWhole ? this.#history.size : 0 },
    };
  }

  load(state: OptimizerState): void {
    const length = this.#point.length;
    const numbers = takeNumbers(state, this.#numbers);
    const take = (name: string): Float32Array => takeVector(state, name, length);
    const pairs = Array.from({ length: numbers.pairs }, (_, k) => ({ s: take(`s${k}`), y: take(`y${k}`) }));
    const [point, good, gradient, direction] = ['point', 'good', 'gradient', 'direction'].map(take);
    this.#point = point!;
    this.#good = good!;
    this.#gradient = gradient!;
    this.#direction = direction!;
    this.#history.load(pairs);
    this.#numbers = numbers;
  }
}

function sumAbs(a: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]!);
  return sum;
}
