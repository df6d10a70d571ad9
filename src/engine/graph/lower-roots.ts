/** Writes roots of matrices out as products and sums, so that no backend has to know them. After differentiation. */
import { add, constant, make, multiply, scale, subtract, sumAbs, sumSquares } from './build.js';
import type { Graph, Node } from './ops.js';
import { rewrite } from './rewrite.js';
import { type MatrixArithmetic, solveForIdentity, solveLyapunov, squareRoot } from './roots.js';

/** The same graph without `sqrtm` and `lyapunov`. */
export function lowerRoots(graph: Graph): Graph {
  const on = createArithmetic();
  return rewrite(graph, (node, [a, q]) => {
    if (node.op === 'sqrtm') return squareRoot(on(a!), a!, node.attributes.iterations);
    if (node.op !== 'lyapunov') return null;
    const { iterations } = node.attributes;
    // A trace is what usually comes after a root, and this its gradient.
    return q!.op === 'scaledIdentity'
      ? multiply(solveForIdentity(on(a!), a!, iterations), q!.inputs[0]!)
      : solveLyapunov(on(a!), a!, q!, iterations);
  });
}

const power = (x: Node, exponent: number): Node => make('power', { exponent }, x);

/** Matrices as nodes; the identities of a size are made once. */
function createArithmetic(): (a: Node) => MatrixArithmetic<Node, Node> {
  const identities = new Map<string, Node>();
  return ({ shape: [size = 0] }) => ({
    add,
    subtract,
    product: (a, b) => make('matmul', {}, a, b),
    transpose: (a) => make('transpose', {}, a),
    times: multiply,
    scale,
    identity: (value) => {
      const key = `${value} ${size}`;
      const known = identities.get(key) ?? make('scaledIdentity', { size }, constant(value));
      identities.set(key, known);
      return known;
    },
    norm: (a, exponent) => {
      // Not the squares of what is there: those of large covariances pass what single precision holds.
      const size = sumAbs(a);
      const squares = sumSquares(multiply(a, power(size, -1)));
      return multiply(power(squares, exponent / 2), power(size, exponent));
    },
  });
}
