import { describe, expect, it } from 'vitest';
import { splitAlpha } from '../../src/image/alpha.js';

describe('splitAlpha', () => {
  it('keeps colours as stored and fills holes with the weighted mean of what is visible', async () => {
    const rgba = Uint8Array.of(10, 20, 30, 255, 100, 110, 120, 51, 255, 0, 255, 0, 70, 80, 90, 1);
    const { data, alpha } = await splitAlpha(rgba, 2, 2);
    expect([...alpha!]).toEqual([255, 51, 0, 1]);
    // (10 * 255 + 100 * 51 + 70) / 307 = 25.1, and 10 more for each further channel.
    expect([...data]).toEqual([10, 20, 30, 100, 110, 120, 25, 35, 45, 70, 80, 90]);
  });

  it('gives no plane where every pixel is opaque', async () => {
    const { data, alpha } = await splitAlpha(Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255), 2, 1);
    expect(alpha).toBe(null);
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('makes a picture without a visible pixel grey', async () => {
    const { data } = await splitAlpha(Uint8Array.of(255, 0, 0, 0, 0, 255, 0, 0), 1, 2);
    expect([...data]).toEqual([128, 128, 128, 128, 128, 128]);
  });

  it('lets the event loop turn while it works on a large picture', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await splitAlpha(new Uint8Array(2000 * 2000 * 4), 2000, 2000);
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  it('rejects bytes of another size', async () => {
    await expect(splitAlpha(new Uint8Array(11), 1, 3)).rejects.toThrow('Expected 12 bytes of RGBA, got 11');
  });
});
