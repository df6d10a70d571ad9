/** What each optimizer can be told, and the one home of every default. */

/** Plain gradient descent with a safe step. */
export interface DescentOptions {
  /** Root mean square of the first step, in units of the variable, above 0. */
  readonly firstStep: number;
  /** The step is multiplied by this after a success, 1 or more. */
  readonly growth: number;
  /** The step is multiplied by this when the value rose or was not finite, between 0 and 1. */
  readonly shrink: number;
}

/** Adam (Kingma & Ba 2015), torch.optim.Adam's formula. */
export interface AdamOptions {
  /** Learning rate, in units of the variable, above 0. */
  readonly lr: number;
  /** Decay of the mean of the gradient, 0 up to below 1. */
  readonly beta1: number;
  /** Decay of the mean of its square, 0 up to below 1. */
  readonly beta2: number;
  /** Added to the root of the mean square, 0 or more. */
  readonly eps: number;
}

/** Limited-memory BFGS (Nocedal 1980; Nocedal & Wright, Numerical Optimization, algorithm 7.4). */
export interface LbfgsOptions {
  /** Curvature pairs kept, 1 or more. */
  readonly history: number;
  /** Root mean square of the first step, in units of the variable, above 0. */
  readonly firstStep: number;
  /** Most that one step may move, root mean square; Infinity = no cap. */
  readonly maxStep: number;
  /** Rise that may be accepted, as a share of what the step before it won: 0 = never, below 1. See lbfgs.ts. */
  readonly rise: number;
  /** Factor on the first guess of the inverse Hessian, s'y / y'y of the newest pair, above 0. That guess is made for the
   * stiffest direction; with few steps a bolder one wins more than it risks. */
  readonly inverseScale: number;
}

/** L-BFGS without a search: torch.optim.LBFGS and torch's optim.lbfgs with a fixed rate. */
export interface PlainLbfgsOptions {
  /** Curvature pairs kept, 1 or more. */
  readonly history: number;
  /** Share of the quasi-Newton step that is taken, above 0; of the first, min(1, 1 / sum|g|) of it. */
  readonly lr: number;
}

interface OptionsByType {
  readonly descent: DescentOptions;
  readonly adam: AdamOptions;
  readonly lbfgs: LbfgsOptions;
  readonly 'plain-lbfgs': PlainLbfgsOptions;
}

export type OptimizerType = keyof OptionsByType;

/** The optimizer wanted with what differs from its defaults. */
export type OptimizerOptions = {
  [Type in OptimizerType]: { readonly type: Type } & Partial<OptionsByType[Type]>;
}[OptimizerType];

/**
 * Defaults by type. Picture values lie in 0..1, which is what the step lengths are made for. L-BFGS' first step and rise
 * are measured on the recipe `impasto` (three pairs, 128 px): from 0.05 up the first step is often refused, at 0.02 never;
 * 12 evaluations then end up to a quarter lower. Without a rise the worst pair ended a fifth higher. Those of `plain-lbfgs`
 * are torch.optim.LBFGS' own.
 */
export const optimizerDefaults = {
  descent: { firstStep: 0.02, growth: 1.3, shrink: 0.4 },
  adam: { lr: 0.02, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  lbfgs: { history: 10, firstStep: 0.02, maxStep: Number.POSITIVE_INFINITY, rise: 0.5, inverseScale: 1 },
  'plain-lbfgs': { history: 100, lr: 1 },
} as const satisfies OptionsByType;

/** @throws {RangeError} naming the option, unless `isLegal`. */
export function checkOption(name: string, value: number, isLegal: boolean, expected: string): void {
  if (!isLegal) throw new RangeError(`Expected \`${name}\` to be ${expected}, got ${value}`);
}
