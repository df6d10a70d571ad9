import sharp from 'sharp';
import { expect, test } from 'vitest';
import { animate, animationFormats } from '../../src/image/animation.js';
import { createFilm } from '../../src/image/film.js';

const flat = (value: number, width = 24, height = 16) => ({
  ...{ width, height },
  data: new Uint8Array(width * height * 3).fill(value),
});

test.each(animationFormats)(
  '%s: all pictures in order, the last one longer, over and over',
  async (format) => {
    const bytes = await animate([flat(10), flat(120, 12, 8), flat(240)], {
      format,
      delayMs: 100,
      holdMs: 2000,
    });
    const moving = sharp(bytes, { animated: true });
    expect(await moving.metadata()).toMatchObject({
      ...{ format, pages: 3, width: 24, pageHeight: 16, delay: [100, 100, 2000], loop: 0 },
    });
    const { data, info } = await moving.raw().toBuffer({ resolveWithObject: true });
    const page = data.length / 3;
    expect(info.height).toBe(48);
    for (const [at, value] of [10, 120, 240].entries())
      expect(Math.abs(data[page * at + Math.trunc(page / 2)]! - value)).toBeLessThanOrEqual(6);
  },
);

test('one picture stands still; none, or a time that is none, is a mistake', async () => {
  const options = { format: 'webp', delayMs: 100, holdMs: 100 } as const;
  expect((await sharp(await animate([flat(9)], options)).metadata()).pages ?? 1).toBe(1);
  await expect(animate([], options)).rejects.toThrow('one picture or more');
  await expect(animate([flat(9)], { ...options, delayMs: 5 })).rejects.toThrow('`delayMs`');
});

test('a film keeps pictures small, and never more than it may, from all of the time', async () => {
  const film = createFilm({ longSidePx: 12, mostFrames: 4 });
  for (let k = 0; k < 23; k++) await film.add(flat(10 * k));
  const frames = await film.frames();
  // Every second one was let go at 4, 8 and 16: what is kept are the multiples of 8.
  expect(frames.map(({ data }) => Math.round(data[0]! / 10))).toEqual([0, 8, 16]);
  expect(frames[0]).toMatchObject({ width: 12, height: 8 });
});

test('a film leaves what is small as it is', async () => {
  const film = createFilm();
  await film.add(flat(7, 5, 3));
  expect((await film.frames()).map(({ width, height }) => [width, height])).toEqual([[5, 3]]);
});
