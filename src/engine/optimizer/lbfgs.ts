/**
 * L-BFGS for very few evaluations (12 to 24 in all), where each costs a pass through VGG19 and none may be wasted.
 *
 * Policy, for each trial point:
 * - The value fell enough (Armijo, 1e-4): accepted. There is no curvature search: pairs without positive curvature are
 *   left out of the history instead, and the next trial is the full quasi-Newton step. While the curvature met is not
 *   positive, the history stands still and its steps are too short for the slope: each is then twice the one before.
 * - It rose by no more than `rise` x what the accepted step before it won, that step was no rise itself, and the pair has
 *   positive curvature: accepted too, because the new gradient there is worth more than a second look along the old
 *   line. Safe: every such pair of steps still ends lower than it began, so the values cannot creep up or circle.
 * - Otherwise back along the line, to the minimum of the parabola through what is known, kept within 0.1..0.5 of the
 *   step; after numbers that are not finite to a quarter. The gradient at the last good point is kept, so going back
 *   costs nothing.
 * - After `patience` failures in a row the history is thought wrong: steepest descent at a quarter of the last length.
 *
 * Value and gradient are divided by |value| at the first point, so losses of 1e10 and of 1e-3 take the same path.
 * With bounds: projected L-BFGS; elements that sit on a wall and push outwards leave the direction (Bertsekas 1982).
 */
import { type Bounds, type Box, clampToBox, createBox, dropHeld } from './bounds.js';
import { CurvatureHistory } from './history.js';
import type { Optimizer, OptimizerState } from './optimizer.js';
import { checkOption, type LbfgsOptions } from './options.js';
import { takeNumbers, takeVector } from './state.js';
import { checkGradient, dot, isFinitePoint, rootMeanSquare } from './vector.js';

const armijo = 1e-4;
const patience = 4;
const maxShortening = 8;
/** Only reached at rest, where doubling would otherwise go on to Infinity. */
const maxStretch = 2 ** 20;

/** Scalars between two evaluations; all finite, so that they survive JSON. */
const startNumbers = {
  /** 0 until the first finite point. */
  started: 0,
  /** 1 / |value at the first point|. */
  scale: 1,
  /** Scaled value at the good point. */
  value: 0,
  /** Share of the direction that the trial point takes. */
  step: 0,
  /** Gradient times displacement of the trial point, 0 or less. */
  slope: 0,
  /** What the last accepted step won; 0 after a rise, so that no second one follows. */
  won: 0,
  failures: 0,
  /** What the next quasi-Newton step is multiplied by: 1, doubled while pairs are refused. */
  stretch: 1,
  /** Root mean square of the next step along steepest descent. */
  radius: 0,
  pairs: 0,
};

export class Lbfgs implements Optimizer {
  readonly #options: LbfgsOptions;
  readonly #box: Box | null;
  readonly #history: CurvatureHistory;
  readonly #work: Float64Array;
  #point: Float32Array;
  #good: Float32Array;
  #gradient: Float32Array;
  #direction: Float32Array;
  /** Scaled gradient at the trial point; scratch. */
  #fresh: Float32Array;
  #numbers = { ...startNumbers };

