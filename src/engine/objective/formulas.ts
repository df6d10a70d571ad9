/** The loss formulae by name: a scale on each Gram matrix and a scale on the sum of squares. reference: recipe.ts */
import { add, scale, slice, subtract, sumAbs, sumSquares } from '../graph/build.js';
import { type Node, sizeOf } from '../graph/ops.js';
import type { ContentFormula, StyleFormula, TvFormula } from '../recipe/recipe.js';

/** Loss = lossScale(C, N) * sum((gramScale(N) G - gramScale(M) A)^2). C channels, N positions, M the style's. */
interface StyleScales {
  readonly gram: (n: number) => number;
  readonly loss: (c: number, n: number) => number;
}

export const styleScales = {
  undivided: { gram: () => 1, loss: (c) => 1 / c ** 2 },
  'per-position': { gram: (n) => 1 / n, loss: (c) => 1 / c ** 2 },
  'undivided-per-size': { gram: () => 1, loss: (c, n) => 1 / (c ** 3 * n) },
  paper: { gram: () => 1, loss: (c, n) => 1 / (4 * c ** 2 * n ** 2) },
  'per-channel': { gram: (n) => 1 / n, loss: (c) => 1e3 / c ** 4 },
} as const satisfies Readonly<Record<StyleFormula, StyleScales>>;

/** Factor on sum((F-P)^2) for a feature tensor of `size` elements. */
export const contentScales = {
  mean: (size) => 1 / size,
  'half-sum': () => 1 / 2,
} as const satisfies Readonly<Record<ContentFormula, (size: number) => number>>;

/** Total variation of [1, 3, H, W]; differences to the right and downwards, none across the border. */
export const totalVariations = {
  'l1-sum': (x) => {
    const [right, down] = differences(x);
    return add(sumAbs(right), sumAbs(down));
  },
  'l2-mean': (x) => {
    const [right, down] = differences(x);
    return add(
      scale(sumSquares(right), 1 / sizeOf(right.shape)),
      scale(sumSquares(down), 1 / sizeOf(down.shape)),
    );
  },
} as const satisfies Readonly<Record<TvFormula, (x: Node) => Node>>;

function differences(x: Node): readonly [Node, Node] {
  const [, , h = 0, w = 0] = x.shape;
  return [
    subtract(slice(x, 3, 1, w), slice(x, 3, 0, w - 1)),
    subtract(slice(x, 2, 1, h), slice(x, 2, 0, h - 1)),
  ];
}
