/**
 * The gradient of every operation: one row each, from the gradient g of the result to one gradient per input
 * (null = none flows there). The walk that applies them is differentiate.ts.
 */
import { add, constant, make, multiply, scale, slice } from './build.js';
import type { Node, OpName } from './ops.js';

type GradientRule<Op extends OpName> = (g: Node, node: Node<Op>) => readonly (Node | null)[];

const none = (_g: Node, node: Node): readonly null[] => node.inputs.map(() => null);

/** A scalar beside a tensor gets no gradient: such scalars are coefficients, never what is optimised. */
const toSecond = ({ inputs: [a, b] }: Node, gradient: Node): Node | null =>
  a!.shape.length === b!.shape.length ? gradient : null;

const rowSum = (x: Node): Node => scale(make('rowMean', {}, x), x.shape[1]!);

/** Adds the first and the last element along an axis to their neighbours inside, and drops them. */
function foldBorder(g: Node, axis: number): Node {
  const size = g.shape[axis]! - 2;
  const at = (index: number, before: number): Node =>
    make('pad', { axis, before, after: size - 1 - before }, slice(g, axis, index, index + 1));
  return add(add(slice(g, axis, 1, size + 1), at(0, 0)), at(size + 1, size - 1));
}

export const gradients: { readonly [Op in OpName]: GradientRule<Op> } = {
  input: none,
  parameter: none,
  constant: none,
  add: (g, node) => [g, toSecond(node, g)],
  subtract: (g, node) => [g, toSecond(node, scale(g, -1))],
  multiply: (g, node) => [multiply(g, node.inputs[1]!), toSecond(node, multiply(node.inputs[0]!, g))],
  affine: (g, { attributes }) => [
    make('affine', { scale: attributes.scale, shift: attributes.scale.map(() => 0) }, g),
  ],
  // Gated by the output: it is kept in memory anyway, the input need not be.
  relu: (g, node) => [make('gate', {}, g, node)],
  gate: (g, { inputs: [, y] }) => [make('gate', {}, g, y!), null],
  sign: none,
  sumSquares: (g, { inputs: [x] }) => [multiply(x!, multiply(g, constant(2)))],
  sumAbs: (g, { inputs: [x] }) => [multiply(make('sign', {}, x!), g)],
  flatten: (g, { inputs: [x] }) => [make('unflatten', { height: x!.shape[2]!, width: x!.shape[3]! }, g)],
  unflatten: (g) => [make('flatten', {}, g)],
  matmul: (g, { inputs: [a, b] }) => [
    make('matmul', {}, g, make('transpose', {}, b!)),
    make('matmul', {}, make('transpose', {}, a!), g),
  ],
  gram: (g, { inputs: [f] }) => [make('matmul', {}, add(g, make('transpose', {}, g)), f!)],
  transpose: (g) => [make('transpose', {}, g)],
  power: (g, { inputs: [x], attributes: { exponent } }) => [
    multiply(g, scale(make('power', { exponent: exponent - 1 }, x!), exponent)),
  ],
  rowMean: (g, { inputs: [x] }) => [
    make('repeatColumns', { count: x!.shape[1]! }, scale(g, 1 / x!.shape[1]!)),
  ],
  subtractColumn: (g) => [g, scale(rowSum(g), -1)],
  repeatColumns: (g) => [rowSum(g)],
  scaleColumns: (g, { inputs: [, t] }) => [make('scaleColumns', {}, g, t!), null],
  trace: (g, { inputs: [x] }) => [make('scaledIdentity', { size: x!.shape[0]! }, g)],
  scaledIdentity: (g) => [make('trace', {}, g)],
  sqrtm: (g, node) => [make('lyapunov', node.attributes, node, g)],
  // Only second derivatives need it.
  lyapunov: none,
  // Kernels and biases are not optimised. With stride 1 the way back is the same operation, its size undone.
  conv3x3: (g, { inputs: [, kernel, bias], attributes: { padding = 1 } }) => [
    make('conv3x3', { padding: (2 - padding) as 0 | 1 | 2 }, g, make('flipKernel', {}, kernel!)),
    null,
    ...(bias ? [null] : []),
  ],
  flipKernel: none,
  // Lowering comes after differentiation.
  winogradKernel: none,
  winograd3x3: none,
  maxPool: (g, { inputs: [x] }) => [make('maxUnpool', {}, g, x!)],
  averagePool: (g, { inputs: [x] }) => [
    scale(make('upsample', { height: x!.shape[2]!, width: x!.shape[3]! }, g), 1 / 4),
  ],
  // Its gradient would pick g's elements at the maxima of x; only second derivatives need that.
  maxUnpool: none,
  upsample: (g) => [scale(make('averagePool', {}, g), 4)],
  slice: (g, { inputs: [x], attributes: { axis, start, end } }) => [
    make('pad', { axis, before: start, after: x!.shape[axis]! - end }, g),
  ],
  repeatBorder: (g) => [foldBorder(foldBorder(g, 2), 3)],
  pad: (g, { inputs: [x], attributes: { axis, before } }) => [
    make('slice', { axis, start: before, end: before + x!.shape[axis]! }, g),
  ],
};
