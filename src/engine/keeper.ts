/** Which picture a rung shows and hands on: the best iterate, or a running average where the recipe says so. */
import type { Losses } from '../progress/progress.js';

export interface Keeper {
  /** Sees every accepted iterate. `image` is not kept by reference. */
  see(image: Float32Array, losses: Losses): void;
  /** Planes (CHW) in the recipe's space; null before the first iterate. */
  readonly image: Float32Array | null;
  /** Terms of the best iterate; with averaging, of the last one. */
  readonly losses: Losses | null;
}

/** Keeps the iterate with the lowest total. */
export function createBestKeeper(): Keeper {
  let image: Float32Array | null = null;
  let losses: Losses | null = null;
  return {
    see(fresh, terms) {
      if (losses && terms.total >= losses.total) return;
      image = fresh.slice();
      losses = terms;
    },
    get image() {
      return image;
    },
    get losses() {
      return losses;
    },
  };
}

/**
 * Keeps the exponential average of the iterates with Adam's bias correction: sum / (1 - decay^k) after k iterates.
 * @param decay 0 up to below 1.
 */
export function createAverageKeeper(decay: number): Keeper {
  let sum: Float32Array | null = null;
  let count = 0;
  let losses: Losses | null = null;
  return {
    see(fresh, terms) {
      sum ??= new Float32Array(fresh.length);
      count += 1;
      for (let i = 0; i < sum.length; i++) sum[i] = decay * sum[i]! + (1 - decay) * fresh[i]!;
      losses = terms;
    },
    get image() {
      const correction = 1 / (1 - decay ** count);
      return sum?.map((value) => value * correction) ?? null;
    },
    get losses() {
      return losses;
    },
  };
}
