import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpackPixels } from '../src/image/pixel-file.js';
import type { Requester } from '../src/job/job.js';
import type { JobNews, Run } from '../src/job/run.js';
import type { Order } from '../src/request/order.js';
import { ada, gallery, openStudio, photo } from './studio-stage.js';

const { signal } = new AbortController();
const bob: Requester = { ...ada, user: 'bob' };
const mod: Requester = { ...ada, user: 'mod', isModerator: true };
const stranger: Requester = { ...ada, tenant: 'another guild', isModerator: true };
const submission = {
  ...{ requester: ada, content: photo, address: { message: 7 }, values: {} },
  styles: [{ picture: { preset: 'harvest' }, weight: 2 }],
};
const orderOf = (job: { readonly order: unknown }) => job.order as Order;

describe('submit', () => {
  it('stores the pictures as pixels, decoded once, no larger than the server paints', async () => {
    const { studio, blobs, set } = await openStudio();
    await set('max-size', '300');
    const job = await studio.submit(submission, signal);
    const { content, styles } = orderOf(job);
    const pixels = unpackPixels(await blobs.get(content.blob));
    expect(Math.max(pixels.width, pixels.height)).toBe(300);
    expect(content).toMatchObject({ label: 'My Photo', originalWidth: gallery.find('coffee').width });
    expect(styles).toMatchObject([{ preset: 'harvest', weight: 2 }]);
    expect([...job.inputs].sort()).toEqual([content.blob, styles[0]!.blob].sort());
    expect(job).toMatchObject({ state: 'queued', address: { message: 7 }, requester: ada });
  });

  it('takes the defaults of the server, below what the person asks for', async () => {
    const { studio, set } = await openStudio();
    await set('default-steps', '7');
    await set('default-strength', '80');
    await set('default-recipe', 'notes-400');
    await set('default-preset', 'ink-wash');
    await set('previews', 'off');
    const job = await studio.submit({ ...submission, styles: [] }, signal);
    expect(orderOf(job)).toMatchObject({ steps: 7, strength: 80, recipe: 'notes-400', previewIntervalMs: 0 });
    expect(orderOf(job).styles[0]!.preset).toBe('ink-wash');
    const own = await studio.submit({ ...submission, values: { steps: '9', recipe: 'impasto' } }, signal);
    expect(orderOf(own)).toMatchObject({ steps: 9, strength: 80, recipe: 'impasto' });
  });

  it('asks for a style where there is none and no default', async () => {
    const { studio } = await openStudio();
    await expect(studio.submit({ ...submission, styles: [] }, signal)).rejects.toMatchObject({
      code: 'option-missing',
    });
  });

  it('paints the original size as far as the server allows', async () => {
    const { studio } = await openStudio();
    const job = await studio.submit({ ...submission, values: { size: 'original' } }, signal);
    const { width, height } = gallery.find('coffee');
    expect(job.size).toBe(Math.min(Math.max(width, height), 1024));
  });

  it('refuses a bad picture, a bad value and one too large for the memory, and keeps no job of them', async () => {
    const { studio, database } = await openStudio(undefined, 1500);
    const bad = { bytes: Buffer.from('no picture'), name: 'a.png' };
    await expect(studio.submit({ ...submission, content: bad }, signal)).rejects.toMatchObject({
      code: 'image-unsupported',
    });
    await expect(studio.submit({ ...submission, values: { steps: 'x' } }, signal)).rejects.toMatchObject({
      code: 'option-invalid',
    });
    await expect(studio.submit({ ...submission, values: { size: '1024' } }, signal)).rejects.toMatchObject({
      code: 'memory-too-small',
    });
    expect(await database.jobs.list()).toEqual([]);
  });

  it('takes nothing more once it is closed', async () => {
    const { studio } = await openStudio();
    studio.close();
    await expect(studio.submit(submission, signal)).rejects.toMatchObject({ code: 'shutting-down' });
  });
});

