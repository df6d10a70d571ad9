/** When a render shows a preview. */

export interface PreviewPace {
  /** Whether a preview may come after this step. @param index of its rung, from 0. */
  isDue(step: number, index: number): boolean;
  /** One has been shown. */
  reset(): void;
}

/**
 * @param intervalMs at least this long between previews; 0 = none.
 * @param rungs the ladder, with the steps of each.
 * @param now a clock in milliseconds that never goes back.
 */
export function createPreviewPace(
  intervalMs: number,
  rungs: readonly { readonly steps: number }[],
  now: () => number,
): PreviewPace {
  const steps = rungs.reduce((sum, rung) => sum + rung.steps, 0);
  let last = now();
  return {
    isDue(step, index) {
      // The start is no preview; the last step's picture comes with `done`.
      if (intervalMs === 0 || step <= 1 || step >= steps) return false;
      // The first rung's end is the first real preview: it is shown whatever the clock says.
      return now() - last >= intervalMs || (index === 0 && step === rungs[0]!.steps);
    },
    reset() {
      last = now();
    },
  };
}
