/**
 * Plain gradient descent with a safe step: the step grows while the value falls and shrinks when it rises or is not a
 * finite number. A failed point costs its own evaluation only: the next one starts from the last good point with the
 * gradient already known there.
 */
import { type Bounds, type Box, clampToBox, createBox, dropHeld } from './bounds.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { checkOption, type DescentOptions } from './options.js';
import { takeNumbers, takeVector } from './state.js';
import { checkGradient, isFinitePoint, rootMeanSquare } from './vector.js';

export class Descent implements Optimizer {
  readonly #options: DescentOptions;
  readonly #box: Box | null;
  #point: Float32Array;
  #good: Float32Array;
  #gradient: Float32Array;
  /** `rate` turns a gradient into a step; 0 until the first point is known. */
  #numbers = { started: 0, value: 0, rate: 0 };

  /** @param start Copied; moved into the bounds. */
  constructor(options: DescentOptions, start: Float32Array, bounds?: Bounds) {
    const { firstStep, growth, shrink } = options;
    checkOption('firstStep', firstStep, firstStep > 0 && Number.isFinite(firstStep), 'a number above 0');
    checkOption('growth', growth, growth >= 1 && Number.isFinite(growth), 'a number from 1 up');
    checkOption('shrink', shrink, shrink > 0 && shrink < 1, 'a number between 0 and 1');
    this.#options = options;
    this.#box = createBox(bounds, start.length);
    this.#point = start.slice();
    clampToBox(this.#point, this.#box);
    this.#good = this.#point.slice();
    this.#gradient = new Float32Array(start.length);
  }

  get point(): Float32Array {
    return this.#point;
  }

  tell(value: number, gradient: Float32Array): boolean {
    checkGradient(gradient, this.#point);
    const numbers = this.#numbers;
    const { firstStep, growth, shrink } = this.#options;
    const isFiniteHere = isFinitePoint(value, gradient);
    if (!numbers.started && !isFiniteHere) return false;
    const isAccepted = isFiniteHere && (!numbers.started || value <= numbers.value);
    if (isAccepted) {
      this.#good.set(this.#point);
      this.#gradient.set(gradient);
      dropHeld(this.#gradient, this.#good, gradient, this.#box);
      const slope = rootMeanSquare(this.#gradient);
      if (numbers.rate > 0) numbers.rate *= growth;
      else if (slope > 0) numbers.rate = firstStep / slope;
      numbers.started = 1;
      numbers.value = value;
    } else {
      numbers.rate *= shrink;
    }
    for (let i = 0; i < this.#point.length; i++) {
      this.#point[i] = this.#good[i]! - numbers.rate * this.#gradient[i]!;
    }
    clampToBox(this.#point, this.#box);
    return isAccepted;
  }

  save(): OptimizerState {
    return {
      vectors: {
        point: this.#point.slice(),
        good: this.#good.slice(),
        gradient: this.#gradient.slice(),
      },
      numbers: { ...this.#numbers },
    };
  }

  load(state: OptimizerState): void {
    const length = this.#point.length;
    const numbers = takeNumbers(state, this.#numbers);
    const good = takeVector(state, 'good', length);
    const gradient = takeVector(state, 'gradient', length);
    this.#point = takeVector(state, 'point', length);
    this.#good = good;
    this.#gradient = gradient;
    this.#numbers = numbers;
  }
}
