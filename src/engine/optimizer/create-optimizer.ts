/** From options to an optimizer, by a table. */
import { Adam } from './adam.js';
import type { Bounds } from './bounds.js';
import { Descent } from './descent.js';
import { Lbfgs } from './lbfgs.js';
import type { Optimizer } from './optimizer.js';
import { type OptimizerOptions, type OptimizerType, optimizerDefaults } from './options.js';
import { PlainLbfgs } from './plain-lbfgs.js';

type Create<Type extends OptimizerType> = (
  options: Extract<OptimizerOptions, { type: Type }>,
  start: Float32Array,
  bounds?: Bounds,
) => Optimizer;

const creators: { readonly [Type in OptimizerType]: Create<Type> } = {
  descent: (options, start, bounds) =>
    new Descent({ ...optimizerDefaults.descent, ...options }, start, bounds),
  adam: (options, start, bounds) => new Adam({ ...optimizerDefaults.adam, ...options }, start, bounds),
  lbfgs: (options, start, bounds) => new Lbfgs({ ...optimizerDefaults.lbfgs, ...options }, start, bounds),
  'plain-lbfgs': (options, start, bounds) =>
    new PlainLbfgs({ ...optimizerDefaults['plain-lbfgs'], ...options }, start, bounds),
};

/**
 * Makes the optimizer named by `options.type`; what is not given comes from `optimizerDefaults`.
 * @param start First point, copied; moved into the bounds.
 * @param bounds Box that the point never leaves. Default none.
 * @throws {RangeError} when an option or a bound is out of range.
 */
export function createOptimizer(options: OptimizerOptions, start: Float32Array, bounds?: Bounds): Optimizer {
  const create = creators[options.type] as Create<OptimizerType>;
  return create(options, start, bounds);
}
