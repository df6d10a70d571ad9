import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage, formatForPath } from '../../src/image/encode.js';
import type { Pixels } from '../../src/image/pixels.js';

const [width, height] = [48, 32];
const data = Uint8Array.from(
  { length: width * height * 3 },
  (_, i) => (i * 37 + Math.floor(i / 144) * 11) & 255,
);
const pixels: Pixels = { width, height, data };
const flat: Pixels = {
  width,
  height,
  data: Uint8Array.from({ length: data.length }, (_, i) => [200, 60, 30][i % 3]!),
};
const name = 'out';

describe('encodeImage', () => {
  it.each(['png', 'webp'] as const)('writes and reads back %s without losing a bit', async (format) => {
    const bytes = await encodeImage(pixels, { format, quality: 100 });
    const back = await decodeImage(bytes, { name });
    expect(back).toMatchObject({ format, width, height, alpha: null });
    expect(Buffer.compare(back.data, data)).toBe(0);
  });

  it('writes JPEG with colour at full resolution', async () => {
    const bytes = await encodeImage(flat, { format: 'jpeg' });
    expect((await sharp(bytes).metadata()).chromaSubsampling).toBe('4:4:4');
    const back = await decodeImage(bytes, { name });
    expect(Math.max(...back.data.map((value, i) => Math.abs(value - flat.data[i]!)))).toBeLessThanOrEqual(3);
  });

  it('tags sRGB and leaves no other metadata', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const { icc, exif, xmp, space } = await sharp(await encodeImage(pixels, { format })).metadata();
      expect([space, icc !== undefined && icc.length < 1000, exif, xmp]).toEqual([
        'srgb',
        true,
        undefined,
        undefined,
      ]);
    }
  });

  it('brings the picture to the size asked for', async () => {
    const sizeOf = async (size: { width?: number; height?: number }) => {
      const { width, height } = await decodeImage(await encodeImage(flat, { format: 'png', ...size }), {
        name,
      });
      return [width, height];
    };
    expect(await sizeOf({ width: 96, height: 20 })).toEqual([96, 20]);
    expect(await sizeOf({ width: 96 })).toEqual([96, 64]);
    expect(await sizeOf({ height: 16 })).toEqual([24, 16]);
  });

  it.each(['png', 'webp'] as const)('puts alpha of another size back into %s', async (format) => {
    const alpha = {
      width: 96,
      height: 64,
      data: Uint8Array.from({ length: 96 * 64 }, (_, i) => (i % 96 < 48 ? 0 : 255)),
    };
    const back = await decodeImage(await encodeImage(flat, { format, alpha, quality: 100 }), { name });
    expect([back.width, back.height]).toEqual([width, height]);
    expect([back.alpha?.[2], back.alpha?.[width - 3]]).toEqual([0, 255]);
    expect([...back.data.subarray((width - 3) * 3, (width - 2) * 3)]).toEqual([200, 60, 30]);
  });

  it('stores paint under transparent pixels as it is', async () => {
    const alpha = { width, height, data: new Uint8Array(width * height) };
    for (const format of ['png', 'webp'] as const) {
      const bytes = await encodeImage(flat, { format, alpha, quality: 100 });
      const raw = await sharp(bytes).raw().toBuffer();
      expect([...raw.subarray(0, 4)]).toEqual([200, 60, 30, 0]);
    }
  });

  it('lays transparent pictures on white for JPEG', async () => {
    const alpha = { width, height, data: new Uint8Array(width * height).fill(0) };
    const back = await decodeImage(await encodeImage(flat, { format: 'jpeg', alpha }), { name });
    expect(back.data.every((value) => value >= 253)).toBe(true);
  });

  it('rejects sizes and qualities that are none', async () => {
    await expect(encodeImage(flat, { format: 'png', width: 0 })).rejects.toThrow(RangeError);
    await expect(encodeImage(flat, { format: 'png', height: 2.5 })).rejects.toThrow(RangeError);
    await expect(encodeImage(flat, { format: 'jpeg', quality: 0 })).rejects.toThrow(RangeError);
    await expect(encodeImage(flat, { format: 'jpeg', quality: 101 })).rejects.toThrow(RangeError);
  });
});

describe('formatForPath', () => {
  it('goes by the extension in any case', () => {
    expect(['a.png', 'b/c.JPG', 'd.e.jpeg', 'f.WebP'].map(formatForPath)).toEqual([
      'png',
      'jpeg',
      'jpeg',
      'webp',
    ]);
  });

  it.each(['out.gif', 'out', '.png', 'out.', 'png', 'a.constructor'])('refuses %s', (path) => {
    expect(() => formatForPath(path)).toThrow(
      expect.objectContaining({
        code: 'output-format',
        context: { path, endings: ['.png', '.jpg', '.jpeg', '.webp'] },
      }),
    );
  });
});
