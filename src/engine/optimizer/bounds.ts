/** A box that the point never leaves. */

export interface Bounds {
  /** Least value, for all elements or for each. Default none. */
  readonly lower?: number | Float32Array;
  /** Greatest value, for all elements or for each. Default none. */
  readonly upper?: number | Float32Array;
}

/** Bounds written out, one per element. */
export interface Box {
  readonly lower: Float32Array;
  readonly upper: Float32Array;
}

function expand(bound: number | Float32Array, length: number): Float32Array {
  const vector = typeof bound === 'number' ? new Float32Array(length).fill(bound) : bound.slice();
  if (vector.length !== length) throw new RangeError(`Expected ${length} bounds, got ${vector.length}`);
  return vector;
}

/**
 * Writes the bounds out; null where there are none.
 * @throws {RangeError} when a vector is of another length, or a lower bound lies above its upper one.
 */
export function createBox(bounds: Bounds | undefined, length: number): Box | null {
  if (bounds?.lower === undefined && bounds?.upper === undefined) return null;
  const lower = expand(bounds.lower ?? Number.NEGATIVE_INFINITY, length);
  const upper = expand(bounds.upper ?? Number.POSITIVE_INFINITY, length);
  for (let i = 0; i < length; i++) {
    if (!(lower[i]! <= upper[i]!)) {
      throw new RangeError(
        `Expected lower bound ${i} (${lower[i]}) to be at most its upper bound (${upper[i]})`,
      );
    }
  }
  return { lower, upper };
}

/** Moves every element into the box, in place. */
export function clampToBox(point: Float32Array, box: Box | null): void {
  if (!box) return;
  const { lower, upper } = box;
  for (let i = 0; i < point.length; i++) {
    if (point[i]! < lower[i]!) point[i] = lower[i]!;
    else if (point[i]! > upper[i]!) point[i] = upper[i]!;
  }
}

/** Sets to zero, in place, the elements of `vector` where the point lies on a wall and descent would push it out. */
export function dropHeld(
  vector: Float32Array | Float64Array,
  point: Float32Array,
  gradient: Float32Array,
  box: Box | null,
): void {
  if (!box) return;
  const { lower, upper } = box;
  for (let i = 0; i < point.length; i++) {
    const isHeld =
      (gradient[i]! > 0 && point[i]! <= lower[i]!) || (gradient[i]! < 0 && point[i]! >= upper[i]!);
    if (isHeld) vector[i] = 0;
  }
}
