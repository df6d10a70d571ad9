/** Which operations are legal on which shapes, and the shape that comes out: one row an operation. */
import type { OpAttributes, OpName, Shape } from './ops.js';
import { products } from './winograd.js';

type ShapeRule<Op extends OpName> = (inputs: readonly Shape[], attributes: OpAttributes[Op]) => Shape;

function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new RangeError(message);
}

const same = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);
const text = (shapes: readonly Shape[]): string =>
  shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ');

function arity(inputs: readonly Shape[], least: number, most = least): void {
  expect(inputs.length >= least && inputs.length <= most, `takes ${least} inputs, got ${inputs.length}`);
}

function picture(shape: Shape | undefined): readonly [number, number, number] {
  expect(shape?.length === 4 && shape[0] === 1, `takes [1, C, H, W], got ${text([shape ?? []])}`);
  return [shape[1]!, shape[2]!, shape[3]!];
}

function matrix(shape: Shape | undefined): readonly [number, number] {
  expect(shape?.length === 2, `takes a matrix, got ${text([shape ?? []])}`);
  return [shape[0]!, shape[1]!];
}

function square(shape: Shape | undefined): Shape {
  const [m, n] = matrix(shape);
  expect(m === n, `takes a square matrix, got ${text([shape!])}`);
  return shape!;
}

const leaf = (_inputs: readonly Shape[], attributes: { readonly shape: Shape }): Shape => {
  arity(_inputs, 0);
  expect(
    attributes.shape.every((size) => Number.isInteger(size) && size > 0),
    'takes sizes of 1 or more',
  );
  return attributes.shape;
};

const elementwise = (inputs: readonly Shape[]): Shape => {
  arity(inputs, 2);
  const [a, b] = inputs as [Shape, Shape];
  expect(same(a, b) || b.length === 0, `takes equal shapes or a scalar second, got ${text(inputs)}`);
  return a;
};

const unary = (inputs: readonly Shape[]): Shape => {
  arity(inputs, 1);
  return inputs[0]!;
};

const toScalar = (inputs: readonly Shape[]): Shape => {
  arity(inputs, 1);
  return [];
};

const halved = (inputs: readonly Shape[]): Shape => {
  arity(inputs, 1);
  const [c, h, w] = picture(inputs[0]);
  expect(h >= 2 && w >= 2, `takes at least 2x2 positions, got ${text(inputs)}`);
  return [1, c, h >> 1, w >> 1];
};

