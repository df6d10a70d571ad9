/**
 * From a manifest's row to VGG19's weights as float32. The file is checked as a whole (presence, length, SHA-256, names,
 * shapes, dtypes) before any of it is used; each layer is decoded when it is first asked for, so a job that ends at
 * conv5_1 never pays for conv5_2..conv5_4.
 */
import { createHash } from 'node:crypto';
import { StudioError } from '../../errors.js';
import type { ReadFile } from '../../manifest.js';
import { scalings } from '../objective/space.js';
import type { WeightsFamily } from '../recipe/recipe.js';
import type { NetworkEntry, Preprocessing, WeightFormat } from './models.js';
import { type Dtype, dtypes, parseSafetensors, readFloats, type Tensor } from './safetensors.js';
import { convolutions, type Layer, type LayerName } from './vgg19.js';

/** One convolution: output = weight * input + bias, cross-correlation, 3x3, padding 1. */
export interface LayerWeights {
  /** OIHW: outChannels x inChannels x 3 x 3. */
  readonly weight: Float32Array;
  /** outChannels numbers. */
  readonly bias: Float32Array;
  readonly outChannels: number;
  readonly inChannels: number;
}

export interface Network {
  readonly id: string;
  /** Of the weights' file. */
  readonly sha256: string;
  readonly preprocessing: Preprocessing;
  readonly family: WeightsFamily;
  /**
   * Factors per channel (red, green, blue): network input = t x inputScale, where t = (x - mean) / std is the image as
   * torchvision normalises it. Always red-green-blue: conv1_1 is reordered where the weights want it otherwise.
   */
  readonly inputScale: readonly [number, number, number];
  /** Decoded on first access and kept. */
  readonly layers: Readonly<Record<LayerName, LayerWeights>>;
}

/** torchvision's deviations of red, green, blue in 0..1. */
const [red, green, blue] = scalings.imagenet.std;

const inputs: Record<Preprocessing, { scale: Network['inputScale']; isReversed: boolean }> = {
  caffe: { scale: [255 * red, 255 * green, 255 * blue], isReversed: true },
  torchvision: { scale: [1, 1, 1], isReversed: false },
};

interface Part {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtypes: readonly Dtype[];
}

/** `read` gives a tensor's floats, having checked them. */
type Decode = (tensors: readonly Tensor[], read: (tensor: Tensor) => Float32Array) => Float32Array;

const floats = Object.entries(dtypes).flatMap(([name, { isFloat }]) => (isFloat ? [name as Dtype] : []));
const weightShape = ({ outChannels, inChannels }: Layer) => [outChannels, inChannels, 3, 3];

/** Per format: the tensors of a layer (the bias last), and how the first ones become the weight. */
const formats: Record<WeightFormat, { parts: (layer: Layer) => readonly Part[]; decode: Decode }> = {
  codebook: {
    parts: (layer) => [
      { name: `${layer.name}.weight.codes`, shape: weightShape(layer), dtypes: ['U8'] },
      { name: `${layer.name}.weight.codebook`, shape: [256], dtypes: ['F32'] },
      { name: `${layer.name}.bias`, shape: [layer.outChannels], dtypes: ['F32'] },
    ],
    decode: ([codes, codebook], read) => {
      const values = read(codebook!);
      const weight = new Float32Array(codes!.bytes.length);
      for (let i = 0; i < weight.length; i++) weight[i] = values[codes!.bytes[i]!]!;
      return weight;
    },
  },
  plain: {
    parts: (layer) => [
      { name: `features.${layer.torchvisionIndex}.weight`, shape: weightShape(layer), dtypes: floats },
      { name: `features.${layer.torchvisionIndex}.bias`, shape: [layer.outChannels], dtypes: floats },
    ],
    decode: ([weight], read) => read(weight!),
  },
};

/**
 * Reads and checks a network's file.
 * @throws StudioError 'weights-broken': what is wrong with the file and how to mend it.
 */
