/**
 * The port of all optimizers: ask and tell. The loop evaluates `point`, tells value and gradient, and the optimizer
 * moves `point`. So a step is exactly one evaluation (line search included), and every step boundary is a place to
 * stop, to look at the picture, or to write a checkpoint.
 */

/** Everything an optimizer needs to go on after a restart: vectors by name and plain numbers. */
export interface OptimizerState {
  readonly vectors: Readonly<Record<string, Float32Array>>;
  readonly numbers: Readonly<Record<string, number>>;
}

export interface Optimizer {
  /** Where value and gradient are wanted next. Read only; replaced or rewritten by `tell`. */
  readonly point: Float32Array;
  /** Takes value and gradient (same length as `point`) at `point`. Returns whether the point was accepted: false when
   * the step was too long or the numbers were not finite, and the next `point` backs off towards the last good one. */
  tell(value: number, gradient: Float32Array): boolean;
  /**
   * What a restart needs, at a step boundary, copied. `load` takes it back into an optimizer made with the same options.
   * @param maxBytes Where the vectors would take more, those that it can go on without are left out (L-BFGS' history: it
   *   then goes on from the same point and learns the curvature afresh). @default Infinity
   */
  save(maxBytes?: number): OptimizerState;
  load(state: OptimizerState): void;
}
