/** Which picture a rung shows and hands on: the best iterate, or a running average where the recipe says so. */
import type { Losses } from '../progress/progress.js';

/** What a keeper needs to go on after a restart. */
export interface KeeperState {
  /** The best iterate, or the sum of the running average; null before the first iterate. */
  readonly vector: Float32Array | null;
  readonly losses: Losses | null;
  /** Iterates seen, where that matters. */
  readonly count: number;
}

export interface Keeper {
  /** Sees an iterate. `image` is not kept by reference. @param losses its own; where averaged, the last known. */
  see(image: Float32Array, losses: Losses): void;
  /** True before the first iterate. */
  readonly isEmpty: boolean;
  /** Planes (CHW) in the recipe's space; null before the first iterate. */
  readonly image: Float32Array | null;
  /** Terms of the best iterate; with averaging, of the last one that has been evaluated. */
  readonly losses: Losses | null;
  /** What a restart needs. `vector` is a copy, or will not be written to. */
  save(): KeeperState;
}

/** Keeps the iterate with the lowest total. */
export function createBestKeeper(saved: KeeperState | null = null): Keeper {
  let image = saved?.vector ?? null;
  let losses = saved?.losses ?? null;
  return {
    see(fresh, terms) {
      if (losses && terms.total >= losses.total) return;
      image = fresh.slice();
      losses = terms;
    },
    get isEmpty() {
      return image === null;
    },
    get image() {
      return image;
    },
    get losses() {
      return losses;
    },
    save: () => ({ vector: image, losses, count: 0 }),
  };
}

/**
 * Keeps the exponential average of the iterates with Adam's bias correction: sum / (1 - decay^k) after k iterates.
 * @param decay 0 up to below 1.
 */
export function createAverageKeeper(decay: number, saved: KeeperState | null = null): Keeper {
  let sum = saved?.vector?.slice() ?? null;
  let count = saved?.count ?? 0;
  let losses = saved?.losses ?? null;
  return {
    see(fresh, terms) {
      sum ??= new Float32Array(fresh.length);
      count += 1;
      for (let i = 0; i < sum.length; i++) sum[i] = decay * sum[i]! + (1 - decay) * fresh[i]!;
      losses = terms;
    },
    get isEmpty() {
      return sum === null;
    },
    get image() {
      const correction = 1 / (1 - decay ** count);
      return sum?.map((value) => value * correction) ?? null;
    },
    get losses() {
      return losses;
    },
    save: () => ({ vector: sum?.slice() ?? null, losses, count }),
  };
}