export async function loadNetwork(entry: NetworkEntry, readFile: ReadFile): Promise<Network> {
  const refuse = (detail: string, cause?: unknown): never => {
    throw new StudioError('weights-broken', { path: entry.path, detail }, { cause });
  };
  const remedy = entry.isShipped
    ? `bring it back with \`git checkout -- models/${entry.file}\``
    : 'put the right file back, or mend its row of models/manifest.local.json';
  const file = await readFile(entry.path).catch((cause: NodeJS.ErrnoException) =>
    refuse(
      `${cause.code === 'ENOENT' ? 'it is not there' : `it cannot be read (${cause.message})`}; ${remedy}`,
      cause,
    ),
  );
  const fault = findFileFault(file, entry);
  if (fault !== null) refuse(`${fault}; ${remedy}`);
  const tensors = parseSafetensors(file, entry.path);
  const { parts, decode } = formats[entry.format];
  const { scale, isReversed } = inputs[entry.preprocessing];
  const layers = {} as Record<LayerName, LayerWeights>;
  for (const layer of convolutions) {
    const found = parts(layer).map((part) => findPart(part, tensors, refuse));
    defineOnce(layers, layer.name, () => {
      const read = (tensor: Tensor) => {
        const values = readFloats(tensor);
        return hasOnlyFinite(values) ? values : refuse(`${layer.name} holds numbers that are not finite`);
      };
      const weight = decode(found, read);
      const bias = read(found.at(-1)!);
      if (layer.name === 'conv1_1' && isReversed) reverseInputChannels(weight, layer.inChannels);
      return { weight, bias, outChannels: layer.outChannels, inChannels: layer.inChannels };
    });
  }
  const { id, sha256, preprocessing, family } = entry;
  return { id, sha256, preprocessing, family, inputScale: scale, layers };
}

function findFileFault(file: Uint8Array, entry: NetworkEntry): string | null {
  if (new TextDecoder().decode(file.subarray(0, 40)).startsWith('version https://git-lfs')) {
    return 'it is a Git LFS pointer, not the weights themselves (`git lfs pull` fetches them)';
  }
  if (file.length < entry.bytes) return `it is cut off: ${file.length} of ${entry.bytes} bytes`;
  if (file.length > entry.bytes) return `it is ${file.length} bytes long, the manifest says ${entry.bytes}`;
  const hash = createHash('sha256').update(file).digest('hex');
  return hash === entry.sha256 ? null : `its sha256 is ${hash}, the manifest says ${entry.sha256}`;
}

function findPart(
  part: Part,
  tensors: ReadonlyMap<string, Tensor>,
  refuse: (detail: string) => never,
): Tensor {
  const tensor = tensors.get(part.name) ?? refuse(`tensor \`${part.name}\` is missing`);
  if (tensor.shape.join() !== part.shape.join()) {
    refuse(`tensor \`${part.name}\` is [${tensor.shape}], VGG19 has [${part.shape}]`);
  }
  if (!part.dtypes.includes(tensor.dtype)) {
    refuse(`tensor \`${part.name}\` is ${tensor.dtype}, expected ${part.dtypes.join(' or ')}`);
  }
  return tensor;
}

function hasOnlyFinite(values: Float32Array): boolean {
  let sum = 0;
  // Why: 0 times a number that is not finite is NaN, and one multiply-add is cheaper than a test per weight.
  for (let i = 0; i < values.length; i++) sum += 0 * values[i]!;
  return sum === 0;
}

/** Makes a property that is computed when it is first read and a plain value from then on. */
function defineOnce<Key extends string, Value>(
  target: Record<Key, Value>,
  key: Key,
  make: () => Value,
): void {
  const get = () => {
    const value = make();
    Object.defineProperty(target, key, { value, enumerable: true });
    return value;
  };
  Object.defineProperty(target, key, { get, enumerable: true, configurable: true });
}

/** Reverses the order of the input channels of an OIHW weight, in place. */
function reverseInputChannels(weight: Float32Array, inChannels: number): void {
  const filter = 9;
  for (let start = 0; start < weight.length; start += inChannels * filter) {
    const reversed = Array.from({ length: inChannels }, (_, i) => {
      const from = start + (inChannels - 1 - i) * filter;
      return weight.slice(from, from + filter);
    });
    for (const [i, taps] of reversed.entries()) weight.set(taps, start + i * filter);
  }
}
