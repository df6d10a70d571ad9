/**
 * How our tensors lie in TensorFlow's memory. Ours have channels first; its convolutions on the CPU and in WebAssembly
 * want them last. So pictures [1, C, H, W] are kept as [1, H, W, C] and kernels [O, I, 3, 3] as [3, 3, I, O]; all
 * else as it is. Nothing but this file and ops.ts knows.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import { type Node, type OpName, type Shape, sortNodes } from '../graph/ops.js';

export type Layout = 'picture' | 'kernel' | 'plain';

type TensorFlow = typeof tfjs;

/** Our axis -> theirs, from the outermost in: the permutation that takes our order to theirs. */
const inward: Readonly<Record<Layout, readonly number[] | null>> = {
  picture: [0, 2, 3, 1],
  kernel: [2, 3, 1, 0],
  plain: null,
};

const outward: Readonly<Record<Layout, readonly number[] | null>> = {
  picture: [0, 3, 1, 2],
  kernel: [3, 2, 0, 1],
  plain: null,
};

/** The place of our axis of a tensor of this layout among theirs. */
export function axisIn(layout: Layout, axis: number): number {
  return inward[layout]?.indexOf(axis) ?? axis;
}

/** Our shape as theirs. */
export function shapeIn(layout: Layout, shape: Shape): number[] {
  return inward[layout]?.map((axis) => shape[axis]!) ?? [...shape];
}

/** Elements in our order to a tensor in their layout. To be disposed of. */
export function toDevice(tf: TensorFlow, data: Float32Array, shape: Shape, layout: Layout): tfjs.Tensor {
  const permutation = inward[layout];
  if (permutation === null) return tf.tensor(data, [...shape], 'float32');
  return tf.tidy(() => tf.transpose(tf.tensor(data, [...shape], 'float32'), [...permutation]));
}

/** A tensor in their layout as a new one in our order. To be disposed of. */
export function toOurs(tf: TensorFlow, tensor: tfjs.Tensor, layout: Layout): tfjs.Tensor {
  const permutation = outward[layout];
  return permutation === null ? tensor.clone() : tf.transpose(tensor, [...permutation]);
}

const kernelOps: ReadonlySet<OpName> = new Set(['flipKernel', 'winogradKernel']);

/** The layout of every node of a graph: kernels are what convolutions take second, and what kernels are made of. */
export function layoutsOf(roots: readonly Node[]): ReadonlyMap<Node, Layout> {
  const order = sortNodes(roots);
  const layouts = new Map<Node, Layout>();
  for (const node of order) {
    layouts.set(node, node.shape.length === 4 ? 'picture' : 'plain');
  }
  for (const node of order) {
    if (kernelOps.has(node.op)) for (const kernel of [node, ...node.inputs]) layouts.set(kernel, 'kernel');
    if (node.op === 'conv3x3') layouts.set(node.inputs[1]!, 'kernel');
  }
  return layouts;
}