export const shapes: { readonly [Op in OpName]: ShapeRule<Op> } = {
  input: leaf,
  parameter: leaf,
  constant: (inputs) => {
    arity(inputs, 0);
    return [];
  },
  add: elementwise,
  subtract: elementwise,
  multiply: elementwise,
  affine: (inputs, { scale, shift }) => {
    arity(inputs, 1);
    const [c] = picture(inputs[0]);
    expect(scale.length === c && shift.length === c, `takes ${c} scales and shifts`);
    return inputs[0]!;
  },
  relu: unary,
  gate: (inputs) => {
    arity(inputs, 2);
    expect(same(inputs[0]!, inputs[1]!), `takes equal shapes, got ${text(inputs)}`);
    return inputs[0]!;
  },
  sign: unary,
  sumSquares: toScalar,
  sumAbs: toScalar,
  flatten: (inputs) => {
    arity(inputs, 1);
    const [c, h, w] = picture(inputs[0]);
    return [c, h * w];
  },
  unflatten: (inputs, { height, width }) => {
    arity(inputs, 1);
    const [c, n] = matrix(inputs[0]);
    expect(n === height * width, `takes ${height} x ${width} positions, got ${n}`);
    return [1, c, height, width];
  },
  matmul: (inputs) => {
    arity(inputs, 2);
    const [m, k] = matrix(inputs[0]);
    const [l, n] = matrix(inputs[1]);
    expect(k === l, `takes matching inner sizes, got ${text(inputs)}`);
    return [m, n];
  },
  gram: (inputs) => {
    arity(inputs, 1);
    const [c] = matrix(inputs[0]);
    return [c, c];
  },
  transpose: (inputs) => {
    arity(inputs, 1);
    const [m, n] = matrix(inputs[0]);
    return [n, m];
  },
  power: unary,
  rowMean: (inputs) => {
    arity(inputs, 1);
    const [c] = matrix(inputs[0]);
    return [c, 1];
  },
  subtractColumn: (inputs) => {
    arity(inputs, 2);
    const [c] = matrix(inputs[0]);
    expect(same(inputs[1]!, [c, 1]), `takes one column second, got ${text(inputs)}`);
    return inputs[0]!;
  },
  repeatColumns: (inputs, { count }) => {
    arity(inputs, 1);
    const [c, n] = matrix(inputs[0]);
    expect(n === 1, `takes one column, got ${text(inputs)}`);
    return [c, count];
  },
  scaleColumns: (inputs) => {
    arity(inputs, 2);
    const [, n] = matrix(inputs[0]);
    expect(same(inputs[1]!, [1, n]), `takes a number a column, got ${text(inputs)}`);
    return inputs[0]!;
  },
  trace: (inputs) => {
    arity(inputs, 1);
    square(inputs[0]);
    return [];
  },
  scaledIdentity: (inputs, { size }) => {
    arity(inputs, 1);
    expect(inputs[0]!.length === 0, `takes a scalar, got ${text(inputs)}`);
    return [size, size];
  },
  sqrtm: (inputs) => {
    arity(inputs, 1);
    return square(inputs[0]);
  },
  lyapunov: (inputs) => {
    arity(inputs, 2);
    expect(same(inputs[0]!, inputs[1]!), `takes equal shapes, got ${text(inputs)}`);
    return square(inputs[0]);
  },
  conv3x3: (inputs, { padding = 1 }) => {
    arity(inputs, 2, 3);
    const [c, h, w] = picture(inputs[0]);
    const kernel = inputs[1]!;
    expect(
      kernel.length === 4 && kernel[2] === 3 && kernel[3] === 3,
      `takes a 3x3 kernel, got ${text([kernel])}`,
    );
    expect(kernel[1] === c, `takes a kernel for ${c} channels, got ${text([kernel])}`);
    const bias = inputs[2];
    expect(!bias || same(bias, [kernel[0]!]), `takes one bias a channel, got ${text([bias ?? []])}`);
    const grown = 2 * padding - 2;
    expect(h + grown > 0 && w + grown > 0, `takes at least 3x3 positions, got ${text(inputs)}`);
    return [1, kernel[0]!, h + grown, w + grown];
  },
  flipKernel: (inputs) => {
    arity(inputs, 1);
    const [o, i, h, w] = inputs[0]!;
    expect(inputs[0]!.length === 4 && h === 3 && w === 3, `takes a 3x3 kernel, got ${text(inputs)}`);
    return [i!, o!, 3, 3];
  },
  winogradKernel: (inputs) => {
    arity(inputs, 1);
    const [o, i, h, w] = inputs[0]!;
    expect(inputs[0]!.length === 4 && h === 3 && w === 3, `takes a 3x3 kernel, got ${text(inputs)}`);
    return [products, o!, i!];
  },
  winograd3x3: (inputs, { flipped }) => {
    arity(inputs, 2, 3);
    const [c, h, w] = picture(inputs[0]);
    const factors = inputs[1]!;
    const [from, to] = flipped ? [factors[1], factors[2]!] : [factors[2], factors[1]!];
    const fits = factors.length === 3 && factors[0] === products && from === c;
    expect(fits, `takes factors for ${c} channels, got ${text([factors])}`);
    expect(!inputs[2] || same(inputs[2], [to]), `takes one bias a channel, got ${text([inputs[2] ?? []])}`);
    return [1, to, h, w];
  },
  maxPool: halved,
  averagePool: halved,
  maxUnpool: (inputs) => {
    arity(inputs, 2);
    const [c, h, w] = picture(inputs[0]);
    const [d, y, x] = picture(inputs[1]);
    expect(c === d && h === y >> 1 && w === x >> 1, `takes a gradient of half the size, got ${text(inputs)}`);
    return inputs[1]!;
  },
  upsample: (inputs, { height, width }) => {
    arity(inputs, 1);
    const [c, h, w] = picture(inputs[0]);
    expect(
      height >> 1 === h && width >> 1 === w,
      `reaches ${2 * h} x ${2 * w} or one more, not ${height} x ${width}`,
    );
    return [1, c, height, width];
  },
  slice: (inputs, { axis, start, end }) => {
    arity(inputs, 1);
    const shape = inputs[0]!;
    expect(axis >= 0 && axis < shape.length, `has no axis ${axis}`);
    expect(start >= 0 && start < end && end <= shape[axis]!, `takes 0 <= start < end <= ${shape[axis]}`);
    return shape.with(axis, end - start);
  },
  repeatBorder: (inputs) => {
    arity(inputs, 1);
    const [c, h, w] = picture(inputs[0]);
    return [1, c, h + 2, w + 2];
  },
  pad: (inputs, { axis, before, after }) => {
    arity(inputs, 1);
    const shape = inputs[0]!;
    expect(axis >= 0 && axis < shape.length, `has no axis ${axis}`);
    expect(before >= 0 && after >= 0, 'takes widths of 0 or more');
    return shape.with(axis, shape[axis]! + before + after);
  },
};
