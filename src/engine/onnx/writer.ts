/** What emitters write with. */
import type { Shape } from '../graph/ops.js';

/** Values of a parameter by name, row-major; asked once for each one that the graph uses. */
export type ParameterSource = (name: string) => Float32Array;

export type Attribute = number | string | readonly number[] | { readonly float: number };

/** What an emitter may do: add nodes and constants. All names are made here. */
export interface Writer {
  /** Adds an ONNX node with one output and returns the output's name. An operation outside ONNX carries its domain in
   * front: after the last dot comes the type. */
  op(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  floats(values: ArrayLike<number>, dims: Shape): string;
  ints(values: readonly number[]): string;
  readonly parameters: ParameterSource;
}
