/**
 * The oracle: every operation in plain TypeScript and double precision, written for reading, not for speed.
 * The backends are tested against it.
 */
import {
  type Graph,
  type Node,
  type OpAttributes,
  type OpName,
  type Shape,
  sizeOf,
  sortNodes,
} from './ops.js';
import { plainMatrices } from './plain-matrices.js';
import { solveLyapunov, squareRoot } from './roots.js';
import { convolveTiles, transformKernel } from './winograd.js';

/** A tensor's elements in row-major order. */
export type Values = Float64Array;

/** Values of inputs and parameters by name. */
export type Feeds = Readonly<Record<string, ArrayLike<number>>>;

interface Operand {
  readonly values: Values;
  readonly shape: Shape;
}

type Evaluator<Op extends OpName> = (
  inputs: readonly Operand[],
  attributes: OpAttributes[Op],
  shape: Shape,
  feeds: Feeds,
) => Values;

const generate = (shape: Shape, value: (index: number) => number): Values =>
  Float64Array.from({ length: sizeOf(shape) }, (_, i) => value(i));

/** b's element beside a's element i: the same one, or the only one. */
const beside = (b: Operand, i: number): number => b.values[b.shape.length === 0 ? 0 : i]!;

const fed = (
  _: readonly Operand[],
  { name }: { readonly name: string },
  shape: Shape,
  feeds: Feeds,
): Values => {
  const values = feeds[name];
  if (values?.length !== sizeOf(shape)) {
    throw new RangeError(
      `Expected \`${name}\` to have ${sizeOf(shape)} elements, got ${values?.length ?? 'none'}`,
    );
  }
  return Float64Array.from(values);
};

/** Calls `each` for every output element of a 2x2 stride 2 window: channel offset handled, odd edges dropped. */
function windows(x: Operand, each: (output: number, corners: readonly number[]) => void): void {
  const [, c = 0, h = 0, w = 0] = x.shape;
  let output = 0;
  for (let k = 0; k < c; k++) {
    for (let i = 0; i + 1 < h; i += 2) {
      for (let j = 0; j + 1 < w; j += 2) {
        const corner = (k * h + i) * w + j;
        each(output++, [corner, corner + 1, corner + w, corner + w + 1]);
      }
    }
  }
}

/** Splits a shape around an axis: outer count, size along it, inner count. */
function around(shape: Shape, axis: number): readonly [number, number, number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis]!, sizeOf(shape.slice(axis + 1))];
}

