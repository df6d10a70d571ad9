/** Makes nodes: one checked constructor for all operations, and short names for the ones that read better so. */
import type { Node, OpAttributes, OpName, Shape } from './ops.js';
import { shapes } from './shapes.js';

/**
 * Makes one node.
 * @throws RangeError naming the operation when the shapes are not legal for it.
 */
export function make<Op extends OpName>(
  op: Op,
  attributes: OpAttributes[Op],
  ...inputs: readonly Node[]
): Node<Op> {
  try {
    const shape = shapes[op](
      inputs.map((input) => input.shape),
      attributes,
    );
    return { op, attributes, inputs, shape } as Node<Op>;
  } catch (error) {
    throw new RangeError(`${op} ${(error as Error).message}`, { cause: error });
  }
}

export const input = (name: string, shape: Shape): Node => make('input', { name, shape });
export const parameter = (name: string, shape: Shape): Node => make('parameter', { name, shape });
export const constant = (value: number): Node => make('constant', { value });
export const add = (a: Node, b: Node): Node => make('add', {}, a, b);
export const subtract = (a: Node, b: Node): Node => make('subtract', {}, a, b);
export const multiply = (a: Node, b: Node): Node => make('multiply', {}, a, b);
/** factor * x for a factor known now; x itself when the factor is 1. */
export const scale = (x: Node, factor: number): Node => (factor === 1 ? x : multiply(x, constant(factor)));
export const affine = (x: Node, scales: readonly number[], shifts: readonly number[]): Node =>
  make('affine', { scale: scales, shift: shifts }, x);
export const relu = (x: Node): Node => make('relu', {}, x);
export const sumSquares = (x: Node): Node => make('sumSquares', {}, x);
export const sumAbs = (x: Node): Node => make('sumAbs', {}, x);
export const flatten = (x: Node): Node => make('flatten', {}, x);
export const gram = (x: Node): Node => make('gram', {}, x);
export const slice = (x: Node, axis: number, start: number, end: number): Node =>
  make('slice', { axis, start, end }, x);

/** Sum of scalars or of equal tensors; at least one. */
export function sum(terms: readonly Node[]): Node {
  const [first, ...rest] = terms;
  if (!first) throw new RangeError('sum takes at least one term');
  return rest.reduce(add, first);
}
