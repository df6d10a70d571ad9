/**
 * VGG19's sixteen 3x3 convolutions (Simonyan & Zisserman 2014, configuration E): stride 1, one pixel of zero padding,
 * each followed by a ReLU; a 2x2 pooling with stride 2 stands before each block but the first.
 */

/** One row of the table. */
export interface Convolution {
  /** `convB_I`: block B, number I in it, both from 1. */
  readonly name: string;
  readonly block: number;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Position of the convolution in torchvision's `vgg19().features`; its ReLU is the next one. */
  readonly torchvisionIndex: number;
  /** Whether a pooling halves the picture (rounding down) just before this convolution. */
  readonly pooledBefore: boolean;
}

/** All sixteen, in the order the picture meets them. */
export const convolutions = [
  { name: 'conv1_1', block: 1, inChannels: 3, outChannels: 64, torchvisionIndex: 0, pooledBefore: false },
  { name: 'conv1_2', block: 1, inChannels: 64, outChannels: 64, torchvisionIndex: 2, pooledBefore: false },
  { name: 'conv2_1', block: 2, inChannels: 64, outChannels: 128, torchvisionIndex: 5, pooledBefore: true },
  { name: 'conv2_2', block: 2, inChannels: 128, outChannels: 128, torchvisionIndex: 7, pooledBefore: false },
  { name: 'conv3_1', block: 3, inChannels: 128, outChannels: 256, torchvisionIndex: 10, pooledBefore: true },
  { name: 'conv3_2', block: 3, inChannels: 256, outChannels: 256, torchvisionIndex: 12, pooledBefore: false },
  { name: 'conv3_3', block: 3, inChannels: 256, outChannels: 256, torchvisionIndex: 14, pooledBefore: false },
  { name: 'conv3_4', block: 3, inChannels: 256, outChannels: 256, torchvisionIndex: 16, pooledBefore: false },
  { name: 'conv4_1', block: 4, inChannels: 256, outChannels: 512, torchvisionIndex: 19, pooledBefore: true },
  { name: 'conv4_2', block: 4, inChannels: 512, outChannels: 512, torchvisionIndex: 21, pooledBefore: false },
  { name: 'conv4_3', block: 4, inChannels: 512, outChannels: 512, torchvisionIndex: 23, pooledBefore: false },
  { name: 'conv4_4', block: 4, inChannels: 512, outChannels: 512, torchvisionIndex: 25, pooledBefore: false },
  { name: 'conv5_1', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 28, pooledBefore: true },
  { name: 'conv5_2', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 30, pooledBefore: false },
  { name: 'conv5_3', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 32, pooledBefore: false },
  { name: 'conv5_4', block: 5, inChannels: 512, outChannels: 512, torchvisionIndex: 34, pooledBefore: false },
] as const satisfies readonly Convolution[];

/** `conv1_1` .. `conv5_4`. */
export type LayerName = (typeof convolutions)[number]['name'];

/** A row of {@link convolutions}, with its name as a layer's. */
export type Layer = Convolution & { readonly name: LayerName };

/** The sixteen names, shallow to deep. */
export const layerNames: readonly LayerName[] = convolutions.map((row) => row.name);

/** The row of a layer. Throws RangeError for a name that is none of the sixteen. */
export function layerNamed(name: string): Layer {
  const row = convolutions.find((candidate) => candidate.name === name);
  if (row === undefined) throw new RangeError(`Expected one of ${layerNames.join(', ')}, got \`${name}\``);
  return row;
}

/** The rows from `conv1_1` up to and including `last`: what must be computed to see that layer. */
export function layersUpTo(last: LayerName): readonly Layer[] {
  return convolutions.slice(0, layerNames.indexOf(last) + 1);
}
