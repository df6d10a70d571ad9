/**
 * TensorFlow as a backend, by whatever `tf` is handed in: the native library of @tensorflow/tfjs-node-gpu, or tfjs with its
 * WebAssembly backend. Runs on the thread it is called on, so this lives in a rendering process only.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Backend, Program, Tensor } from '../backend.js';
import { lowerRoots } from '../graph/lower-roots.js';
import { type Graph, type Node, sizeOf } from '../graph/ops.js';
import type { ParameterSource } from '../onnx/emit.js';
import { toDevice, toOurs } from './layout.js';
import type { TensorFlow } from './ops.js';
import { type GivenTensors, runGraph, schedule } from './run-graph.js';

export interface TensorflowOptions {
  readonly tf: TensorFlow;
  /** What the library says it runs on: `cpu`, `gpu` or `wasm` (load.ts). */
  readonly device: string;
  /** Threads of one operation, as the library was told, 1 or more. @default 1 */
  readonly threads?: number;
  readonly parameters: ParameterSource;
}

/** An input that stays on the device as long as the same array is fed. */
interface Held {
  readonly data: Float32Array;
  readonly tensor: tfjs.Tensor;
}

export function createTensorflowBackend({ tf, device, threads = 1, parameters }: TensorflowOptions): Backend {
  return {
    engine: 'tensorflow',
    ...{ device, threads, lowering: 'none' },
    compile: async (graph) => compile(tf, lowerRoots(graph), parameters),
  };
}

function compile(tf: TensorFlow, graph: Graph, parameters: ParameterSource): Program {
  const plan = schedule(tf, graph);
  const { layoutOf } = plan.context;
  const fixed = new Map<Node, tfjs.Tensor>();
  const inputs = new Map<Node, string>();
  for (const node of plan.given) {
    if (node.op === 'parameter')
      fixed.set(node, toDevice(tf, parameters(node.attributes.name), node.shape, layoutOf(node)));
    else if (node.op === 'constant') fixed.set(node, tf.scalar(node.attributes.value));
    else if (node.op === 'input') inputs.set(node, node.attributes.name);
  }
  const held = new Map<string, Held>();

  const feed = (node: Node, name: string, given: Tensor | undefined): tfjs.Tensor => {
    if (given === undefined || given.data.length !== sizeOf(given.shape)) {
      throw new RangeError(
        `Expected \`${name}\` with ${sizeOf(node.shape)} elements, got ${given?.data.length ?? 'none'}`,
      );
    }
    const known = held.get(name);
    if (given.isFixed && known?.data === given.data) return known.tensor;
    known?.tensor.dispose();
    const tensor = toDevice(tf, given.data, given.shape, layoutOf(node));
    held.set(name, { data: given.data, tensor });
    return tensor;
  };

  return {
    run: async (feeds) => {
      const given = new Map(fixed);
      for (const [node, name] of inputs) given.set(node, feed(node, name, feeds[name]));
      const found = runGraph(plan, given as GivenTensors);
      const results: Record<string, Float32Array> = {};
      for (const [name, tensor] of found) {
        const node = graph.outputs[name]!;
        const ours = toOurs(tf, tensor, layoutOf(node));
        results[name] = (await ours.data()) as Float32Array;
        ours.dispose();
      }
      for (const tensor of new Set(found.values())) {
        if (![...given.values()].includes(tensor)) tensor.dispose();
      }
      return results;
    },
    release: async () => {
      for (const tensor of fixed.values()) tensor.dispose();
      for (const { tensor } of held.values()) tensor.dispose();
      fixed.clear();
      held.clear();
    },
  };
}