describe('rights', () => {
  it('another server sees nothing of a job', async () => {
    const { studio } = await openStudio();
    const { id } = await studio.submit(submission, signal);
    const tries = [
      studio.job(id, stranger),
      studio.cancel(id, stranger),
      studio.picture(id, stranger),
      studio.vary(id, stranger, {}, null, signal),
      studio.retry(id, stranger, signal),
    ];
    for (const attempt of tries) await expect(attempt).rejects.toMatchObject({ code: 'job-unknown' });
    expect(await studio.history(stranger)).toEqual([]);
  });

  it('others of the server see it but may not touch it; a moderator may', async () => {
    const { studio } = await openStudio();
    const { id } = await studio.submit(submission, signal);
    expect((await studio.job(id, bob)).id).toBe(id);
    await expect(studio.cancel(id, bob)).rejects.toMatchObject({ code: 'not-yours' });
    await expect(studio.vary(id, bob, {}, null, signal)).rejects.toMatchObject({ code: 'not-yours' });
    expect(await studio.cancel(id, mod)).toMatchObject({ state: 'cancelled', cancelledBy: 'discord/mod' });
  });
});

describe('another picture from an old one', () => {
  it('has its pictures and values, save what is changed', async () => {
    const { studio } = await openStudio();
    const values = { strength: '40', seed: '3', colors: 'luminance' };
    const old = await studio.submit({ ...submission, values }, signal);
    const styles = [{ picture: { preset: 'ink-wash' }, weight: 1 }];
    const job = await studio.vary(old.id, ada, { values: { strength: '70' }, styles }, null, signal);
    expect(job).toMatchObject({ parent: old.id, address: null });
    expect(orderOf(job)).toMatchObject({
      ...{ strength: 70, seed: 3, colors: 'luminance', content: orderOf(old).content },
    });
    expect(orderOf(job).styles).toMatchObject([{ preset: 'ink-wash' }]);
  });

  it('is a second try only of one that ended without its picture', async () => {
    const { studio } = await openStudio();
    const { id } = await studio.submit(submission, signal);
    await expect(studio.retry(id, ada, signal)).rejects.toMatchObject({ code: 'job-state' });
    await studio.cancel(id, ada);
    expect(await studio.retry(id, ada, signal)).toMatchObject({ parent: id, address: { message: 7 } });
  });

  it('keeps its pictures from a sweep that goes on at the same time', async () => {
    const { studio, blobs, data } = await openStudio();
    const { id, inputs } = await studio.submit(submission, signal);
    await studio.cancel(id, ada);
    for (const hash of inputs) await utimes(join(data.blobs, hash.slice(0, 2), hash), 1, 1);
    const start = Date.now();
    await studio.retry(id, ada, signal);
    for (const hash of inputs) await blobs.remove(hash, start - 1000);
    for (const hash of inputs) expect(await blobs.size(hash)).not.toBeNull();
  });

  it('says that the pictures are gone where they are', async () => {
    const { studio, blobs } = await openStudio();
    const { id, inputs } = await studio.submit(submission, signal);
    await studio.cancel(id, ada);
    await blobs.remove(inputs[0]!);
    await expect(studio.retry(id, ada, signal)).rejects.toMatchObject({ code: 'blob-missing' });
  });
});

describe('a job from beginning to end', () => {
  it('is watched to its end, and its picture is there', async () => {
    const png = Buffer.from('a picture');
    let blob = '';
    const run: Run = async function* paint() {
      yield { type: 'checkpoint', step: 1 };
      const result = { blob, format: 'png', width: 4, height: 3, bytes: png.length, steps: 2 } as const;
      const rest = { seconds: 1, peakRssMiB: 5, curve: [], recipe: {}, device: 'cpu' };
      yield { type: 'ended', state: 'done', result: { ...result, ...rest } };
    };
    const { studio, scheduler, blobs } = await openStudio(run);
    blob = await blobs.put(png);
    const { id } = await studio.submit(submission, signal);
    const news: JobNews['type'][] = [];
    const watching = (async () => {
      for await (const { type } of studio.watch(id, ada, signal)) news.push(type);
    })();
    await scheduler.recover();
    await watching;
    expect(news.at(-1)).toBe('finished');
    expect(await studio.job(id, ada)).toMatchObject({ state: 'done', checkpointStep: 1 });
    expect(await studio.picture(id, bob)).toMatchObject({ width: 4, height: 3, format: 'png' });
    expect(Buffer.from((await studio.picture(id, ada))!.bytes).toString()).toBe('a picture');
    expect((await studio.history(ada)).map((job) => job.id)).toEqual([id]);
    await blobs.remove(blob);
    await expect(studio.picture(id, ada)).rejects.toMatchObject({ code: 'blob-missing' });
  });
});
