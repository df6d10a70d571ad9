/** Numbers by chance that are the same at every run: 0 or more, below 1. */
export function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Numerical Recipes' constants.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
