import { describe, expect, it } from 'vitest';
import { keepColors } from '../../../src/engine/planes/keep-colors.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { createPlanes, type Planes } from '../../../src/engine/planes/planes.js';

const planes = (width: number, height: number, seed: number, low = 0, high = 1) =>
  createPlanes(width, height, createUniformNoise(3 * width * height, seed, low, high));
const at = ({ width, height, data }: Planes, i: number) =>
  [0, 1, 2].map((c) => data[c * width * height + i]!) as [number, number, number];
const light = ([r, g, b]: readonly [number, number, number]) => 0.299 * r + 0.587 * g + 0.114 * b;
const pixels = Array.from({ length: 12 * 9 }, (_, i) => i);

describe('keepColors', () => {
  const painting = planes(12, 9, 1);
  const photo = planes(12, 9, 2);
  const kept = keepColors(painting, photo);

  it('has the light of the painting, everywhere, and stays within 0..1', () => {
    for (const i of pixels) expect(light(at(kept, i))).toBeCloseTo(light(at(painting, i)), 5);
    expect(kept.data.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it("has the photo's chroma where it fits, and its hue everywhere", () => {
    let whole = 0;
    for (const i of pixels) {
      const [own, wanted] = [at(kept, i), at(photo, i)];
      const chroma = own.map((value) => value - light(own));
      const wish = wanted.map((value) => value - light(wanted));
      const largest = wish.reduce(
        (best, value, c) => (Math.abs(value) > Math.abs(wish[best]!) ? c : best),
        0,
      );
      const share = chroma[largest]! / wish[largest]!;
      expect(share).toBeGreaterThan(-1e-5);
      expect(share).toBeLessThan(1 + 1e-5);
      for (let c = 0; c < 3; c++) expect(chroma[c]!).toBeCloseTo(share * wish[c]!, 5);
      if (share > 1 - 1e-5) whole += 1;
    }
    expect(whole).toBeGreaterThan(10);
  });

  it('is the photo itself where the painting is the photo', () => {
    const same = keepColors(photo, photo).data;
    expect(Math.max(...same.map((value, i) => Math.abs(value - photo.data[i]!)))).toBeLessThan(1e-6);
  });

  it('makes a grey photo a grey painting, of a photo of any size', () => {
    const grey = createPlanes(5, 4, new Float32Array(3 * 20).fill(0.4));
    const result = keepColors(painting, grey);
    for (const i of pixels) {
      const [r, g, b] = at(result, i);
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(1e-5);
    }
  });
});
