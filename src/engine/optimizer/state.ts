/** Reading a saved state back, checked: a checkpoint of another picture size or optimizer must not be half-loaded. */
import type { OptimizerState } from './optimizer.js';

/**
 * A copy of a saved vector.
 * @throws {TypeError} when it is missing or of another length.
 */
export function takeVector(state: OptimizerState, name: string, length: number): Float32Array {
  const vector = state.vectors[name];
  if (vector?.length !== length) {
    throw new TypeError(
      `Expected saved vector \`${name}\` of ${length} numbers, got ${vector?.length ?? 'none'}`,
    );
  }
  return vector.slice();
}

/**
 * The saved numbers under the names of `like`.
 * @throws {TypeError} when one is missing.
 */
export function takeNumbers<Name extends string>(
  state: OptimizerState,
  like: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const taken = { ...like } as Record<Name, number>;
  for (const name of Object.keys(like) as Name[]) {
    const value = state.numbers[name];
    if (typeof value !== 'number') throw new TypeError(`Expected saved number \`${name}\`, got ${value}`);
    taken[name] = value;
  }
  return taken;
}
