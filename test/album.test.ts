import { describe, expect, it } from 'vitest';
import { createAlbum } from '../src/album.js';
import { decodeImage } from '../src/image/decode.js';
import type { Requester } from '../src/job/job.js';
import type { Order } from '../src/request/order.js';
import { ada, gallery, openStudio, photo } from './studio-stage.js';

const { signal } = new AbortController();
const stranger: Requester = { ...ada, tenant: 'another guild', isModerator: true };
const submission = {
  ...{ requester: ada, content: photo, address: null, values: {} },
  styles: [{ picture: { preset: 'harvest' }, weight: 1 }],
};
const sizeOf = async (bytes: Uint8Array | null) => {
  const { format, width, height } = await decodeImage(bytes!, { name: 'it' });
  return { format, longSide: Math.max(width, height), aspect: width / height };
};

describe('presets', () => {
  it('are small WebPs, read once however often they are asked for', async () => {
    const read: string[] = [];
    const { readFile } = await import('node:fs/promises');
    const album = createAlbum({
      ...{ gallery, blobs: { get: () => Promise.reject(new Error('no')) } },
      find: () => Promise.reject(new Error('no')),
      ownStyles: { list: async () => [] },
      readFile(path) {
        read.push(path);
        return readFile(path);
      },
    });
    const both = await Promise.all([album.preset('harvest'), album.preset('harvest')]);
    const { width, height } = gallery.find('harvest');
    const { format, longSide, aspect } = await sizeOf(both[0]);
    expect({ format, longSide }).toEqual({ format: 'webp', longSide: 320 });
    expect(aspect).toBeCloseTo(width / height, 1);
    expect(await album.preset('harvest')).toBe(both[1]);
    expect(read).toEqual([gallery.find('harvest').file]);
    expect(await album.preset('no-such')).toBeNull();
    expect(await album.preset('../../package')).toBeNull();
  });

  it('that could not be read are tried again', async () => {
    let fails = true;
    const { readFile } = await import('node:fs/promises');
    const album = createAlbum({
      ...{ gallery, blobs: { get: () => Promise.reject(new Error('no')) } },
      find: () => Promise.reject(new Error('no')),
      ownStyles: { list: async () => [] },
      readFile: (path) => (fails ? Promise.reject(new Error('a bad day')) : readFile(path)),
    });
    await expect(album.preset('coffee')).rejects.toThrow('a bad day');
    fails = false;
    expect((await sizeOf(await album.preset('coffee'))).longSide).toBe(320);
  });
});

describe("a job's pictures", () => {
  it('are fit for showing, and nothing of them for another server', async () => {
    const { studio } = await openStudio();
    const { album } = studio;
    const job = await studio.submit(submission, signal);
    const { content } = job.order as unknown as Order;
    const shown = await sizeOf(await album.photo(job.id, ada));
    expect(shown.longSide).toBe(Math.min(1024, Math.max(content.width, content.height)));
    expect((await sizeOf(await album.style(job.id, 0, ada))).format).toBe('webp');
    expect(await album.style(job.id, 1, ada)).toBeNull();
    await expect(album.photo(job.id, stranger)).rejects.toMatchObject({ code: 'job-unknown' });
    await expect(album.style(job.id, 0, stranger)).rejects.toMatchObject({ code: 'job-unknown' });
  });

  it('are not there any more once the job has let its files go', async () => {
    const { studio, database } = await openStudio();
    const { id } = await studio.submit(submission, signal);
    await studio.cancel(id, ada);
    expect(await studio.album.photo(id, ada)).not.toBeNull();
    await database.jobs.forgetFiles(id);
    expect(await studio.album.photo(id, ada)).toBeNull();
  });
});

it('encodes a preview once for all who follow', async () => {
  const { studio } = await openStudio();
  const pixels = { width: 1200, height: 600, data: new Uint8Array(1200 * 600 * 3).fill(90) };
  const first = studio.album.preview(pixels);
  expect(studio.album.preview(pixels)).toBe(first);
  expect(await sizeOf(await first)).toEqual({ format: 'webp', longSide: 1024, aspect: 2 });
});

it('makes a JPEG of a picture once, however narrow it is', async () => {
  const { album } = (await openStudio()).studio;
  const picture = await album.preview({ width: 96, height: 8, data: new Uint8Array(96 * 8 * 3).fill(90) });
  const jpeg = album.jpeg(picture);
  expect(album.jpeg(picture)).toBe(jpeg);
  expect([...(await jpeg).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
});
