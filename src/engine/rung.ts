/** One rung: the optimizer's steps at one size. */
import type { Losses } from '../progress/progress.js';
import { createBasis, type Painted } from './basis.js';
import { createAverageKeeper, createBestKeeper, type Keeper, type KeeperState } from './keeper.js';
import type { Session } from './objective/session.js';
import { createOptimizer } from './optimizer/create-optimizer.js';
import { giveMoments, type Moments } from './optimizer/moments.js';
import type { OptimizerState } from './optimizer/optimizer.js';
import { isFinitePoint } from './optimizer/vector.js';
import type { Planes } from './planes/planes.js';
import { addRangePenalty } from './range-penalty.js';
import type { Recipe } from './recipe/recipe.js';

/** What a rung needs to go on after a restart, beside its starting picture. */
export interface RungState {
  /** Steps that ran, 1 or more. */
  readonly step: number;
  /** The total after the first of them. */
  readonly firstTotal: number;
  /** Weight of the penalty outside 0..1. */
  readonly rangeWeight: number;
  readonly optimizer: OptimizerState;
  readonly kept: KeeperState;
}

/** One evaluation. `isFinite` is false where value or gradient were no numbers to go by. */
export interface RungStep {
  readonly losses: Losses;
  readonly isFinite: boolean;
}

export interface Rung {
  /** Steps that ran. */
  readonly step: number;
  /** The total after the first step; 0 before it. */
  readonly firstTotal: number;
  /** What the rung would hand on if it ended here. */
  readonly kept: Keeper;
  /** Evaluates once and moves on. @param session of the rung's size. */
  advance(session: Session): Promise<RungStep>;
  /** The state between two steps, after the first. @param maxBytes of its vectors, where that is possible (see optimizer.ts). */
  save(maxBytes?: number): RungState;
}

export interface RungOptions {
  /** A rung with the same start and recipe to go on from. @default none */
  readonly saved?: RungState | null;
  /** What of the picture is painted. @default all */
  readonly painted?: Painted | null;
  /** Adam's, of the rung below. @default none */
  readonly moments?: Moments | null;
}

/**
 * @param start the rung's starting picture, sRGB 0..1, of the rung's size.
 * @throws {TypeError} when `saved` is of another size or optimizer, and for moments without an Adam over planes.
 */
export function createRung(
  recipe: Recipe,
  start: Planes,
  { saved = null, painted = null, moments = null }: RungOptions = {},
): Rung {
  const { variable, start: first, bounds } = createBasis(recipe, start, painted);
  const optimizer = createOptimizer(recipe.optimizer, first, bounds);
  if (saved === null && moments !== null) giveMoments(optimizer, moments, start);
  const pixels = start.data.length;
  if (saved?.kept.vector && saved.kept.vector.length !== pixels) {
    throw new TypeError(`Expected a kept picture of ${pixels} numbers, got ${saved.kept.vector.length}`);
  }
  const { averaging } = recipe;
  const kept = averaging > 0 ? createAverageKeeper(averaging, saved?.kept) : createBestKeeper(saved?.kept);
  if (saved !== null) optimizer.load(saved.optimizer);
  let step = saved?.step ?? 0;
  let firstTotal = saved?.firstTotal ?? 0;
  let rangeWeight = saved?.rangeWeight ?? null;
  /** The picture at the optimizer's point, where it has been made already. */
  let made: Float32Array | null = null;

  return {
    kept,
    get step() {
      return step;
    },
    get firstTotal() {
      return firstTotal;
    },
    async advance(session) {
      const image = made ?? variable.decode(optimizer.point);
      const { losses: terms, gradient } = await session.evaluate(image);
      rangeWeight ??= recipe.rangePenalty * Math.abs(terms.total);
      const penalty = rangeWeight > 0 ? addRangePenalty(image, recipe.variable, rangeWeight, gradient) : 0;
      const losses = { ...terms, total: terms.total + penalty };
      const isAccepted = optimizer.tell(losses.total, variable.pullBack(gradient));
      // What is averaged are the points that steps led to, not those that were evaluated; the start is the first.
      made = averaging > 0 ? variable.decode(optimizer.point) : null;
      if (isAccepted && (made === null || kept.isEmpty)) kept.see(image, losses);
      if (isAccepted && made !== null) kept.see(made, losses);
      step += 1;
      if (step === 1) firstTotal = losses.total;
      return { losses, isFinite: isFinitePoint(losses.total, gradient) };
    },
    save(maxBytes = Number.POSITIVE_INFINITY) {
      if (rangeWeight === null) throw new TypeError('Expected a rung that has begun');
      const state = kept.save();
      const optimizing = optimizer.save(maxBytes - (state.vector?.byteLength ?? 0));
      return { step, firstTotal, rangeWeight, optimizer: optimizing, kept: state };
    },
  };
}
