/** Runs a graph operation by operation, letting each tensor go once nothing needs it any more. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { type Graph, type Node, type OpName, sortNodes } from '../graph/ops.js';
import { layoutsOf } from './layout.js';
import { type ComputedOp, type OpContext, operations, type TensorFlow } from './ops.js';

type Tensor = tfjs.Tensor;

/** What is there before the graph runs: inputs, parameters and constants, in TensorFlow's layouts. Never disposed of here. */
export type GivenTensors = ReadonlyMap<Node, Tensor>;

export const isGiven = ({ op }: Node): boolean => op === 'input' || op === 'parameter' || op === 'constant';

/** A graph's order of work, found once. */
export interface Schedule {
  readonly graph: Graph;
  /** What is computed, each after its inputs. */
  readonly steps: readonly { readonly node: Node; readonly done: readonly Node[] }[];
  readonly given: readonly Node[];
  readonly context: OpContext;
}

/** @param keepsAll for whoever goes back through the tensors afterwards, as TensorFlow's own differentiation does. */
export function schedule(tf: TensorFlow, graph: Graph, keepsAll = false): Schedule {
  const roots = Object.values(graph.outputs);
  const order = sortNodes(roots);
  const layouts = layoutsOf(roots);
  const last = new Map<Node, Node>();
  for (const node of order) for (const input of node.inputs) last.set(input, node);
  const kept = new Set(roots);
  return {
    graph,
    given: order.filter(isGiven),
    steps: order
      .filter((node) => !isGiven(node))
      .map((node) => ({
        node,
        done: keepsAll
          ? []
          : [...new Set(node.inputs)].filter(
              (input) => !isGiven(input) && !kept.has(input) && last.get(input) === node,
            ),
      })),
    context: { tf, layoutOf: (node) => layouts.get(node)! },
  };
}

/** The tensors of all outputs, in TensorFlow's layouts; those that are computed are to be disposed of. */
export function runGraph({ graph, steps, context }: Schedule, given: GivenTensors): Map<string, Tensor> {
  const { tf } = context;
  const known = new Map<Node, Tensor>(given);
  const tensorOf = (node: Node): Tensor => {
    const tensor = known.get(node);
    if (tensor === undefined) throw new RangeError(`Expected a tensor for ${node.op}`);
    return tensor;
  };
  try {
    for (const { node, done } of steps) {
      const operate = operations[node.op as ComputedOp] as (
        inputs: readonly Tensor[],
        node: Node<OpName>,
        context: OpContext,
      ) => Tensor;
      known.set(
        node,
        tf.tidy(() => operate(node.inputs.map(tensorOf), node, context)),
      );
      for (const old of done) {
        known.get(old)!.dispose();
        known.delete(old);
      }
    }
  } catch (error) {
    for (const [node, tensor] of known) if (!given.has(node)) tensor.dispose();
    throw error;
  }
  return new Map(Object.entries(graph.outputs).map(([name, node]) => [name, tensorOf(node)]));
}
