/** The port of the backends: something that runs graphs. Optimizers, ladder and averaging are above it. */
import type { Graph, Shape } from './graph/ops.js';
import type { Engine } from './port.js';

/** A tensor given to a program: row-major elements. */
export interface Tensor {
  readonly data: Float32Array;
  readonly shape: Shape;
  /** Nobody will ever write to the array: a backend may keep it on its device and know it again by identity. @default false */
  readonly isFixed?: boolean;
}

/** A compiled graph. */
export interface Program {
  /** Computes all outputs. `feeds` holds every input of the graph by name. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Float32Array>>;
  /** Gives its memory back; `run` must not be called again. */
  release(): Promise<void>;
}

export interface CompileOptions {
  /** The graph is to serve pictures of every height and width (see onnx/emit.ts). Default false. */
  readonly anySize?: boolean;
}

/** Where something is computed, as far as the bytes of a picture depend on it. */
export interface Where {
  /** The library that computes. */
  readonly engine: Exclude<Engine, 'auto'>;
  /** What really runs, e.g. `cpu` or `webgpu`. */
  readonly device: string;
  /** Threads of one operation, as they are and not as they were asked for; 1 or more. */
  readonly threads: number;
  /** What large convolutions are replaced by: `winograd`, or `none`. */
  readonly lowering: 'winograd' | 'none';
}

export interface Backend extends Where {
  compile(graph: Graph, options?: CompileOptions): Promise<Program>;
}
