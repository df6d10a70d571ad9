/** When a render shows a preview. */

export interface PreviewPace {
  /** Whether a preview may come after this step. @param index of its rung, from 0. */
  isDue(step: number, index: number): boolean;
  /** One has been shown. */
  reset(): void;
}

/** When previews are wanted. */
export interface PreviewRhythm {
  /** At least this long between previews, milliseconds; 0 = none by the clock, nor by the recipe. */
  readonly previewIntervalMs: number;
  /** Also after every so many steps, whatever the clock says; 0 = none. */
  readonly previewEvery: number;
  /** The recipe's own rhythm, in steps; 1 = as it comes. */
  readonly reportEvery: number;
}

/**
 * @param rungs the ladder, with the steps of each.
 * @param now a clock in milliseconds that never goes back.
 */
export function createPreviewPace(
  { previewIntervalMs, previewEvery, reportEvery }: PreviewRhythm,
  rungs: readonly { readonly steps: number }[],
  now: () => number,
): PreviewPace {
  const steps = rungs.reduce((sum, rung) => sum + rung.steps, 0);
  const everies = [previewEvery, previewIntervalMs > 0 && reportEvery > 1 ? reportEvery : 0].filter(
    (n) => n > 0,
  );
  let last = now();
  return {
    isDue(step, index) {
      // The start is no preview; the last step's picture comes with `done`.
      if (step <= 1 || step >= steps) return false;
      if (everies.some((every) => step % every === 0)) return true;
      if (previewIntervalMs === 0) return false;
      // The first rung's end is the first real preview: it is shown whatever the clock says.
      return now() - last >= previewIntervalMs || (index === 0 && step === rungs[0]!.steps);
    },
    reset() {
      last = now();
    },
  };
}
