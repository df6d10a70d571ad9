/** Replaces 3x3 convolutions by minimal filtering where that was measured to be faster. After differentiation. */
import { make } from './build.js';
import type { Graph, Node } from './ops.js';
import { rewrite } from './rewrite.js';

/** A convolution as the policy sees it. */
export interface ConvolutionSize {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly height: number;
  readonly width: number;
}

/** Which convolutions to lower. */
export interface WinogradRule {
  /** Least product of channels in and out: the arithmetic saved grows with it, the transforms only with their sum. */
  readonly leastPairs: number;
  /** Least height times width: with fewer positions, reading four times larger weights costs what is saved. */
  readonly leastPositions: number;
}

/** Lowered when any rule holds; none = leave the graph as it is. */
export type WinogradPolicy = readonly WinogradRule[];

/**
 * What pays on onnxruntime's CPU provider (2 cores): of VGG19, conv3_1 (128 to 256 channels) and deeper. Time against
 * the direct convolution: 64 channels 1.1, 128 about .8 (but most of the memory), 256 about .55, 512 about .5.
 */
export const cpuPolicy: WinogradPolicy = [{ leastPairs: 128 * 256, leastPositions: 1024 }];

const isLowered = (
  policy: WinogradPolicy,
  { inChannels, outChannels, height, width }: ConvolutionSize,
): boolean =>
  policy.some(
    ({ leastPairs, leastPositions }) =>
      inChannels * outChannels >= leastPairs && height * width >= leastPositions,
  );

/**
 * The same graph with the convolutions that `policy` names as `winograd3x3`. Results differ by rounding only.
 * Kernels must be parameters, plain or behind `flipKernel`; other convolutions stay.
 */
export function lowerWinograd(graph: Graph, policy: WinogradPolicy): Graph {
  const factors = new Map<Node, Node>();

  const factorsOf = (kernel: Node): Node => {
    const known = factors.get(kernel) ?? make('winogradKernel', {}, kernel);
    factors.set(kernel, known);
    return known;
  };

  return rewrite(graph, (node, [x, kernel, bias]) => {
    if (node.op !== 'conv3x3' || (node.attributes.padding ?? 1) !== 1) return null;
    const [, inChannels = 0, height = 0, width = 0] = x!.shape;
    const flipped = kernel!.op === 'flipKernel';
    const source = flipped ? kernel.inputs[0]! : kernel!;
    if (source.op !== 'parameter') return null;
    if (!isLowered(policy, { inChannels, outChannels: node.shape[1]!, height, width })) return null;
    return make('winograd3x3', { flipped }, x!, factorsOf(source), ...(bias ? [bias] : []));
  });
}
