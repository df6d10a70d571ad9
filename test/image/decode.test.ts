import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { decodeImage } from '../../src/image/decode.js';

/** A sharp that test code shares with src/image is blocked for paths and other loaders: that is part of what we test. */
const photo = await sharp({ create: { width: 400, height: 100, channels: 3, background: '#c86432' } })
  .png()
  .toBuffer();
const name = 'photo.png';

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof StudioError ? error.code : error;
}

describe('decodeImage', () => {
  it('shrinks to the longest side asked for and tells the size in the file', async () => {
    const decoded = await decodeImage(photo, { name, maxSide: 200 });
    expect(decoded).toMatchObject({ width: 200, height: 50, originalWidth: 400, originalHeight: 100 });
    expect(decoded).toMatchObject({ format: 'png', alpha: null });
    expect([...decoded.data.subarray(0, 3)]).toEqual([0xc8, 0x64, 0x32]);
    expect(decoded.data.length).toBe(200 * 50 * 3);
  });

  it('never enlarges', async () => {
    expect(await decodeImage(photo, { name, maxSide: 4000 })).toMatchObject({ width: 400, height: 100 });
  });

  it('shrinks a strip no thinner than the limit', async () => {
    expect(await decodeImage(photo, { name, maxSide: 40 })).toMatchObject({
      ...{ width: 40, height: 16, originalWidth: 400, originalHeight: 100 },
    });
  });

  it('keeps each limit that a caller lowers', async () => {
    expect(await codeOf(decodeImage(photo, { name, limits: { maxBytes: 50 } }))).toBe('image-too-many-bytes');
    expect(await codeOf(decodeImage(photo, { name, limits: { maxPixels: 39_999 } }))).toBe(
      'image-too-many-pixels',
    );
    expect(await codeOf(decodeImage(photo, { name, limits: { minSide: 101 } }))).toBe('image-too-small');
    expect(await codeOf(decodeImage(photo, { name, limits: { maxPixels: 40_000, minSide: 100 } }))).toBe(
      null,
    );
  });

  it('gives up after the seconds allowed', async () => {
    const large = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#345' } })
      .png()
      .toBuffer();
    expect(await codeOf(decodeImage(large, { name, limits: { seconds: 0.001 } }))).toBe('image-too-slow');
  });

  it('starts the clock of each picture when its turn comes', async () => {
    const large = await sharp({ create: { width: 1500, height: 1500, channels: 3, background: '#345' } })
      .png()
      .toBuffer();
    const decodeMany = (seconds: number) =>
      Promise.all(Array.from({ length: 24 }, () => decodeImage(large, { name, limits: { seconds } })));
    const started = performance.now();
    await decodeMany(60);
    const total = (performance.now() - started) / 1000;
    // Each takes about a twelfth of all on its slot, and the last ones would wait for longer than half.
    expect((await decodeMany(total / 2)).every(({ width }) => width === 1500)).toBe(true);
  });

  it('ends with the reason of the signal, before and while it works', async () => {
    const reason = new Error('no longer wanted');
    await expect(decodeImage(photo, { name, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const work = decodeImage(photo, { name, signal: controller.signal });
    controller.abort(reason);
    await expect(work).rejects.toBe(reason);
  });

  it('rejects a side that is no size', async () => {
    await expect(decodeImage(photo, { name, maxSide: 0 })).rejects.toBeInstanceOf(RangeError);
    await expect(decodeImage(photo, { name, maxSide: 1.5 })).rejects.toBeInstanceOf(RangeError);
  });

  it('blocks the loaders of other formats for the whole process', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"/>');
    const tiff = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#345' } })
      .tiff()
      .toBuffer();
    await expect(sharp(svg).metadata()).rejects.toThrow('unsupported image format');
    await expect(sharp(tiff).metadata()).rejects.toThrow('unsupported image format');
    await expect(sharp(new URL('../../package.json', import.meta.url).pathname).metadata()).rejects.toThrow(
      'unsupported',
    );
    expect(sharp.cache()).toMatchObject({ memory: { max: 0 }, items: { max: 0 } });
  });
});
