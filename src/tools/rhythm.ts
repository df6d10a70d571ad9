/** How often a render shows what it has, for what was asked to be written of it. */
import { planWork } from '../engine/plan.js';
import { findRecipe, resolveRecipe } from '../engine/recipe/resolve.js';
import { controlsOf } from '../request/controls.js';
import type { StyleRequest } from '../request/request.js';
import { longSideOf } from '../request/spec.js';

/** Pictures of a timelapse, about. */
const framesWanted = 60;

/** Steps over all sizes, the small ones first. @throws StudioError as `planWork`. */
export function countAllSteps(request: StyleRequest): number {
  const { content, recipe, steps, strength } = request;
  // Steps and sizes do not depend on where it starts.
  const changes = { steps, strength, start: null, controls: controlsOf(request) };
  const { rungs } = planWork(content, resolveRecipe(recipe, changes), longSideOf(request));
  return rungs.reduce((sum, rung) => sum + rung.steps, 0);
}

/** Steps from one picture of a timelapse to the next. */
export const filmEvery = (steps: number): number => Math.max(1, Math.ceil(steps / framesWanted));

/** Steps from one intermediate picture to the next, 0 = none. @param asked the value of `save-every`. */
export function saveEveryOf(asked: number | 'recipe' | null, recipe: string): number {
  return asked === 'recipe' ? findRecipe(recipe).reportEvery : (asked ?? 0);
}
