import { describe, expect, it } from 'vitest';
import { createPixels } from '../../../src/engine/variable/pixels.js';

describe('pixels', () => {
  it('adds the coefficients to the base and passes gradients through', () => {
    const base = new Float32Array([0.25, 0.5, 0.75]);
    const variable = createPixels(base);
    expect(variable.length).toBe(3);
    expect([...variable.decode(new Float32Array([1, 0, -0.5]))]).toEqual([1.25, 0.5, 0.25]);
    expect([...variable.pullBack(new Float32Array([3, 2, 1]))]).toEqual([3, 2, 1]);
    expect([...base]).toEqual([0.25, 0.5, 0.75]);
  });

  it('refuses vectors of another length', () => {
    const variable = createPixels(new Float32Array(3));
    expect(() => variable.decode(new Float32Array(4))).toThrow(RangeError);
    expect(() => variable.pullBack(new Float32Array(2))).toThrow(RangeError);
  });
});
