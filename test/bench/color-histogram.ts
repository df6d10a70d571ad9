/**
 * How alike the colours of two pictures are, whatever their light: RGB-uv histograms and their Hellinger distance (Afifi,
 * Brubaker, Brown 2021, "HistoGAN", arXiv:2011.11731, section 3.1).
 */
import type { Pixels } from '../../src/image/pixels.js';

/** Bins of log-chroma along each axis, from -range to range, and how wide a pixel's share falls off. */
const bins = 64;
const range = 3;
const falloff = 0.02;
/** Looked at, at most: every so many pixels is one. */
const maxPixels = 150 * 150;
const floor = 1e-6;

const centres = Float64Array.from({ length: bins }, (_, i) => -range + (2 * range * i) / (bins - 1));

/** Three planes of u and v, of the logarithms of each channel over both others; each pixel counts as much as it is bright. Sums to 1. */
export function colorHistogram({ data }: Pick<Pixels, 'data'>): Float64Array {
  const histogram = new Float64Array(3 * bins * bins);
  const pixels = data.length / 3;
  const stride = Math.max(1, Math.floor(pixels / maxPixels));
  for (let i = 0; i < pixels; i += stride) {
    const rgb = [0, 1, 2].map((c) => data[3 * i + c]! / 255);
    const light = Math.hypot(...rgb);
    const logs = rgb.map((value) => Math.log(value + floor));
    for (let c = 0; c < 3; c++) {
      const [u, v] = [(c + 1) % 3, (c + 2) % 3].map((other) => sharesAt(logs[c]! - logs[other]!));
      addProduct(histogram.subarray(c * bins * bins, (c + 1) * bins * bins), u!, v!, light);
    }
  }
  const sum = histogram.reduce((total, value) => total + value, 0);
  return histogram.map((value) => value / sum);
}

/** How much of a value falls into each bin: an inverse quadratic. */
const sharesAt = (value: number): Float64Array =>
  centres.map((centre) => 1 / (1 + ((value - centre) / falloff) ** 2));

function addProduct(plane: Float64Array, u: Float64Array, v: Float64Array, weight: number): void {
  for (let y = 0; y < bins; y++) {
    const share = weight * u[y]!;
    for (let x = 0; x < bins; x++) plane[y * bins + x]! += share * v[x]!;
  }
}

/** 0 the same, 1 nothing in common. */
export function hellinger(a: Float64Array, b: Float64Array): number {
  const squares = a.reduce((sum, value, i) => sum + (Math.sqrt(value) - Math.sqrt(b[i]!)) ** 2, 0);
  return Math.sqrt(squares / 2);
}
