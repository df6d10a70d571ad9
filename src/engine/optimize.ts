/** One rung: the optimizer's loop at one size. */
import type { Losses } from '../progress/progress.js';
import { createBasis } from './basis.js';
import { createAverageKeeper, createBestKeeper, type Keeper } from './keeper.js';
import type { Session } from './objective/session.js';
import { createOptimizer } from './optimizer/create-optimizer.js';
import { isFinitePoint } from './optimizer/vector.js';
import type { Planes } from './planes/planes.js';
import { addRangePenalty } from './range-penalty.js';
import type { Recipe } from './recipe/recipe.js';

export interface RungOptions {
  readonly session: Session;
  readonly recipe: Recipe;
  /** Starting picture, sRGB 0..1, of the rung's size. */
  readonly start: Planes;
  readonly steps: number;
  readonly signal: AbortSignal;
}

/**
 * One evaluation. `isAccepted` is false where the optimizer backed off from this point; `isFinite` where value or gradient
 * were no numbers to go by.
 */
export interface RungStep {
  readonly losses: Losses;
  readonly isAccepted: boolean;
  readonly isFinite: boolean;
  /** What the rung would hand on if it ended here. */
  readonly kept: Keeper;
}

/**
 * Runs the rung's steps, one evaluation each, and yields after each; ends early, between two steps, when `signal` is
 * aborted.
 */
export async function* optimize({
  session,
  recipe,
  start,
  steps,
  signal,
}: RungOptions): AsyncGenerator<RungStep> {
  const { variable, start: first, bounds } = createBasis(recipe, start);
  const optimizer = createOptimizer(recipe.optimizer, first, bounds);
  const kept = recipe.averaging > 0 ? createAverageKeeper(recipe.averaging) : createBestKeeper();
  let rangeWeight: number | null = null;

  for (let step = 0; step < steps && !signal.aborted; step++) {
    const image = variable.decode(optimizer.point);
    const { losses: terms, gradient } = await session.evaluate(image);
    rangeWeight ??= recipe.rangePenalty * Math.abs(terms.total);
    const penalty = rangeWeight > 0 ? addRangePenalty(image, recipe.variable, rangeWeight, gradient) : 0;
    const losses = { ...terms, total: terms.total + penalty };
    const isAccepted = optimizer.tell(losses.total, variable.pullBack(gradient));
    if (isAccepted) kept.see(image, losses);
    yield { losses, isAccepted, isFinite: isFinitePoint(losses.total, gradient), kept };
  }
}
