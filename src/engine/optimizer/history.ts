/**
 * The memory of L-BFGS: pairs s (step) and y (change of the gradient), and the product of the inverse Hessian that they
 * imply with a vector, by the two-loop recursion (Nocedal & Wright, algorithm 7.4).
 */
interface Pair {
  readonly s: Float32Array;
  readonly y: Float32Array;
  sy: number;
  yy: number;
}

/** Sums over a pair: s's, s'y and y'y. */
export interface PairSums {
  readonly ss: number;
  readonly sy: number;
  readonly yy: number;
}

/** Pairs with less than this cosine between s and y say nothing reliable about curvature. */
const minCosine = 1e-10;

const isReliable = ({ ss, sy, yy }: PairSums): boolean => sy > minCosine * Math.sqrt(ss * yy);

export class CurvatureHistory {
  readonly #capacity: number;
  readonly #inverseScale: number;
  readonly #isUsable: (sums: PairSums) => boolean;
  /** Oldest first. */
  #pairs: Pair[] = [];

  /**
   * @param capacity Pairs kept, 1 or more.
   * @param inverseScale Factor on s'y / y'y, above 0. Default 1.
   * @param isUsable Which pairs are taken. Default those with a cosine above 1e-10.
   */
  constructor(capacity: number, inverseScale = 1, isUsable = isReliable) {
    this.#capacity = capacity;
    this.#inverseScale = inverseScale;
    this.#isUsable = isUsable;
  }

  get size(): number {
    return this.#pairs.length;
  }

  clear(): void {
    this.#pairs = [];
  }

  /** Takes s = to - from and y = after - before; drops the oldest pair when full. False when the curvature is unusable. */
  push(from: Float32Array, to: Float32Array, before: Float32Array, after: Float32Array): boolean {
    let [ss, sy, yy] = [0, 0, 0];
    for (let i = 0; i < from.length; i++) {
      const s = Math.fround(to[i]! - from[i]!);
      const y = Math.fround(after[i]! - before[i]!);
      ss += s * s;
      sy += s * y;
      yy += y * y;
    }
    if (!this.#isUsable({ ss, sy, yy })) return false;
    const pair = this.#takeSlot(from.length);
    for (let i = 0; i < from.length; i++) {
      pair.s[i] = to[i]! - from[i]!;
      pair.y[i] = after[i]! - before[i]!;
    }
    pair.sy = sy;
    pair.yy = yy;
    this.#pairs.push(pair);
    return true;
  }

  /** Takes s and y themselves, copied: for steps so short that a difference of points would be rounding. */
  pushPair(s: Float32Array, y: Float32Array): boolean {
    const sums = { ss: product(s, s), sy: product(s, y), yy: product(y, y) };
    if (!this.#isUsable(sums)) return false;
    const pair = this.#takeSlot(s.length);
    pair.s.set(s);
    pair.y.set(y);
    pair.sy = sums.sy;
    pair.yy = sums.yy;
    this.#pairs.push(pair);
    return true;
  }

  #takeSlot(length: number): Pair {
    if (this.#pairs.length >= this.#capacity) return this.#pairs.shift()!;
    return { s: new Float32Array(length), y: new Float32Array(length), sy: 0, yy: 0 };
  }

  /** q = H q, in place; H starts as inverseScale (s'y / y'y) I of the newest pair. An empty history leaves q alone. */
  apply(q: Float64Array): void {
    const newest = this.#pairs.at(-1);
    if (!newest) return;
    const factors: number[] = [];
    for (const { s, y, sy } of this.#pairs.toReversed()) {
      const alpha = product(s, q) / sy;
      factors.push(alpha);
      for (let i = 0; i < q.length; i++) q[i]! -= alpha * y[i]!;
    }
    const gamma = (this.#inverseScale * newest.sy) / newest.yy;
    for (let i = 0; i < q.length; i++) q[i]! *= gamma;
    for (const { s, y, sy } of this.#pairs) {
      const change = factors.pop()! - product(y, q) / sy;
      for (let i = 0; i < q.length; i++) q[i]! += change * s[i]!;
    }
  }

  /** The pairs by name, oldest first: s0, y0, s1, ... Copies. */
  save(): Record<string, Float32Array> {
    return Object.fromEntries(
      this.#pairs.flatMap(({ s, y }, k) => [
        [`s${k}`, s.slice()],
        [`y${k}`, y.slice()],
      ]),
    );
  }

  /** Takes back what `save` gave, as lists oldest first. */
  load(pairs: readonly { readonly s: Float32Array; readonly y: Float32Array }[]): void {
    this.#pairs = pairs.map(({ s, y }) => ({ s, y, sy: product(s, y), yy: product(y, y) }));
  }
}

function product(a: Float32Array, b: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
