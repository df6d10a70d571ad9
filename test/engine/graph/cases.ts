/** One or more small graphs per operation, odd sizes included: for finite differences and for the backends. */
import { add, constant, input, make } from '../../../src/engine/graph/build.js';
import type { Node, OpName, Shape } from '../../../src/engine/graph/ops.js';

export interface OpCase {
  /** Builds the operation on fresh inputs named a, b, c of these shapes. */
  readonly shapes: readonly Shape[];
  readonly build: (...inputs: readonly Node[]) => Node;
  /** Inputs that are parameters (weights) rather than variables, by position. */
  readonly parameters?: readonly number[];
}

const picture: Shape = [1, 3, 5, 4];

/** 2 + a: well above 0 for a in -1..1. */
const positive = (a: Node): Node => add(a, constant(2));
/** A symmetric matrix, all of its eigenvalues above 1: a a^T + I. */
const symmetric = (a: Node): Node =>
  add(make('gram', {}, a), make('scaledIdentity', { size: a.shape[0]! }, constant(1)));

/** Operations without inputs have no case of their own: every other case uses them. */
export const opCases: Readonly<
  Record<Exclude<OpName, 'input' | 'parameter' | 'constant'>, readonly OpCase[]>
> = {
  add: [
    { shapes: [picture, picture], build: (a, b) => make('add', {}, a!, b!) },
    { shapes: [picture, []], build: (a, b) => make('add', {}, a!, b!) },
    { shapes: [[], []], build: (a, b) => make('add', {}, a!, b!) },
  ],
  subtract: [
    { shapes: [picture, picture], build: (a, b) => make('subtract', {}, a!, b!) },
    { shapes: [picture, []], build: (a, b) => make('subtract', {}, a!, b!) },
    { shapes: [[], []], build: (a, b) => make('subtract', {}, a!, b!) },
  ],
  multiply: [
    { shapes: [picture, picture], build: (a, b) => make('multiply', {}, a!, b!) },
    { shapes: [picture, []], build: (a, b) => make('multiply', {}, a!, b!) },
    { shapes: [[], []], build: (a, b) => make('multiply', {}, a!, b!) },
  ],
  affine: [
    {
      shapes: [picture],
      build: (a) => make('affine', { scale: [2, -1, 0.5], shift: [0.1, 0.2, -0.3] }, a!),
    },
  ],
  relu: [{ shapes: [picture], build: (a) => make('relu', {}, a!) }],
  gate: [{ shapes: [picture, picture], build: (a, b) => make('gate', {}, a!, b!) }],
  sign: [{ shapes: [picture], build: (a) => make('sign', {}, a!) }],
  sumSquares: [{ shapes: [picture], build: (a) => make('sumSquares', {}, a!) }],
  sumAbs: [{ shapes: [picture], build: (a) => make('sumAbs', {}, a!) }],
  flatten: [{ shapes: [picture], build: (a) => make('flatten', {}, a!) }],
  unflatten: [{ shapes: [[3, 20]], build: (a) => make('unflatten', { height: 5, width: 4 }, a!) }],
  matmul: [
    {
      shapes: [
        [3, 4],
        [4, 5],
      ],
      build: (a, b) => make('matmul', {}, a!, b!),
    },
  ],
  gram: [{ shapes: [[3, 7]], build: (a) => make('gram', {}, a!) }],
  power: [0.5, -1, 1.5].flatMap((exponent) => [
    { shapes: [picture], build: (a) => make('power', { exponent }, positive(a!)) },
    { shapes: [[]], build: (a) => make('power', { exponent }, positive(a!)) },
  ]),
  rowMean: [{ shapes: [[3, 7]], build: (a) => make('rowMean', {}, a!) }],
  subtractColumn: [
    {
      shapes: [
        [3, 7],
        [3, 1],
      ],
      build: (a, b) => make('subtractColumn', {}, a!, b!),
    },
  ],
  repeatColumns: [{ shapes: [[3, 1]], build: (a) => make('repeatColumns', { count: 4 }, a!) }],
  scaleColumns: [
    {
      shapes: [
        [3, 7],
        [1, 7],
      ],
      build: (f, t) => make('scaleColumns', {}, f!, t!),
    },
  ],
  trace: [{ shapes: [[4, 4]], build: (a) => make('trace', {}, a!) }],
  scaledIdentity: [{ shapes: [[]], build: (a) => make('scaledIdentity', { size: 4 }, a!) }],
  sqrtm: [{ shapes: [[4, 6]], build: (a) => make('sqrtm', { iterations: 12 }, symmetric(a!)) }],
  lyapunov: [
    {
      shapes: [
        [4, 6],
        [4, 4],
      ],
      build: (a, q) => make('lyapunov', { iterations: 12 }, symmetric(a!), q!),
    },
    {
      shapes: [[4, 6], []],
      build: (a, q) =>
        make('lyapunov', { iterations: 12 }, symmetric(a!), make('scaledIdentity', { size: 4 }, q!)),
    },
  ],
  transpose: [{ shapes: [[3, 7]], build: (a) => make('transpose', {}, a!) }],
  conv3x3: [
    {
      shapes: [picture, [4, 3, 3, 3], [4]],
      build: (x, kernel, bias) => make('conv3x3', {}, x!, kernel!, bias!),
      parameters: [1, 2],
    },
    {
      shapes: [
        [1, 2, 3, 6],
        [5, 2, 3, 3],
      ],
      build: (x, kernel) => make('conv3x3', {}, x!, kernel!),
      parameters: [1],
    },
    ...([0, 2] as const).map(
      (padding): OpCase => ({
        shapes: [
          [1, 2, 5, 4],
          [3, 2, 3, 3],
        ],
        build: (x, kernel) => make('conv3x3', { padding }, x!, kernel!),
        parameters: [1],
      }),
    ),
  ],
  flipKernel: [
    {
      shapes: [
        [1, 4, 5, 5],
        [4, 3, 3, 3],
      ],
      build: (x, kernel) => make('conv3x3', {}, x!, make('flipKernel', {}, kernel!)),
      parameters: [1],
    },
  ],
  winogradKernel: [
    {
      shapes: [
        [1, 4, 5, 6],
        [4, 3, 3, 3],
      ],
      build: (x, kernel) => make('winograd3x3', { flipped: true }, x!, make('winogradKernel', {}, kernel!)),
      parameters: [1],
    },
  ],
  winograd3x3: [
    {
      shapes: [[1, 3, 9, 7], [4, 3, 3, 3], [4]],
      build: (x, kernel, bias) =>
        make('winograd3x3', { flipped: false }, x!, make('winogradKernel', {}, kernel!), bias!),
      parameters: [1, 2],
    },
  ],
  maxPool: [
    { shapes: [picture], build: (a) => make('maxPool', {}, a!) },
    { shapes: [[1, 2, 4, 7]], build: (a) => make('maxPool', {}, a!) },
  ],
  averagePool: [
    { shapes: [picture], build: (a) => make('averagePool', {}, a!) },
    { shapes: [[1, 2, 4, 7]], build: (a) => make('averagePool', {}, a!) },
  ],
  maxUnpool: [{ shapes: [[1, 3, 2, 2], picture], build: (g, x) => make('maxUnpool', {}, g!, x!) }],
  upsample: [
    { shapes: [[1, 2, 3, 2]], build: (a) => make('upsample', { height: 6, width: 4 }, a!) },
    { shapes: [[1, 2, 3, 2]], build: (a) => make('upsample', { height: 7, width: 5 }, a!) },
  ],
  slice: [
    { shapes: [picture], build: (a) => make('slice', { axis: 2, start: 1, end: 4 }, a!) },
    { shapes: [picture], build: (a) => make('slice', { axis: 3, start: 0, end: 3 }, a!) },
  ],
  repeatBorder: [
    { shapes: [picture], build: (a) => make('repeatBorder', {}, a!) },
    { shapes: [[1, 2, 1, 3]], build: (a) => make('repeatBorder', {}, a!) },
  ],
  pad: [
    { shapes: [picture], build: (a) => make('pad', { axis: 2, before: 1, after: 0 }, a!) },
    { shapes: [picture], build: (a) => make('pad', { axis: 3, before: 0, after: 2 }, a!) },
  ],
};

const letters = ['a', 'b', 'c'];

/** The case's inputs and its result, with parameters where it says so. */
export function openCase({ shapes, build, parameters = [] }: OpCase): {
  inputs: readonly Node[];
  result: Node;
} {
  const inputs = shapes.map((shape, i) =>
    parameters.includes(i) ? make('parameter', { name: letters[i]!, shape }) : input(letters[i]!, shape),
  );
  return { inputs, result: build(...inputs) };
}

/** Repeatable values in -1..1, none of them near 0 and no two alike, so that no kink lies within a finite difference. */
export function caseValues(shape: Shape, salt: number): Float64Array {
  const size = shape.reduce((product, n) => product * n, 1);
  return Float64Array.from({ length: size }, (_, i) => {
    const phase = ((i + 1) * 0.618033988749 + salt * 0.37) % 1;
    return (phase < 0.5 ? -1 : 1) * (0.1 + 0.9 * ((phase * 7919) % 1));
  });
}
