/** Every row of the gradient table against central finite differences, in double precision. */
import { describe, expect, it } from 'vitest';
import { input, make, multiply, scale, sumSquares } from '../../../src/engine/graph/build.js';
import { differentiate } from '../../../src/engine/graph/differentiate.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { gradients } from '../../../src/engine/graph/gradients.js';
import type { Node, OpName } from '../../../src/engine/graph/ops.js';
import { caseValues, opCases, openCase } from './cases.js';

/** Rows that let nothing through: flat, only met behind weights, made after differentiation, or for second derivatives. */
const closed: readonly OpName[] = [
  'input',
  'parameter',
  'constant',
  'sign',
  'flipKernel',
  'winogradKernel',
  'winograd3x3',
  'maxUnpool',
  'lyapunov',
];

/** A scalar that weighs every element of the result differently: sum of (w y)^2. */
function toScalar(result: Node): Node {
  return sumSquares(result.shape.length === 0 ? result : multiply(result, input('w', result.shape)));
}

function differencesOf(value: Node, feeds: Record<string, Float64Array>, name: string): Float64Array {
  const h = 1e-6;
  const at = (i: number, step: number): number => {
    const moved = feeds[name]!.slice();
    moved[i]! += step;
    return evaluate({ outputs: { value } }, { ...feeds, [name]: moved }).value![0]!;
  };
  return feeds[name]!.map((_, i) => (at(i, h) - at(i, -h)) / (2 * h));
}

describe.each(Object.keys(gradients) as OpName[])('the gradient of %s', (op) => {
  if (closed.includes(op)) {
    it('passes nothing on', () => {
      const cases = op in opCases ? opCases[op as keyof typeof opCases] : [];
      const node =
        op === 'input' || op === 'parameter'
          ? make(op, { name: 'a', shape: [2] })
          : op === 'constant'
            ? make(op, { value: 1 })
            : openCase(cases[0]!).result;
      const target = node.op === op ? node : node.inputs.find((below) => below.op === op)!;
      const rule = gradients[op] as (g: Node, node: Node) => readonly (Node | null)[];
      expect(rule(input('g', target.shape), target)).toEqual(target.inputs.map(() => null));
    });
    return;
  }

  it.each(opCases[op as keyof typeof opCases].map((opCase, i) => [i, opCase] as const))(
    'agrees with finite differences, case %i',
    (_, opCase) => {
      const { inputs, result } = openCase(opCase);
      const value = toScalar(result);
      const feeds: Record<string, Float64Array> = { w: caseValues(result.shape, 9) };
      inputs.forEach((node, i) => {
        feeds[(node as Node<'input'>).attributes.name] = caseValues(node.shape, i);
      });
      let checked = 0;
      for (const variable of inputs) {
        // A scalar beside a tensor is a coefficient, weights are parameters; gate's y and the numbers of columns are given.
        const isCoefficient = variable.shape.length === 0 && result.shape.length > 0;
        const isGiven = (op === 'gate' || op === 'scaleColumns') && variable === inputs[1];
        if (variable.op === 'parameter' || (isCoefficient && op !== 'scaledIdentity') || isGiven) continue;
        const gradient = evaluate({ outputs: { g: differentiate(value, variable) } }, feeds).g!;
        const expected = differencesOf(value, feeds, (variable as Node<'input'>).attributes.name);
        expect(gradient.length).toBe(expected.length);
        gradient.forEach((g, i) => {
          expect(Math.abs(g - expected[i]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected[i]!)));
        });
        checked += 1;
      }
      expect(checked).toBeGreaterThan(0);
    },
  );
});

describe('differentiate', () => {
  it('adds up the gradients of a node used twice', () => {
    const x = input('x', [3]);
    const value = sumSquares(multiply(x, scale(x, 3)));
    const feeds = { x: Float64Array.of(1, -2, 0.5) };
    const { g } = evaluate({ outputs: { g: differentiate(value, x) } }, feeds);
    // (3 x^2)^2 = 9 x^4
    expect([...g!]).toEqual([36, -288, 4.5]);
  });

  it('refuses a value that is no scalar', () => {
    const x = input('x', [3]);
    expect(() => differentiate(x, x)).toThrow('Expected a scalar to differentiate');
  });

  it('refuses a value that does not depend on the variable', () => {
    const value = sumSquares(input('y', [3]));
    expect(() => differentiate(value, input('x', [3]))).toThrow('does not depend on the variable');
  });

  it('refuses a way back that is closed', () => {
    const x = input('x', [3]);
    expect(() => differentiate(sumSquares(make('sign', {}, x)), x)).toThrow('sign passes no gradient');
  });
});
