/** Roots of matrices: what they are, and that writing them out changes nothing. */
import { describe, expect, it } from 'vitest';
import { input, make, scale } from '../../../src/engine/graph/build.js';
import { differentiate } from '../../../src/engine/graph/differentiate.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { lowerRoots } from '../../../src/engine/graph/lower-roots.js';
import { type Graph, sortNodes } from '../../../src/engine/graph/ops.js';
import { plainMatrices } from '../../../src/engine/graph/plain-matrices.js';
import { caseValues, opCases, openCase } from './cases.js';

const size = 5;
const on = plainMatrices(size);
const a = caseValues([size, size], 1);
/** Symmetric, its eigenvalues between 1 and about 9. */
const root = on.add(on.product(a, on.transpose(a)), on.identity(1));
const x = input('x', [size, size]);
const sqrtm = (iterations: number) => make('sqrtm', { iterations }, x);
const opsOf = (graph: Graph) => sortNodes(Object.values(graph.outputs)).map(({ op }) => op);
const largest = (values: Float64Array) => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

describe('sqrtm', () => {
  it('is the matrix whose square is given, and closer with each iteration', () => {
    const square = on.product(root, root);
    const errors = [2, 5, 12].map((iterations) => {
      const { y } = evaluate({ outputs: { y: sqrtm(iterations) } }, { x: square });
      return largest(on.subtract(y!, root));
    });
    expect(errors[0]).toBeGreaterThan(errors[1]!);
    expect(errors[1]).toBeGreaterThan(errors[2]!);
    expect(errors[2]).toBeLessThan(1e-9);
  });
});

describe('lyapunov', () => {
  it('solves r x + x r = q', () => {
    const q = on.add(a, on.transpose(a));
    const node = make('lyapunov', { iterations: 12 }, x, input('q', [size, size]));
    const { y } = evaluate({ outputs: { y: node } }, { x: root, q });
    const back = on.add(on.product(root, y!), on.product(y!, root));
    expect(largest(on.subtract(back, q))).toBeLessThan(1e-9);
  });
});

describe('lowerRoots', () => {
  it.each(['sqrtm', 'lyapunov'] as const)('writes %s out without a change', (op) => {
    for (const opCase of opCases[op]) {
      const { result, inputs } = openCase(opCase);
      const graph = { outputs: { y: result } };
      const lowered = lowerRoots(graph);
      expect(opsOf(lowered)).not.toContain(op);
      const feeds = Object.fromEntries(inputs.map(({ shape }, i) => ['abc'[i]!, caseValues(shape, i)]));
      const [before, after] = [evaluate(graph, feeds).y!, evaluate(lowered, feeds).y!];
      for (const [i, v] of after.entries()) expect(v).toBeCloseTo(before[i]!, 10);
    }
  });

  it("needs half of the products for a trace's gradient, and finds the same", () => {
    const trace = scale(make('trace', {}, sqrtm(12)), -2);
    const graph = { outputs: { g: differentiate(trace, x) } };
    const lowered = lowerRoots(graph);
    const feeds = { x: on.product(root, root) };
    const [before, after] = [evaluate(graph, feeds).g!, evaluate(lowered, feeds).g!];
    for (const [i, v] of after.entries()) expect(v).toBeCloseTo(before[i]!, 10);
    // 33 of the root, 34 of the way back: with the commutator it would be 71.
    expect(opsOf(lowered).filter((op) => op === 'matmul')).toHaveLength(67);
  });

  it('leaves other graphs as they are, node by node', () => {
    const { result } = openCase(opCases.matmul[0]!);
    expect(lowerRoots({ outputs: { y: result } }).outputs.y).toBe(result);
  });
});
