/**
 * Colours moved from one picture to another: the linear map that takes one mean and covariance to another with the least
 * change of colours (optimal transport between Gaussians; Pitie & Kokaram 2007, "The linear Monge-Kantorovitch linear
 * colour mapping for example-based colour transfer").
 */
import type { Planes } from './planes.js';
import { type Matrix3, mapSymmetric3, multiply3 } from './symmetric.js';

/** First and second moments of a picture's colours, channels red, green, blue, values 0..1. */
export interface ColorStats {
  /** Three numbers. */
  readonly mean: readonly number[];
  /** 3 x 3, divided by the number of pixels. */
  readonly covariance: Matrix3;
}

/** Added to both covariances' diagonals, so that a grey or flat picture stays invertible: (0.3 % of the range)^2. */
const epsilon = 1e-5;

/** Mean and covariance of a picture's colours. */
export function measureColors({ width, height, data }: Planes): ColorStats {
  const area = width * height;
  const mean = [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let i = channel * area; i < (channel + 1) * area; i++) sum += data[i]!;
    return sum / area;
  });
  const [mr, mg, mb] = mean as [number, number, number];
  let [rr, rg, rb, gg, gb, bb] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < area; i++) {
    const r = data[i]! - mr;
    const g = data[area + i]! - mg;
    const b = data[2 * area + i]! - mb;
    rr += r * r;
    rg += r * g;
    rb += r * b;
    gg += g * g;
    gb += g * b;
    bb += b * b;
  }
  return { mean, covariance: [rr, rg, rb, rg, gg, gb, rb, gb, bb].map((sum) => sum / area) };
}

export interface WeightedColors {
  readonly stats: ColorStats;
  /** Above 0; normalised over all. */
  readonly weight: number;
}

/**
 * Statistics of several pictures as if their pixels lay in one heap, each with its weight: the colours' own counterpart
 * of averaging Gram matrices.
 * @throws {RangeError} without a picture or with a total weight of 0.
 */
export function mixColors(parts: readonly WeightedColors[]): ColorStats {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('Expected at least one picture with a weight above 0');
  const mean = [0, 0, 0];
  const moment = Array.from({ length: 9 }, () => 0);
  for (const { stats, weight } of parts) {
    for (let i = 0; i < 3; i++) mean[i]! += (weight / total) * stats.mean[i]!;
    for (let i = 0; i < 9; i++) {
      const product = stats.mean[Math.trunc(i / 3)]! * stats.mean[i % 3]!;
      moment[i]! += (weight / total) * (stats.covariance[i]! + product);
    }
  }
  return { mean, covariance: moment.map((m, i) => m - mean[Math.trunc(i / 3)]! * mean[i % 3]!) };
}

/** T = Qc^-1 (Qc S Qc)^(1/2) Qc^-1 with Qc = C^(1/2): the symmetric T with T C T = S. */
function transport(content: Matrix3, style: Matrix3): number[] {
  const c = content.map((value, i) => (i % 4 === 0 ? value + epsilon : value));
  const s = style.map((value, i) => (i % 4 === 0 ? value + epsilon : value));
  // Rounding may leave an eigenvalue of a flat picture a hair under 0.
  const root = mapSymmetric3(c, (value) => Math.sqrt(Math.max(value, epsilon)));
  const inverse = mapSymmetric3(c, (value) => 1 / Math.sqrt(Math.max(value, epsilon)));
  const middle = mapSymmetric3(multiply3(multiply3(root, s), root), (value) => Math.sqrt(Math.max(value, 0)));
  return multiply3(multiply3(inverse, middle), inverse);
}

/**
 * The content with the style's mean and covariance of colours. Not clamped: values may leave 0..1.
 * @param style A picture, or statistics (of several: `mixColors`).
 */
export function matchColors(content: Planes, style: Planes | ColorStats): Planes {
  const from = measureColors(content);
  const to = 'mean' in style ? style : measureColors(style);
  const t = transport(from.covariance, to.covariance);
  const shift = [0, 3, 6].map(
    (row, i) =>
      to.mean[i]! - (t[row]! * from.mean[0]! + t[row + 1]! * from.mean[1]! + t[row + 2]! * from.mean[2]!),
  );
  const { width, height, data } = content;
  const area = width * height;
  const matched = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    const [a, b, c, d] = [t[3 * channel]!, t[3 * channel + 1]!, t[3 * channel + 2]!, shift[channel]!];
    const base = channel * area;
    for (let i = 0; i < area; i++) {
      matched[base + i] = a * data[i]! + b * data[area + i]! + c * data[2 * area + i]! + d;
    }
  }
  return { width, height, data: matched };
}
