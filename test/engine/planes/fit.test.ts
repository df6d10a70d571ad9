import { describe, expect, it } from 'vitest';
import { equalArea, fitLongSide } from '../../../src/engine/planes/fit.js';

describe('fitLongSide', () => {
  it('keeps the aspect and rounds the short side', () => {
    expect(fitLongSide(4000, 3000, 512)).toEqual({ width: 512, height: 384 });
    expect(fitLongSide(1000, 1501, 320)).toEqual({ width: 213, height: 320 });
    expect(fitLongSide(10, 5, 40)).toEqual({ width: 40, height: 20 });
  });

  it('never loses the short side of a thin picture', () => {
    expect(fitLongSide(5000, 3, 100)).toEqual({ width: 100, height: 1 });
  });

  it('snaps to multiples', () => {
    expect(fitLongSide(400, 300, 310, 16)).toEqual({ width: 304, height: 240 });
  });

  it('refuses a long side that is no number above 0', () => {
    expect(() => fitLongSide(4, 3, 0)).toThrow(/`longSide`/);
    expect(() => fitLongSide(4, 3, Number.NaN)).toThrow(RangeError);
  });
});

describe('equalArea', () => {
  it('matches the area at the same aspect', () => {
    expect(equalArea(800, 200, 320 * 240)).toEqual({ width: 554, height: 139 });
    expect(equalArea(640, 480, 320 * 240)).toEqual({ width: 320, height: 240 });
  });

  it('snaps to multiples', () => {
    expect(equalArea(800, 200, 320 * 240, 16)).toEqual({ width: 560, height: 144 });
  });
});
