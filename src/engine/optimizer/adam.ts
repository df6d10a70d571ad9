/**
 * Adam (Kingma & Ba 2015, https://arxiv.org/abs/1412.6980) as torch.optim.Adam computes it: bias corrections on the step
 * and on the root, eps outside the root. Differs from torch: with bounds, the point is clamped after every step; and when
 * value or gradient are not finite, the last step is taken again from the last good point with half the learning rate,
 * which stays halved. The bad numbers never reach the moments.
 */
import { type Bounds, type Box, clampToBox, createBox } from './bounds.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { type AdamOptions, checkOption } from './options.js';
import { takeNumbers, takeVector } from './state.js';
import { checkGradient, isFinitePoint } from './vector.js';

export class Adam implements Optimizer {
  readonly #options: AdamOptions;
  readonly #box: Box | null;
  #point: Float32Array;
  #good: Float32Array;
  #mean: Float32Array;
  #square: Float32Array;
  /** `steps` taken into the moments; `shrink` multiplies the learning rate. */
  #numbers = { steps: 0, shrink: 1 };

  /** @param start Copied; moved into the bounds. */
  constructor(options: AdamOptions, start: Float32Array, bounds?: Bounds) {
    const { lr, beta1, beta2, eps } = options;
    checkOption('lr', lr, lr > 0 && Number.isFinite(lr), 'a number above 0');
    checkOption('beta1', beta1, beta1 >= 0 && beta1 < 1, 'a number from 0 up to below 1');
    checkOption('beta2', beta2, beta2 >= 0 && beta2 < 1, 'a number from 0 up to below 1');
    checkOption('eps', eps, eps >= 0 && Number.isFinite(eps), 'a number from 0 up');
    this.#options = options;
    this.#box = createBox(bounds, start.length);
    this.#point = start.slice();
    clampToBox(this.#point, this.#box);
    this.#good = this.#point.slice();
    this.#mean = new Float32Array(start.length);
    this.#square = new Float32Array(start.length);
  }

  get point(): Float32Array {
    return this.#point;
  }

  tell(value: number, gradient: Float32Array): boolean {
    checkGradient(gradient, this.#point);
    const isAccepted = isFinitePoint(value, gradient);
    if (isAccepted) this.#learn(gradient);
    else this.#numbers.shrink /= 2;
    if (this.#numbers.steps > 0) this.#move();
    return isAccepted;
  }

  #learn(gradient: Float32Array): void {
    const { beta1, beta2 } = this.#options;
    this.#good.set(this.#point);
    this.#numbers.steps++;
    for (let i = 0; i < gradient.length; i++) {
      const g = gradient[i]!;
      this.#mean[i] = beta1 * this.#mean[i]! + (1 - beta1) * g;
      this.#square[i] = beta2 * this.#square[i]! + (1 - beta2) * g * g;
    }
  }

  /** point = good - lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + eps) */
  #move(): void {
    const { lr, beta1, beta2, eps } = this.#options;
    const { steps, shrink } = this.#numbers;
    const step = (lr * shrink) / (1 - beta1 ** steps);
    const root = Math.sqrt(1 - beta2 ** steps);
    for (let i = 0; i < this.#point.length; i++) {
      const mean = this.#mean[i]!;
      // Why the test: 0 / 0 where a gradient is always zero and eps is 0.
      if (mean === 0) this.#point[i] = this.#good[i]!;
      else this.#point[i] = this.#good[i]! - (step * mean) / (Math.sqrt(this.#square[i]!) / root + eps);
    }
    clampToBox(this.#point, this.#box);
  }

  save(): OptimizerState {
    return {
      vectors: {
        point: this.#point.slice(),
        good: this.#good.slice(),
        mean: this.#mean.slice(),
        square: this.#square.slice(),
      },
      numbers: { ...this.#numbers },
    };
  }

  load(state: OptimizerState): void {
    const length = this.#point.length;
    const numbers = takeNumbers(state, this.#numbers);
    const good = takeVector(state, 'good', length);
    const mean = takeVector(state, 'mean', length);
    const square = takeVector(state, 'square', length);
    this.#point = takeVector(state, 'point', length);
    this.#good = good;
    this.#mean = mean;
    this.#square = square;
    this.#numbers = numbers;
  }
}
