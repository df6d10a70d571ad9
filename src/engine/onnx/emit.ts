/**
 * A graph as ONNX bytes: one row an operation. Weights become initialisers, inputs become the model's inputs, so one
 * model serves every job of its size.
 */
import { type Graph, type Node, type OpName, type Shape, sortNodes } from '../graph/ops.js';
import {
  type AttributeProto,
  attributeType,
  dataType,
  encodeModel,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './schema.js';
import { emitWinograd, emitWinogradKernel } from './winograd.js';
import type { Attribute, ParameterSource, Writer } from './writer.js';

export type { ParameterSource } from './writer.js';

export interface EmitOptions {
  /** Leave height and width of pictures open, so that one model serves every size. Only for graphs whose operations
   * follow any size (no slice, pad, upsample, unflatten). Default false. */
  readonly anySize?: boolean;
}

type Emitter<Op extends OpName> = (inputs: readonly string[], node: Node<Op>, writer: Writer) => string;

const simple =
  (opType: string): Emitter<OpName> =>
  (inputs, _, { op }) =>
    op(opType, inputs);

const notLowered: Emitter<OpName> = (_, { op }) => {
  throw new TypeError(`Expected a graph without ${op}: see graph/lower-roots.ts`);
};

/** Powers that have an operation of their own. */
const powers: ReadonlyMap<number, string> = new Map([
  [0.5, 'Sqrt'],
  [-1, 'Reciprocal'],
]);

/** The runtime folds it into a constant when the session is made, so that the model's bytes stay small. */
function identity(shape: Shape, { op, ints }: Writer): string {
  return op('EyeLike', [op('ConstantOfShape', [ints(shape)])]);
}

/** A scalar that sits beside a tensor is broadcast by ONNX itself. */
const emitters: { readonly [Op in OpName]: Emitter<Op> } = {
  input: (_, { attributes }) => attributes.name,
  parameter: (_, { attributes }, { floats, parameters }) =>
    floats(parameters(attributes.name), attributes.shape),
  constant: (_, { attributes }, { floats }) => floats([attributes.value], []),
  add: simple('Add'),
  subtract: simple('Sub'),
  multiply: simple('Mul'),
  affine: ([x], { attributes: { scale, shift } }, { op, floats }) => {
    const perChannel = [1, scale.length, 1, 1];
    const scaled = scale.every((s) => s === 1) ? x! : op('Mul', [x!, floats(scale, perChannel)]);
    return shift.every((s) => s === 0) ? scaled : op('Add', [scaled, floats(shift, perChannel)]);
  },
  relu: simple('Relu'),
  gate: ([g, y], _, { op, floats }) =>
    op('Where', [op('Greater', [y!, floats([0], [])]), g!, floats([0], [])]),
  sign: simple('Sign'),
  sumSquares: ([x], _, { op }) => op('ReduceSumSquare', [x!], { keepdims: 0 }),
  sumAbs: ([x], _, { op }) => op('ReduceL1', [x!], { keepdims: 0 }),
  flatten: ([x], { shape }, { op, ints }) => op('Reshape', [x!, ints([shape[0]!, -1])]),
  unflatten: ([x], { shape }, { op, ints }) => op('Reshape', [x!, ints(shape)]),
  matmul: simple('MatMul'),
  gram: ([f], _, { op }) => op('Gemm', [f!, f!], { transB: 1 }),
  transpose: ([x], _, { op }) => op('Transpose', [x!], { perm: [1, 0] }),
  power: ([x], { attributes: { exponent } }, { op, floats }) => {
    const named = powers.get(exponent);
    return named ? op(named, [x!]) : op('Pow', [x!, floats([exponent], [])]);
  },
  rowMean: ([x], _, { op }) => op('ReduceMean', [x!], { axes: [1] }),
  subtractColumn: simple('Sub'),
  repeatColumns: ([x], { shape }, { op, ints }) => op('Expand', [x!, ints(shape)]),
  scaleColumns: simple('Mul'),
  trace: ([x], { inputs }, writer) =>
    writer.op('ReduceSum', [writer.op('Mul', [x!, identity(inputs[0]!.shape, writer)])], { keepdims: 0 }),
  scaledIdentity: ([x], { shape }, writer) => writer.op('Mul', [identity(shape, writer), x!]),
  sqrtm: notLowered,
  lyapunov: notLowered,
  conv3x3: (inputs, { attributes: { padding = 1 } }, { op }) =>
    op('Conv', inputs, { kernel_shape: [3, 3], pads: [padding, padding, padding, padding] }),
  flipKernel: (_, node, { floats, parameters }) => {
    const [kernel] = node.inputs;
    if (kernel?.op !== 'parameter') throw new TypeError('Expected flipKernel to take a parameter');
    return floats(flip(parameters(kernel.attributes.name), node.shape), node.shape);
  },
  winogradKernel: ([kernel], { shape }, writer) => emitWinogradKernel(kernel!, shape, writer),
  winograd3x3: (names, { inputs, shape, attributes }, writer) =>
    emitWinograd(names, { from: inputs[0]!.shape, to: shape, ...attributes }, writer),
  maxPool: ([x], _, { op }) => op('MaxPool', [x!], { kernel_shape: [2, 2], strides: [2, 2] }),
  averagePool: ([x], _, { op }) => op('AveragePool', [x!], { kernel_shape: [2, 2], strides: [2, 2] }),
  maxUnpool: ([g, x], { inputs }, writer) => {
    const shape = inputs[1]!.shape;
    const maxima = writer.op('MaxPool', [x!], { kernel_shape: [2, 2], strides: [2, 2] });
    const isMaximum = writer.op('Equal', [x!, enlarge(maxima, shape, writer)]);
    return writer.op('Where', [isMaximum, enlarge(g!, shape, writer), writer.floats([0], [])]);
  },
  upsample: ([x], { shape }, writer) => enlarge(x!, shape, writer),
  slice: ([x], { attributes: { axis, start, end } }, { op, ints }) =>
    op('Slice', [x!, ints([start]), ints([end]), ints([axis])]),
  repeatBorder: ([x], _, { op, ints }) => op('Pad', [x!, ints([0, 0, 1, 1, 0, 0, 1, 1])], { mode: 'edge' }),
  pad: ([x], { shape, attributes: { axis, before, after } }, { op, ints }) => {
    const at = (width: number): number[] => shape.map((_, i) => (i === axis ? width : 0));
    return op('Pad', [x!, ints([...at(before), ...at(after)])]);
  },
};

/** Nearest-neighbour doubling to a wanted height and width; an odd last row or column is zero. */
function enlarge(x: string, shape: Shape, { op, ints, floats }: Writer): string {
  const [, , h = 0, w = 0] = shape;
  const doubled = op('Resize', [x, '', floats([1, 1, 2, 2], [4])], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
  return h % 2 || w % 2 ? op('Pad', [doubled, ints([0, 0, 0, 0, 0, 0, h % 2, w % 2])]) : doubled;
}

/** [O, I, 3, 3] -> [I, O, 3, 3] turned by 180 degrees; `shape` is the result's. */
function flip(kernel: Float32Array, [i = 0, o = 0]: Shape): Float32Array {
  const flipped = new Float32Array(kernel.length);
  for (let b = 0; b < o; b++) {
    for (let a = 0; a < i; a++) {
      const from = (b * i + a) * 9;
      const to = (a * o + b) * 9;
      for (let tap = 0; tap < 9; tap++) flipped[to + tap] = kernel[from + 8 - tap]!;
    }
  }
  return flipped;
}

function toAttribute(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'number') return { name, type: attributeType.i, i: value };
  if (typeof value === 'string') return { name, type: attributeType.s, s: Buffer.from(value) };
  if ('float' in value) return { name, type: attributeType.f, f: value.float };
  return { name, type: attributeType.ints, ints: value };
}

function toBytes(values: ArrayLike<number>): Uint8Array {
  const floats = values instanceof Float32Array ? values : Float32Array.from(values);
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

function toValueInfo(name: string, shape: Shape, anySize: boolean): ValueInfoProto {
  const open = ['', '', 'height', 'width'];
  const dim = shape.map((size, axis) =>
    anySize && shape.length === 4 && axis > 1 ? { dimParam: `${name}_${open[axis]}` } : { dimValue: size },
  );
  return { name, type: { tensorType: { elemType: dataType.float, shape: { dim } } } };
}

/** Emits a graph as the bytes of an ONNX model (opset 17). */
export function emitModel(
  graph: Graph,
  parameters: ParameterSource,
  { anySize = false }: EmitOptions = {},
): Uint8Array {
  const nodes: NodeProto[] = [];
  const initializers = new Map<string, TensorProto>();
  let count = 0;

  const addNode = (
    opType: string,
    inputs: readonly string[],
    output: string,
    attributes: readonly AttributeProto[],
  ) => {
    const dot = opType.lastIndexOf('.');
    const domain = opType.slice(0, Math.max(dot, 0));
    nodes.push({
      opType: opType.slice(dot + 1),
      domain,
      input: inputs,
      output: [output],
      attribute: attributes,
    });
  };

  const addTensor = (type: number, dims: Shape, rawData: Uint8Array): string => {
    // Small constants repeat (0, 1/4, axis numbers): kept once.
    const key =
      rawData.length <= 64 ? `${type}|${dims}|${Buffer.from(rawData).toString('hex')}` : `#${count}`;
    const known = initializers.get(key);
    if (known) return known.name;
    const name = `c${count++}`;
    initializers.set(key, { name, dims, dataType: type, rawData });
    return name;
  };

  const writer: Writer = {
    parameters,
    op: (opType, inputs, attributes = {}) => {
      const output = `t${count++}`;
      addNode(
        opType,
        inputs,
        output,
        Object.entries(attributes).map(([name, value]) => toAttribute(name, value)),
      );
      return output;
    },
    floats: (values, dims) => addTensor(dataType.float, dims, toBytes(values)),
    ints: (values) => {
      const longs = BigInt64Array.from(values, BigInt);
      return addTensor(dataType.int64, [values.length], new Uint8Array(longs.buffer));
    },
  };

  const order = sortNodes(Object.values(graph.outputs));
  const names = new Map<Node, string>();
  for (const node of order) {
    const emitter = emitters[node.op] as Emitter<OpName>;
    const inputs = node.inputs.map((input) => names.get(input) ?? '');
    // A parameter that only flipKernel reads is written in its flipped form alone.
    if (node.op === 'parameter' && !readDirectly(node, order)) continue;
    names.set(node, emitter(inputs, node, writer));
  }
  for (const [name, node] of Object.entries(graph.outputs)) addNode('Identity', [names.get(node)!], name, []);

  return encodeModel({
    irVersion: 8,
    producerName: 'impasto',
    opsetImport: [
      { domain: '', version: 17 },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: 'objective',
      node: nodes,
      initializer: [...initializers.values()],
      input: order.flatMap((node) =>
        node.op === 'input' ? [toValueInfo(node.attributes.name, node.shape, anySize)] : [],
      ),
      output: Object.entries(graph.outputs).map(([name, node]) => toValueInfo(name, node.shape, anySize)),
    },
  });
}

function readDirectly(parameter: Node, order: readonly Node[]): boolean {
  return order.some((node) => node.op !== 'flipKernel' && node.inputs.includes(parameter));
}
