/**
 * The graph language of the objective: a closed set of operations on float32 tensors of known shape.
 * Three tables speak about it: shapes.ts (what is legal and what comes out), gradients.ts (one rule an operation), and
 * one emitter per backend. evaluate.ts is the plain oracle.
 */

/** Sizes from the outermost dimension in; [] is a scalar. Pictures and features are [1, C, H, W]. */
export type Shape = readonly number[];

/** Each operation with its attributes. A new one is a row here and a type error in every table. */
export interface OpAttributes {
  /** A tensor given at run time, by name. */
  readonly input: { readonly name: string; readonly shape: Shape };
  /** A tensor known when the graph is emitted (weights), by name. */
  readonly parameter: { readonly name: string; readonly shape: Shape };
  /** A scalar known when the graph is built. */
  readonly constant: { readonly value: number };
  /** a + b; shapes equal, or b a scalar. */
  readonly add: object;
  /** a - b; shapes equal, or b a scalar. */
  readonly subtract: object;
  /** a b by element; shapes equal, or b a scalar. */
  readonly multiply: object;
  /** Per channel of [1, C, H, W]: scale[c] x + shift[c]. */
  readonly affine: { readonly scale: readonly number[]; readonly shift: readonly number[] };
  /** max(x, 0) */
  readonly relu: object;
  /** g where y > 0, else 0: the way back through relu, y its output (or its input: the same sign test). */
  readonly gate: object;
  /** -1, 0 or 1 */
  readonly sign: object;
  /** Sum of squares of all elements -> scalar. */
  readonly sumSquares: object;
  /** Sum of absolute values of all elements -> scalar. */
  readonly sumAbs: object;
  /** [1, C, H, W] -> [C, H W] */
  readonly flatten: object;
  /** [C, H W] -> [1, C, H, W] */
  readonly unflatten: { readonly height: number; readonly width: number };
  /** [M, K] [K, N] -> [M, N] */
  readonly matmul: object;
  /** F [C, N] -> F F^T [C, C] */
  readonly gram: object;
  /** [M, N] -> [N, M] */
  readonly transpose: object;
  /** x^exponent by element, of positive x. */
  readonly power: { readonly exponent: number };
  /** Means of rows: [C, N] -> [C, 1] */
  readonly rowMean: object;
  /** a [C, N] - b [C, 1], from each column the same. */
  readonly subtractColumn: object;
  /** [C, 1] -> [C, count], each column the same. */
  readonly repeatColumns: { readonly count: number };
  /** Each column of [C, N] times its own number: F [C, N], t [1, N] -> [C, N]. t is given, not optimised. */
  readonly scaleColumns: object;
  /** Sum of the diagonal of [C, C] -> scalar. */
  readonly trace: object;
  /** scalar -> [size, size] with the scalar on the diagonal. */
  readonly scaledIdentity: { readonly size: number };
  /** Square root of a symmetric positive matrix by Newton-Schulz iterations, see roots.ts. Lowered before it runs. */
  readonly sqrtm: { readonly iterations: number };
  /** The way back through sqrtm: root r and gradient q [C, C] -> x with r x + x r = q. Lowered before it runs. */
  readonly lyapunov: { readonly iterations: number };
  /**
   * Cross-correlation, 3x3, stride 1. x [1, I, H, W], kernel [O, I, 3, 3], bias [O] optional.
   * `padding`: zeros around x; 1 keeps its size, 0 and 2 make it 2 smaller or larger. @default 1
   */
  readonly conv3x3: { readonly padding?: 0 | 1 | 2 };
  /** Kernel of the way back: [O, I, 3, 3] -> [I, O, 3, 3], turned by 180 degrees. Parameters only. */
  readonly flipKernel: object;
  /** Factors of a 3x3 kernel for winograd3x3 (see winograd.ts): [O, I, 3, 3] -> [36, O, I]. Parameters only. */
  readonly winogradKernel: object;
  /** conv3x3 by minimal filtering: x [1, I, H, W], factors [36, O, I], bias [O] optional -> [1, O, H, W]. `flipped`: the
   * way back, x [1, O, H, W], bias [I] -> [1, I, H, W]. Made by lowering only. */
  readonly winograd3x3: { readonly flipped: boolean };
  /** 2x2, stride 2, an odd last row or column is dropped. */
  readonly maxPool: object;
  readonly averagePool: object;
  /** g [1, C, h, w] put where each 2x2 window of x has its maximum (the first one when equal), zeros elsewhere. */
  readonly maxUnpool: object;
  /** Each element repeated 2x2; an odd last row or column of the wanted size is zero. */
  readonly upsample: { readonly height: number; readonly width: number };
  /** Elements start..end-1 along one axis. */
  readonly slice: { readonly axis: number; readonly start: number; readonly end: number };
  /** The border repeated once on all four sides: [1, C, H, W] -> [1, C, H + 2, W + 2] */
  readonly repeatBorder: object;
  /** Zeros before and after along one axis. */
  readonly pad: { readonly axis: number; readonly before: number; readonly after: number };
}

export type OpName = keyof OpAttributes;

/** One tensor of the graph and how it comes about. Immutable; sharing a node shares the work. */
export type Node<Op extends OpName = OpName> = {
  [K in Op]: {
    readonly op: K;
    readonly attributes: OpAttributes[K];
    readonly inputs: readonly Node[];
    readonly shape: Shape;
  };
}[Op];

/** A graph: named results. Everything they need hangs below them. */
export interface Graph {
  readonly outputs: Readonly<Record<string, Node>>;
}

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** All nodes that the given ones need, each after its inputs. */
export function sortNodes(roots: readonly Node[]): readonly Node[] {
  const sorted = new Set<Node>();
  const visit = (node: Node): void => {
    if (sorted.has(node)) return;
    for (const input of node.inputs) visit(input);
    sorted.add(node);
  };
  for (const root of roots) visit(root);
  return [...sorted];
}
