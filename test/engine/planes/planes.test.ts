import { describe, expect, it } from 'vitest';
import { createPlanes, fromPixels, toPixels } from '../../../src/engine/planes/planes.js';

describe('planes', () => {
  it('turns interleaved bytes into planes of 0..1', () => {
    const planes = fromPixels({ width: 2, height: 1, data: new Uint8Array([0, 51, 102, 153, 204, 255]) });
    expect([...planes.data]).toEqual([0, 153, 51, 204, 102, 255].map((byte) => Math.fround(byte / 255)));
  });

  it('brings every byte back unchanged', () => {
    const data = Uint8Array.from({ length: 768 }, (_, i) => (i * 7) % 256);
    expect(toPixels(fromPixels({ width: 16, height: 16, data })).data).toEqual(data);
  });

  it('clamps and rounds, and turns NaN black', () => {
    const planes = createPlanes(2, 1, new Float32Array([-0.5, 1.5, 0.4 / 255, 0.6 / 255, Number.NaN, 1]));
    expect([...toPixels(planes).data]).toEqual([0, 0, 0, 255, 1, 255]);
  });

  it('refuses data of the wrong length and sides that are no positive integers', () => {
    expect(() => createPlanes(2, 2, new Float32Array(11))).toThrow(RangeError);
    expect(() => createPlanes(0, 2, new Float32Array(0))).toThrow(/`width`/);
    expect(() => fromPixels({ width: 2, height: 2, data: new Uint8Array(16) })).toThrow(RangeError);
  });
});
