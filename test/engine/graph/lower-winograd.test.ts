/** Minimal filtering against the plain convolution: exact in double precision, within rounding on the runtime. */
import { describe, expect, it } from 'vitest';
import { input, make, parameter, relu, sumSquares } from '../../../src/engine/graph/build.js';
import { differentiate } from '../../../src/engine/graph/differentiate.js';
import { evaluate } from '../../../src/engine/graph/evaluate.js';
import { cpuPolicy, lowerWinograd, type WinogradPolicy } from '../../../src/engine/graph/lower-winograd.js';
import { type Graph, sizeOf, sortNodes } from '../../../src/engine/graph/ops.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';

const everything: WinogradPolicy = [{ leastPairs: 1, leastPositions: 1 }];

/** A repeatable stream of numbers in -1..1. */
function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** relu(conv(x)) and the gradient of its squared length, both through convolutions. */
function buildLayer(c: number, o: number, h: number, w: number): Graph {
  const x = input('x', [1, c, h, w]);
  const y = relu(make('conv3x3', {}, x, parameter('kernel', [o, c, 3, 3]), parameter('bias', [o])));
  return { outputs: { y, gradient: differentiate(sumSquares(y), x) } };
}

/** Inputs as after a ReLU, kernels as after He's initialisation. */
function fill(c: number, o: number, h: number, w: number) {
  const noise = createNoise(c * 31 + h);
  const draw = (count: number, value: () => number) => Float32Array.from({ length: count }, value);
  return {
    x: draw(c * h * w, () => Math.max(noise(), 0)),
    kernel: draw(o * c * 9, () => noise() * Math.sqrt(2 / (9 * c))),
    bias: draw(o, () => noise() / 10),
  };
}

function relativeError(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let error = 0;
  let length = 0;
  for (let i = 0; i < wanted.length; i++) {
    error += (got[i]! - wanted[i]!) ** 2;
    length += wanted[i]! ** 2;
  }
  return Math.sqrt(error / length);
}

const countOps = (graph: Graph, op: string): number =>
  sortNodes(Object.values(graph.outputs)).filter((node) => node.op === op).length;

describe('lowerWinograd', () => {
  it.each([
    [2, 3, 4, 8],
    [3, 2, 7, 5],
    [3, 5, 1, 2],
    [2, 2, 9, 3],
    [3, 4, 6, 10],
  ])('keeps values and gradients exact: %i to %i channels, %i x %i', (c, o, h, w) => {
    const graph = buildLayer(c, o, h, w);
    const lowered = lowerWinograd(graph, everything);
    expect(countOps(lowered, 'conv3x3')).toBe(0);
    expect(countOps(lowered, 'winograd3x3')).toBe(2);
    const feeds = fill(c, o, h, w);
    const wanted = evaluate(graph, feeds);
    const got = evaluate(lowered, feeds);
    for (const name of ['y', 'gradient']) {
      expect(relativeError(got[name]!, wanted[name]!), name).toBeLessThan(1e-13);
    }
  });

  it.each([
    [16, 24, 16, 12],
    [32, 16, 13, 11],
    [128, 128, 9, 14],
    [256, 256, 5, 7],
    [512, 512, 4, 6],
  ])('stays within rounding on the runtime: %i to %i channels, %i x %i', async (c, o, h, w) => {
    const graph = buildLayer(c, o, h, w);
    const { x, ...parameters } = fill(c, o, h, w);
    const backend = createOnnxBackend({
      device: 'cpu',
      threads: 1,
      parameters: (name) => parameters[name as keyof typeof parameters],
    });
    const program = await backend.compile(lowerWinograd(graph, everything));
    const got = await program.run({ x: { data: x, shape: [1, c, h, w] } });
    await program.release();
    const wanted = evaluate(graph, { x, ...parameters });
    expect(relativeError(got.y!, wanted.y!)).toBeLessThan(2e-6);
    expect(relativeError(got.gradient!, wanted.gradient!)).toBeLessThan(4e-6);
  });

  it('lowers what the policy names and nothing else', () => {
    const [small, large] = [buildLayer(64, 64, 64, 64), buildLayer(256, 256, 64, 64)];
    expect(lowerWinograd(small, cpuPolicy).outputs).toEqual(small.outputs);
    expect(countOps(lowerWinograd(large, cpuPolicy), 'winograd3x3')).toBe(2);
    expect(sizeOf(lowerWinograd(large, cpuPolicy).outputs.y!.shape)).toBe(256 * 64 * 64);
    expect(countOps(lowerWinograd(large, []), 'conv3x3')).toBe(2);
  });
});
