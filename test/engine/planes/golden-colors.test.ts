/** Colours moved from picture to picture against float64 linear algebra of PyTorch. */
import { describe, expect, it } from 'vitest';
import { matchColors } from '../../../src/engine/planes/colors.js';
import { keepColors } from '../../../src/engine/planes/keep-colors.js';
import type { Planes } from '../../../src/engine/planes/planes.js';
import { readFloats, readPlanes } from '../../golden/fixtures.js';

function expectClose({ data }: Planes, wanted: Float32Array): void {
  expect(data.length).toBe(wanted.length);
  expect(Math.max(...data.map((value, i) => Math.abs(value - wanted[i]!)))).toBeLessThan(1e-5);
}

describe('golden colours', () => {
  it('match those of the style by symmetric transport of mean and covariance', async () => {
    const [photo, style] = [await readPlanes('content.png'), await readPlanes('style.png')];
    const wanted = readFloats('colors-matched.f32');
    expectClose(matchColors(photo, style), wanted);
    // Else a map that does nothing would pass, too.
    expect(Math.max(...wanted.map((value, i) => Math.abs(value - photo.data[i]!)))).toBeGreaterThan(0.2);
  });

  it('keep the chroma of one picture in the light of another', async () => {
    const [photo, style] = [await readPlanes('content.png'), await readPlanes('style.png')];
    const within = (planes: Planes, scale: number): Planes => ({
      ...planes,
      data: planes.data.map((value) => 0.5 + scale * (value - 0.5)),
    });
    expectClose(keepColors(within(style, 0.5), within(photo, 0.25)), readFloats('colors-luminance.f32'));
  });
});
