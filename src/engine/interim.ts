/** Pictures on the way to the finished one: previews at their pace, and full-size ones for files of their own. */
import type { Progress } from '../progress/progress.js';
import type { HandOver } from './hand-over.js';
import type { PlannedRung } from './plan.js';
import type { Size } from './planes/fit.js';
import type { RenderSpec } from './port.js';
import { createPreviewPace } from './preview-pace.js';
import type { Recipe } from './recipe/recipe.js';
import type { Rung } from './rung.js';
import { type Display, finish, preview, showRung } from './shown.js';

export interface InterimOptions {
  readonly recipe: Recipe;
  readonly spec: Pick<RenderSpec, 'previewIntervalMs' | 'previewEvery' | 'saveEvery'>;
  /** Of the finished picture. */
  readonly full: Size;
  readonly rungs: readonly PlannedRung[];
  readonly hand: HandOver;
  readonly display: Display;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

export interface Interim {
  /** What is due after a step. @param step over all rungs, from 1. @param index of its rung, from 0 */
  after(step: number, index: number, rung: Rung): Generator<Progress>;
}

export function createInterim({ recipe, spec, full, rungs, hand, display, now }: InterimOptions): Interim {
  const { previewIntervalMs, previewEvery, saveEvery } = spec;
  const { reportEvery } = recipe;
  const pace = createPreviewPace({ previewIntervalMs, previewEvery, reportEvery }, rungs, now);
  const steps = rungs.reduce((sum, rung) => sum + rung.steps, 0);
  return {
    *after(step, index, rung) {
      const size = rungs[index]!;
      if (pace.isDue(step, index) && hand.isBetter(rung)) {
        yield { type: 'preview', step, picture: preview(showRung(recipe, size, rung), display) };
        pace.reset();
      }
      // The last step's picture is the finished one.
      const isSaved = saveEvery > 0 && step % saveEvery === 0 && step < steps;
      const best = isSaved ? hand.best(size, rung) : null;
      if (best !== null) yield { type: 'intermediate', step, picture: finish(best, full, display) };
    },
  };
}
