import { describe, expect, it } from 'vitest';
import { input, make } from '../../../src/engine/graph/build.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import type { Shape } from '../../../src/engine/graph/ops.js';
import { caseValues, opCases, openCase } from './cases.js';

const tensor = (...shape: Shape) => input(`x${shape.join('x')}`, shape);

describe('shapes', () => {
  it.each(Object.entries(opCases))('of %s are what the evaluator gives', (_, cases) => {
    for (const opCase of cases) {
      const { result } = openCase(opCase);
      const feeds = Object.fromEntries(
        ['a', 'b', 'c']
          .slice(0, opCase.shapes.length)
          .map((name, i) => [name, caseValues(opCase.shapes[i]!, i)]),
      );
      const { y } = evaluate({ outputs: { y: result } }, feeds);
      expect(y!.length).toBe(result.shape.reduce((product, n) => product * n, 1));
    }
  });

  it.each([
    ['add takes equal shapes', () => make('add', {}, tensor(2), tensor(3))],
    ['add takes equal shapes', () => make('add', {}, tensor(), tensor(3))],
    ['add takes 2 inputs', () => make('add', {}, tensor(2))],
    ['affine takes 3 scales', () => make('affine', { scale: [1], shift: [0] }, tensor(1, 3, 2, 2))],
    ['flatten takes [1, C, H, W]', () => make('flatten', {}, tensor(3, 4))],
    ['flatten takes [1, C, H, W]', () => make('flatten', {}, tensor(2, 3, 4, 4))],
    ['unflatten takes 4 x 5 positions', () => make('unflatten', { height: 4, width: 5 }, tensor(3, 21))],
    ['matmul takes matching inner sizes', () => make('matmul', {}, tensor(2, 3), tensor(2, 3))],
    ['conv3x3 takes a 3x3 kernel', () => make('conv3x3', {}, tensor(1, 3, 4, 4), tensor(2, 3, 5, 5))],
    [
      'conv3x3 takes a kernel for 3 channels',
      () => make('conv3x3', {}, tensor(1, 3, 4, 4), tensor(2, 4, 3, 3)),
    ],
    [
      'conv3x3 takes one bias a channel',
      () => make('conv3x3', {}, tensor(1, 3, 4, 4), tensor(2, 3, 3, 3), tensor(3)),
    ],
    [
      'conv3x3 takes at least 3x3 positions',
      () => make('conv3x3', { padding: 0 }, tensor(1, 3, 2, 4), tensor(2, 3, 3, 3)),
    ],
    ['repeatColumns takes one column', () => make('repeatColumns', { count: 2 }, tensor(3, 2))],
    ['subtractColumn takes one column second', () => make('subtractColumn', {}, tensor(3, 4), tensor(3, 4))],
    ['scaleColumns takes a number a column', () => make('scaleColumns', {}, tensor(3, 4), tensor(1, 3))],
    ['trace takes a square matrix', () => make('trace', {}, tensor(3, 4))],
    ['scaledIdentity takes a scalar', () => make('scaledIdentity', { size: 2 }, tensor(2))],
    ['sqrtm takes a square matrix', () => make('sqrtm', { iterations: 3 }, tensor(3, 4))],
    ['lyapunov takes equal shapes', () => make('lyapunov', { iterations: 3 }, tensor(3, 3), tensor(4, 4))],
    ['maxPool takes at least 2x2 positions', () => make('maxPool', {}, tensor(1, 3, 1, 4))],
    [
      'maxUnpool takes a gradient of half the size',
      () => make('maxUnpool', {}, tensor(1, 3, 2, 2), tensor(1, 3, 6, 4)),
    ],
    [
      'upsample reaches 4 x 4 or one more',
      () => make('upsample', { height: 6, width: 4 }, tensor(1, 3, 2, 2)),
    ],
    [
      'slice takes 0 <= start < end <= 4',
      () => make('slice', { axis: 2, start: 3, end: 5 }, tensor(1, 3, 4, 4)),
    ],
    ['slice has no axis 4', () => make('slice', { axis: 4, start: 0, end: 1 }, tensor(1, 3, 4, 4))],
    [
      'pad takes widths of 0 or more',
      () => make('pad', { axis: 2, before: -1, after: 0 }, tensor(1, 3, 4, 4)),
    ],
    ['input takes sizes of 1 or more', () => make('input', { name: 'x', shape: [0] })],
  ])('refuse: %s', (message, build) => {
    expect(build).toThrow(RangeError);
    expect(build).toThrow(message);
  });
});
