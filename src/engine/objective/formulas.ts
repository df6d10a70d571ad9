/** The content losses and the total variations by name; what each means: recipe.ts. The style's are in styles.ts. */
import {
  add,
  constant,
  make,
  multiply,
  scale,
  slice,
  subtract,
  sum,
  sumAbs,
  sumSquares,
} from '../graph/build.js';
import { type Node, sizeOf } from '../graph/ops.js';
import type { ContentFormula, TvFormula } from '../recipe/recipe.js';

/** Mean of squares. */
const meanSquare = (x: Node): Node => scale(sumSquares(x), 1 / sizeOf(x.shape));
const meanAbs = (x: Node): Node => scale(sumAbs(x), 1 / sizeOf(x.shape));

/** sum(d^2) / (sum|d| + 1e-8): the gradient's absolute values add up to about 1, however large the differences are. */
export const scaledSquares = (d: Node): Node =>
  multiply(sumSquares(d), make('power', { exponent: -1 }, add(sumAbs(d), constant(1e-8))));

/** Of differences d = F - P. */
export const contentLosses = {
  mean: meanSquare,
  'half-sum': (d) => scale(sumSquares(d), 1 / 2),
  scaled: scaledSquares,
} as const satisfies Readonly<Record<ContentFormula, (d: Node) => Node>>;

/** Total variation of [1, 3, H, W]; differences to the right and downwards, none across the border. */
export const totalVariations = {
  'l1-sum': (x) => {
    const { right, down } = differences(x);
    return add(sumAbs(right), sumAbs(down));
  },
  'l1-half-mean': (x) => {
    const { right, down } = differences(x);
    return scale(add(meanAbs(right), meanAbs(down)), 1 / 2);
  },
  'l2-mean': (x) => {
    const { right, down } = differences(x);
    return add(meanSquare(right), meanSquare(down));
  },
  'l2-half-sum': (x) => {
    const [, , h = 0, w = 0] = x.shape;
    const { right, down } = differences(x);
    const inner = [slice(right, 2, 0, h - 1), slice(down, 3, 0, w - 1)];
    return scale(sum(inner.map(sumSquares)), 1 / 2);
  },
  'l2-nine-point': (x) => {
    const { right, down } = differences(x);
    const { falling, rising } = differences(make('repeatBorder', {}, x));
    return add(
      // Why not their own means: at the right and the lower border the repeated pixel's difference, 0, counts too.
      scale(add(sumSquares(right), sumSquares(down)), 2 / 3 / sizeOf(x.shape)),
      scale(add(meanSquare(falling), meanSquare(rising)), 2 / 12),
    );
  },
} as const satisfies Readonly<Record<TvFormula, (x: Node) => Node>>;

/** Differences of neighbours: along rows, along columns, and along both diagonals. Only what is used is computed. */
function differences(x: Node): Readonly<Record<'right' | 'down' | 'falling' | 'rising', Node>> {
  const [, , h = 0, w = 0] = x.shape;
  const [left, right] = [slice(x, 3, 0, w - 1), slice(x, 3, 1, w)];
  const upper = (side: Node): Node => slice(side, 2, 0, h - 1);
  const lower = (side: Node): Node => slice(side, 2, 1, h);
  return {
    right: subtract(right, left),
    down: subtract(lower(x), upper(x)),
    falling: subtract(lower(right), upper(left)),
    rising: subtract(upper(right), lower(left)),
  };
}
