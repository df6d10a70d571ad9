/** Finished pictures to send on: as a file of a limited size, small, and their loss. */
import { expect, it } from 'vitest';
import { createAlbum } from '../src/album.js';
import { decodeImage } from '../src/image/decode.js';
import { encodeImage } from '../src/image/encode.js';
import type { Job } from '../src/job/job.js';
import { ada, gallery } from './studio-stage.js';

let seed = 1;
const data = Uint8Array.from({ length: 700 * 500 * 3 }, () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed >> 16;
});
const png = await encodeImage({ width: 700, height: 500, data }, { format: 'png' });

const albumOf = (result: Partial<Job['result']> | null) =>
  createAlbum({
    ...{ gallery, ownStyles: { list: async () => [] }, blobs: { get: async () => png } },
    find: async () => ({ result }) as Job,
  });

it('the finished picture is handed over as a file that fits', async () => {
  const album = albumOf({ blob: 'a' });
  expect(await album.result('rokadimu', ada, png.length)).toMatchObject({ how: 'as-is', extension: 'png' });
  const jpeg = await album.result('rokadimu', ada, 30_000, 'jpeg');
  expect(jpeg).toMatchObject({ how: 'shrunk', extension: 'jpg' });
  expect(jpeg!.bytes.length).toBeLessThanOrEqual(30_000);
});

it('and small, made once', async () => {
  const album = albumOf({ blob: 'a' });
  const bytes = await album.thumbnail('rokadimu', ada);
  expect(await decodeImage(bytes!, { name: 'it' })).toMatchObject({
    format: 'webp',
    width: 480,
    height: 343,
  });
  expect(await album.thumbnail('rokadimu', ada)).toBe(bytes);
});

it.each([null, { blob: null }])(
  'where there is none (any more), %j, there is nothing to hand over',
  async (result) => {
    const album = albumOf(result);
    expect(await album.result('rokadimu', ada, 1e9)).toBeNull();
    expect(await album.thumbnail('rokadimu', ada)).toBeNull();
  },
);

it('its loss is a picture, too', async () => {
  const plot = await albumOf(null).plot([
    [1, 100],
    [2, 10],
  ]);
  expect(await decodeImage(plot, { name: 'it' })).toMatchObject({ format: 'png', width: 720 });
});