  /** @param start Copied; moved into the bounds. */
  constructor(options: LbfgsOptions, start: Float32Array, bounds?: Bounds) {
    const { history, firstStep, maxStep, rise, inverseScale } = options;
    checkOption('history', history, Number.isInteger(history) && history >= 1, 'an integer from 1 up');
    checkOption('firstStep', firstStep, firstStep > 0 && Number.isFinite(firstStep), 'a number above 0');
    checkOption('maxStep', maxStep, maxStep > 0, 'a number above 0');
    checkOption('rise', rise, rise >= 0 && rise < 1, 'a number from 0 up to below 1');
    checkOption('inverseScale', inverseScale, inverseScale > 0, 'a number above 0');
    this.#options = options;
    this.#box = createBox(bounds, start.length);
    this.#history = new CurvatureHistory(history, inverseScale);
    this.#work = new Float64Array(start.length);
    this.#point = start.slice();
    clampToBox(this.#point, this.#box);
    this.#good = this.#point.slice();
    this.#gradient = new Float32Array(start.length);
    this.#direction = new Float32Array(start.length);
    this.#fresh = new Float32Array(start.length);
  }

  get point(): Float32Array {
    return this.#point;
  }

  tell(value: number, gradient: Float32Array): boolean {
    checkGradient(gradient, this.#point);
    const numbers = this.#numbers;
    const isFiniteHere = isFinitePoint(value, gradient);
    if (!numbers.started) {
      if (isFiniteHere) this.#begin(value, gradient);
      return isFiniteHere;
    }
    if (!isFiniteHere) {
      this.#backOff(0.25);
      return false;
    }
    const scaled = value * numbers.scale;
    const change = scaled - numbers.value;
    this.#scaleInto(gradient);
    const isDecrease = change <= armijo * numbers.slope;
    const mayRise = !isDecrease && change <= this.#options.rise * numbers.won;
    const isPair =
      (isDecrease || mayRise) && this.#history.push(this.#good, this.#point, this.#gradient, this.#fresh);
    if (!isDecrease && !(mayRise && isPair)) {
      const parabola = -numbers.slope / (2 * (change - numbers.slope));
      this.#backOff(Math.min(Math.max(parabola, 0.1), 0.5));
      return false;
    }
    numbers.won = isDecrease ? Math.max(-change, 0) : 0;
    numbers.stretch = isPair ? 1 : Math.min(2 * numbers.stretch, maxStretch);
    this.#accept(scaled);
    return true;
  }

  #begin(value: number, gradient: Float32Array): void {
    const size = Math.abs(value);
    this.#numbers.started = 1;
    // Why the test: a value of (nearly) 0 gives no scale.
    this.#numbers.scale = size > 1e-30 ? 1 / size : 1;
    this.#numbers.radius = this.#options.firstStep;
    this.#scaleInto(gradient);
    this.#moveOn(value * this.#numbers.scale);
  }

  #accept(scaled: number): void {
    const moved = this.#numbers.step * rootMeanSquare(this.#direction);
    // Only used when the history is empty: then curvature along the step was negative, and a longer one is due.
    if (moved > 0) this.#numbers.radius = 2 * moved;
    this.#moveOn(scaled);
  }

  /** Makes the point the good one and asks for the next. */
  #moveOn(scaled: number): void {
    this.#good.set(this.#point);
    this.#gradient.set(this.#fresh);
    this.#numbers.value = scaled;
    this.#numbers.failures = 0;
    this.#aim();
  }

  #scaleInto(gradient: Float32Array): void {
    for (let i = 0; i < gradient.length; i++) this.#fresh[i] = gradient[i]! * this.#numbers.scale;
  }

  #backOff(factor: number): void {
    const numbers = this.#numbers;
    numbers.failures++;
    numbers.stretch = 1;
    if (numbers.failures % patience === 0 && this.#history.size > 0) {
      numbers.radius = 0.25 * numbers.step * rootMeanSquare(this.#direction);
      this.#history.clear();
      this.#aim();
    } else {
      this.#tryStep(numbers.step * factor);
    }
  }

  /** A direction from the good point, and the first trial along it. */
  #aim(): void {
    const free = this.#fresh;
    free.set(this.#gradient);
    dropHeld(free, this.#good, this.#gradient, this.#box);
    this.#work.set(free);
    this.#history.apply(this.#work);
    for (let i = 0; i < free.length; i++) this.#direction[i] = -this.#work[i]!;
    dropHeld(this.#direction, this.#good, this.#gradient, this.#box);
    if (this.#history.size > 0 && !(dot(free, this.#direction) < 0)) this.#steepen(free);
    const length = rootMeanSquare(this.#direction);
    const wanted = this.#history.size > 0 ? this.#numbers.stretch : this.#numbers.radius / length;
    this.#tryStep(length > 0 ? Math.min(wanted, this.#options.maxStep / length) : 0);
  }

  #steepen(free: Float32Array): void {
    this.#history.clear();
    for (let i = 0; i < free.length; i++) this.#direction[i] = -free[i]!;
  }

  /** Puts the trial point. Where walls turn the step uphill, shortens it at once: that needs no evaluation. */
  #tryStep(step: number): void {
    const numbers = this.#numbers;
    numbers.step = step;
    for (let shortening = 0; ; shortening++) {
      let slope = 0;
      for (let i = 0; i < this.#point.length; i++) {
        this.#point[i] = this.#good[i]! + numbers.step * this.#direction[i]!;
      }
      clampToBox(this.#point, this.#box);
      for (let i = 0; i < this.#point.length; i++) {
        slope += this.#gradient[i]! * (this.#point[i]! - this.#good[i]!);
      }
      numbers.slope = slope;
      if (slope <= 0) return;
      if (shortening === maxShortening) {
        // Ends: projected steepest descent never goes uphill.
        this.#history.clear();
        this.#aim();
        return;
      }
      numbers.step /= 2;
    }
  }

  save(maxBytes = Number.POSITIVE_INFINITY): OptimizerState {
    const vectors = 4 + 2 * this.#history.size;
    const isWhole = vectors * this.#point.byteLength <= maxBytes;
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