const evaluators: { readonly [Op in OpName]: Evaluator<Op> } = {
  input: fed,
  parameter: fed,
  constant: (_, { value }) => Float64Array.of(value),
  add: ([a, b], _, shape) => generate(shape, (i) => a!.values[i]! + beside(b!, i)),
  subtract: ([a, b], _, shape) => generate(shape, (i) => a!.values[i]! - beside(b!, i)),
  multiply: ([a, b], _, shape) => generate(shape, (i) => a!.values[i]! * beside(b!, i)),
  affine: ([x], { scale, shift }, shape) => {
    const n = shape[2]! * shape[3]!;
    return generate(shape, (i) => scale[Math.floor(i / n)]! * x!.values[i]! + shift[Math.floor(i / n)]!);
  },
  relu: ([x], _, shape) => generate(shape, (i) => Math.max(x!.values[i]!, 0)),
  gate: ([g, y], _, shape) => generate(shape, (i) => (y!.values[i]! > 0 ? g!.values[i]! : 0)),
  sign: ([x], _, shape) => generate(shape, (i) => Math.sign(x!.values[i]!)),
  sumSquares: ([x]) => Float64Array.of(x!.values.reduce((sum, v) => sum + v * v, 0)),
  sumAbs: ([x]) => Float64Array.of(x!.values.reduce((sum, v) => sum + Math.abs(v), 0)),
  flatten: ([x]) => x!.values,
  unflatten: ([x]) => x!.values,
  matmul: ([a, b], _, shape) => {
    const k = a!.shape[1]!;
    const n = shape[1]!;
    return generate(shape, (i) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += a!.values[Math.floor(i / n) * k + j]! * b!.values[j * n + (i % n)]!;
      return sum;
    });
  },
  gram: ([f], _, shape) => {
    const [c = 0, n = 0] = f!.shape;
    return generate(shape, (i) => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += f!.values[Math.floor(i / c) * n + j]! * f!.values[(i % c) * n + j]!;
      return sum;
    });
  },
  transpose: ([x], _, shape) => {
    const [m = 0, n = 0] = shape;
    return generate(shape, (i) => x!.values[(i % n) * m + Math.floor(i / n)]!);
  },
  power: ([x], { exponent }, shape) => generate(shape, (i) => x!.values[i]! ** exponent),
  rowMean: ([x], _, shape) => {
    const n = x!.shape[1]!;
    return generate(shape, (i) => x!.values.subarray(i * n, (i + 1) * n).reduce((sum, v) => sum + v / n, 0));
  },
  subtractColumn: ([a, b], _, shape) =>
    generate(shape, (i) => a!.values[i]! - b!.values[Math.floor(i / shape[1]!)]!),
  repeatColumns: ([x], { count }, shape) => generate(shape, (i) => x!.values[Math.floor(i / count)]!),
  scaleColumns: ([f, t], _, shape) => generate(shape, (i) => f!.values[i]! * t!.values[i % shape[1]!]!),
  trace: ([x]) => {
    const c = x!.shape[0]!;
    return Float64Array.of(x!.values.reduce((sum, v, i) => (i % (c + 1) === 0 ? sum + v : sum), 0));
  },
  scaledIdentity: ([x], { size }) => plainMatrices(size).identity(x!.values[0]!),
  sqrtm: ([x], { iterations }, [size = 0]) => squareRoot(plainMatrices(size), x!.values, iterations),
  lyapunov: ([root, q], { iterations }, [size = 0]) =>
    solveLyapunov(plainMatrices(size), root!.values, q!.values, iterations),
  conv3x3: ([x, kernel, bias], { padding = 1 }, shape) => {
    const [, o = 0, h = 0, w = 0] = shape;
    const [, c = 0, from = 0, across = 0] = x!.shape;
    const y = new Float64Array(o * h * w);
    for (let k = 0; k < o; k++) {
      y.fill(bias ? bias.values[k]! : 0, k * h * w, (k + 1) * h * w);
      for (let l = 0; l < c; l++) {
        for (let tap = 0; tap < 9; tap++) {
          const down = Math.floor(tap / 3) - padding;
          const right = (tap % 3) - padding;
          const weight = kernel!.values[(k * c + l) * 9 + tap]!;
          for (let i = Math.max(0, -down); i < Math.min(h, from - down); i++) {
            for (let j = Math.max(0, -right); j < Math.min(w, across - right); j++) {
              y[(k * h + i) * w + j]! += weight * x!.values[(l * from + i + down) * across + j + right]!;
            }
          }
        }
      }
    }
    return y;
  },
  flipKernel: ([kernel], _, shape) => {
    const [i = 0, o = 0] = shape;
    return generate(shape, (index) => {
      const tap = index % 9;
      const outer = Math.floor(index / 9);
      return kernel!.values[((outer % o) * i + Math.floor(outer / o)) * 9 + 8 - tap]!;
    });
  },
  winogradKernel: ([kernel]) => transformKernel(kernel!.values, sizeOf(kernel!.shape) / 9),
  winograd3x3: ([x, factors, bias], { flipped }) => {
    const [, c = 0, h = 0, w = 0] = x!.shape;
    return convolveTiles(x!.values, [c, h, w], { ...factors!, flipped }, bias?.values);
  },
  maxPool: ([x], _, shape) => {
    const y = generate(shape, () => 0);
    windows(x!, (output, corners) => {
      y[output] = Math.max(...corners.map((corner) => x!.values[corner]!));
    });
    return y;
  },
  averagePool: ([x], _, shape) => {
    const y = generate(shape, () => 0);
    windows(x!, (output, corners) => {
      y[output] = corners.reduce((sum, corner) => sum + x!.values[corner]! / 4, 0);
    });
    return y;
  },
  maxUnpool: ([g, x], _, shape) => {
    const y = generate(shape, () => 0);
    windows(x!, (output, corners) => {
      const first = corners.reduce((best, corner) => (x!.values[corner]! > x!.values[best]! ? corner : best));
      y[first] = g!.values[output]!;
    });
    return y;
  },
  upsample: ([x], _, shape) => {
    const y = generate(shape, () => 0);
    windows({ values: y, shape }, (output, corners) => {
      for (const corner of corners) y[corner] = x!.values[output]!;
    });
    return y;
  },
  slice: ([x], { axis, start }, shape) => {
    const [, from, inner] = around(x!.shape, axis);
    const [, to] = around(shape, axis);
    return generate(shape, (i) => {
      const outer = Math.floor(i / (to * inner));
      return x!.values[(outer * from + start) * inner + (i % (to * inner))]!;
    });
  },
  repeatBorder: ([x], _, shape) => {
    const [, , h = 0, w = 0] = x!.shape;
    const inside = (at: number, size: number): number => Math.min(Math.max(at - 1, 0), size - 1);
    return generate(shape, (i) => {
      const row = Math.floor(i / (w + 2));
      const [k, y] = [Math.floor(row / (h + 2)), inside(row % (h + 2), h)];
      return x!.values[(k * h + y) * w + inside(i % (w + 2), w)]!;
    });
  },
  pad: ([x], { axis, before }, shape) => {
    const [outer, from, inner] = around(x!.shape, axis);
    const [, to] = around(shape, axis);
    const y = generate(shape, () => 0);
    for (let i = 0; i < outer; i++) {
      y.set(x!.values.subarray(i * from * inner, (i + 1) * from * inner), (i * to + before) * inner);
    }
    return y;
  },
};

/**
 * Evaluates all outputs of a graph.
 * @param feeds values of every input and parameter by name, in row-major order.
 * @throws RangeError when one is missing or has the wrong number of elements.
 */
export function evaluate(graph: Graph, feeds: Feeds): Record<string, Values> {
  const known = new Map<Node, Values>();
  for (const node of sortNodes(Object.values(graph.outputs))) {
    const operands = node.inputs.map((input) => ({ values: known.get(input)!, shape: input.shape }));
    const evaluator = evaluators[node.op] as Evaluator<OpName>;
    known.set(node, evaluator(operands, node.attributes, node.shape, feeds));
  }
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, known.get(node)!]));
}
