/**
 * Each operation of ours in TensorFlow's words: one row each, on tensors that lie as layout.ts says. `tf` is handed in, so
 * that the same table serves the native library, WebAssembly and whatever comes after them.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Node, OpName } from '../graph/ops.js';
import { axisIn, type Layout, shapeIn } from './layout.js';

export type TensorFlow = typeof tfjs;

export interface OpContext {
  readonly tf: TensorFlow;
  /** Layout of a node's tensor. */
  readonly layoutOf: (node: Node) => Layout;
}

type Tensor = tfjs.Tensor;
type Emit<Op extends OpName> = (inputs: readonly Tensor[], node: Node<Op>, context: OpContext) => Tensor;

/** What is given, not computed. */
export type ComputedOp = Exclude<OpName, 'input' | 'parameter' | 'constant'>;

const pool = { filterSize: 2, strides: 2, pad: 'valid' } as const;

/** One more row or column on each side of a picture. */
const frame: [number, number][] = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
];

const never =
  (why: string): Emit<OpName> =>
  () => {
    throw new TypeError(why);
  };

/** Of a scalar that sits beside a tensor TensorFlow makes as many as are needed, whatever the layout. */
export const operations: { readonly [Op in ComputedOp]: Emit<Op> } = {
  add: ([a, b], _, { tf }) => tf.add(a!, b!),
  subtract: ([a, b], _, { tf }) => tf.sub(a!, b!),
  multiply: ([a, b], _, { tf }) => tf.mul(a!, b!),
  affine: ([x], { attributes: { scale, shift } }, { tf }) =>
    tf.add(tf.mul(x!, tf.tensor1d([...scale])), tf.tensor1d([...shift])),
  relu: ([x], _, { tf }) => tf.relu(x!),
  gate: ([g, y], _, { tf }) => tf.where(tf.greater(y!, 0), g!, tf.zerosLike(g!)),
  sign: ([x], _, { tf }) => tf.sign(x!),
  sumSquares: ([x], _, { tf }) => tf.sum(tf.square(x!)),
  sumAbs: ([x], _, { tf }) => tf.sum(tf.abs(x!)),
  flatten: ([x], { shape }, { tf }) => tf.transpose(tf.reshape(x!, [-1, shape[0]!])),
  unflatten: ([x], node, { tf, layoutOf }) =>
    tf.reshape(tf.transpose(x!), shapeIn(layoutOf(node), node.shape)),
  matmul: ([a, b], _, { tf }) => tf.matMul(a!, b!),
  gram: ([f], _, { tf }) => tf.matMul(f!, f!, false, true),
  transpose: ([x], _, { tf }) => tf.transpose(x!),
  power: ([x], { attributes: { exponent } }, { tf }) => tf.pow(x!, exponent),
  rowMean: ([x], _, { tf }) => tf.mean(x!, 1, true),
  subtractColumn: ([a, b], _, { tf }) => tf.sub(a!, b!),
  repeatColumns: ([x], { attributes: { count } }, { tf }) => tf.tile(x!, [1, count]),
  scaleColumns: ([f, t], _, { tf }) => tf.mul(f!, t!),
  trace: ([x], { inputs }, { tf }) => tf.sum(tf.mul(x!, tf.eye(inputs[0]!.shape[0]!))),
  scaledIdentity: ([x], { attributes: { size } }, { tf }) => tf.mul(tf.eye(size), x!),
  sqrtm: never('Expected a graph whose roots are written out: see graph/lower-roots.ts'),
  lyapunov: never('Expected a graph whose roots are written out: see graph/lower-roots.ts'),
  conv3x3: ([x, kernel, bias], { attributes: { padding = 1 } }, { tf }) => {
    // The native library knows no padding but those two by name.
    const wide = padding === 2 ? tf.pad(x!, frame) : x!;
    const named = padding === 0 ? 'valid' : 'same';
    const sum = tf.conv2d(wide as tfjs.Tensor4D, kernel as tfjs.Tensor4D, 1, named);
    return bias ? tf.add(sum, bias) : sum;
  },
  flipKernel: ([kernel], _, { tf }) => tf.transpose(tf.reverse(kernel!, [0, 1]), [0, 1, 3, 2]),
  winogradKernel: never('Expected a graph without lowering: minimal filtering is not for this backend'),
  winograd3x3: never('Expected a graph without lowering: minimal filtering is not for this backend'),
  maxPool: ([x], _, { tf }) => tf.maxPool(x as tfjs.Tensor4D, 2, 2, 'valid'),
  averagePool: ([x], _, { tf }) => tf.avgPool(x as tfjs.Tensor4D, 2, 2, 'valid'),
  // Without the maxima known to the kernel it would look for them; so they are computed again, which is cheap.
  maxUnpool: ([g, x], _, { tf }) => {
    const input = x as tfjs.Tensor4D;
    const output = tf.maxPool(input, 2, 2, 'valid');
    return tf.engine().runKernel('MaxPoolGrad', { dy: g!, input, output }, pool) as Tensor;
  },
  upsample: ([x], node, { tf }) => {
    const [, h = 0, w = 0] = x!.shape;
    const doubled = tf.image.resizeNearestNeighbor(x as tfjs.Tensor4D, [2 * h, 2 * w]);
    const [, , height = 0, width = 0] = node.shape;
    const [below, right] = [height - 2 * h, width - 2 * w];
    if (below === 0 && right === 0) return doubled;
    return tf.pad(doubled, [
      [0, 0],
      [0, below],
      [0, right],
      [0, 0],
    ]);
  },
  slice: ([x], node, { tf, layoutOf }) => {
    const axis = axisIn(layoutOf(node), node.attributes.axis);
    const begin = x!.shape.map((_, i) => (i === axis ? node.attributes.start : 0));
    return tf.slice(x!, begin, shapeIn(layoutOf(node), node.shape));
  },
  // Not mirrorPad: its gradient in TensorFlow.js leaves the border out.
  repeatBorder: ([x], _, { tf }) =>
    [1, 2].reduce((y, axis) => {
      const last = y.shape[axis]! - 1;
      const line = (at: number): Tensor =>
        tf.slice(
          y,
          y.shape.map((_, i) => (i === axis ? at : 0)),
          y.shape.map((size, i) => (i === axis ? 1 : size)),
        );
      return tf.concat([line(0), y, line(last)], axis);
    }, x!),
  pad: ([x], node, { tf, layoutOf }) => {
    const { axis, before, after } = node.attributes;
    const at = axisIn(layoutOf(node), axis);
    return tf.pad(
      x!,
      x!.shape.map((_, i): [number, number] => (i === at ? [before, after] : [0, 0])),
    );
  },
};
