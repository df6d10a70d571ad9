/** Per-channel scalings of a picture, and how one leads to another. */
import type { Space } from '../recipe/recipe.js';

/** x -> (x - mean) / std, for red, green, blue. */
interface Scaling {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** torchvision's numbers: https://docs.pytorch.org/vision/stable/models.html */
const imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;

/** What Caffe's VGG subtracts from bytes, as red, green, blue. */
const bytesMean = [123.68, 116.779, 103.939] as const;

/** scale x - m, divided by std where it is given. */
function caffe(scale: number, std: readonly number[] = [1 / 255, 1 / 255, 1 / 255]): Scaling {
  return { mean: bytesMean.map((m) => m / scale), std: std.map((s) => (255 * s) / scale) };
}

export const scalings = {
  unit: { mean: [0, 0, 0], std: [1, 1, 1] },
  half: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  imagenet,
  caffe: caffe(255),
  'caffe-256': caffe(256),
  vgg: caffe(255, imagenet.std),
  'vgg-256': caffe(256, imagenet.std),
} as const satisfies Readonly<Record<Space, Scaling>>;

/** scale and shift per channel such that scale v + shift is in space `to` when v is in space `from`. */
export function between(from: Space, to: Space): { readonly scale: number[]; readonly shift: number[] } {
  const a: Scaling = scalings[from];
  const b: Scaling = scalings[to];
  return {
    scale: a.std.map((std, c) => std / b.std[c]!),
    shift: a.mean.map((mean, c) => (mean - b.mean[c]!) / b.std[c]!),
  };
}

/** Planes (CHW, 3 channels) from one space to another; a new array. */
export function convert(planes: Float32Array, from: Space, to: Space): Float32Array {
  const { scale, shift } = between(from, to);
  const n = planes.length / 3;
  return planes.map((value, i) => {
    const c = Math.floor(i / n);
    return value * scale[c]! + shift[c]!;
  });
}
