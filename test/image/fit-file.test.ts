import { expect, it } from 'vitest';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage } from '../../src/image/encode.js';
import { fitFile } from '../../src/image/fit-file.js';
import { readRecord } from '../../src/image/record.js';

/** Noise over a slope: takes many bytes as PNG, and fewer where a format may lose some. */
function paint(width: number, height: number) {
  let seed = 1;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, k) => ((k / 3) % width) * 0.4 + random() * 60,
  );
  return { width, height, data };
}

const picture = paint(400, 260);
const png = await encodeImage(picture, { format: 'png' });

it('leaves alone what is small enough', async () => {
  const fitted = await fitFile(png, { maxBytes: png.length });
  expect(fitted).toMatchObject({ extension: 'png', how: 'as-is', width: 400, height: 260 });
  expect(fitted!.bytes).toBe(png);
});

it('does not decode what it leaves alone', async () => {
  const half = png.subarray(0, png.length / 2);
  expect(await fitFile(half, { maxBytes: 1e9 })).toMatchObject({ how: 'as-is', width: 400, height: 260 });
  await expect(fitFile(half, { maxBytes: half.length - 1 })).rejects.toMatchObject({ code: 'image-broken' });
});

it.each(['webp', 'jpeg'] as const)(
  'takes a format that loses a little, %s, before it takes pixels away',
  async (lossy) => {
    const maxBytes = png.length - 1;
    const fitted = (await fitFile(png, { maxBytes, lossy }))!;
    expect(fitted).toMatchObject({
      how: 're-encoded',
      width: 400,
      height: 260,
      extension: lossy === 'jpeg' ? 'jpg' : 'webp',
    });
    expect(fitted.bytes.length).toBeLessThanOrEqual(maxBytes);
    expect(await decodeImage(fitted.bytes, { name: 'a' })).toMatchObject({ width: 400, height: 260 });
  },
);

it.each([20_000, 8000])(
  'makes it smaller to %s bytes, no more than it must, in the same shape',
  async (maxBytes) => {
    const fitted = (await fitFile(png, { maxBytes }))!;
    expect(fitted.how).toBe('shrunk');
    expect(fitted.bytes.length).toBeLessThanOrEqual(maxBytes);
    expect(fitted.bytes.length).toBeGreaterThan(maxBytes * 0.4);
    expect(fitted.width / fitted.height).toBeCloseTo(400 / 260, 1);
    const { width, height } = await decodeImage(fitted.bytes, { name: 'a' });
    expect({ width, height }).toEqual({ width: fitted.width, height: fitted.height });
  },
);

it.each(['webp', 'jpeg'] as const)('keeps the record in a %s, whether it is shrunk or not', async (lossy) => {
  const record = '{"version":1}';
  const told = await encodeImage(picture, { format: 'png', record });
  for (const maxBytes of [told.length - 1, 12_000]) {
    expect(readRecord((await fitFile(told, { maxBytes, lossy }))!.bytes)).toBe(record);
  }
});

it('keeps transparency', async () => {
  const alpha = { width: 400, height: 260, data: Uint8Array.from({ length: 400 * 260 }, (_, k) => k % 256) };
  const clear = await encodeImage(picture, { format: 'png', alpha });
  const fitted = (await fitFile(clear, { maxBytes: 20_000 }))!;
  expect((await decodeImage(fitted.bytes, { name: 'a' })).alpha).not.toBeNull();
});

it.each([100, 0, -1, Number.NaN])('says no where no picture is so small: %s', async (maxBytes) => {
  expect(await fitFile(png, { maxBytes })).toBeNull();
});
