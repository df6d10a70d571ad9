/** Controls, masks and pictures to start from, on their way into a job and from there into the next one. */
import { expect, test } from 'vitest';
import { encodeImage } from '../src/image/encode.js';
import { unpackPixels } from '../src/image/pixel-file.js';
import type { JobResult } from '../src/job/job.js';
import type { Run } from '../src/job/run.js';
import type { Order } from '../src/request/order.js';
import { ada, openStudio, photo } from './studio-stage.js';

const { signal } = new AbortController();
const orderOf = (job: { readonly order: unknown }) => job.order as Order;

/** Left half black, right half white. */
const halves = { width: 32, height: 20, data: new Uint8Array(32 * 20 * 3) };
for (let i = 0; i < 32 * 20; i++) halves.data.fill(i % 32 < 16 ? 0 : 255, 3 * i, 3 * i + 3);
const mask = { bytes: await encodeImage(halves, { format: 'png' }), name: 'sky.png' };
const pale = { ...halves, data: new Uint8Array(32 * 20 * 3).fill(200) };
const start = { bytes: await encodeImage(pale, { format: 'png' }), name: 'begin here.png' };

const harvest = { picture: { preset: 'harvest' }, weight: 1 };
const ink = { picture: { preset: 'ink-wash' }, weight: 2 };
const submission = { requester: ada, content: photo, address: null, values: {}, styles: [harvest, ink] };

test('masks are stored as grey pictures, each with the style that it is for', async () => {
  const { studio, blobs } = await openStudio();
  const job = await studio.submit({ ...submission, masks: [null, mask] }, signal);
  const { styles } = orderOf(job);
  expect(styles[0]).not.toHaveProperty('mask');
  expect(styles[1]!.mask).toMatchObject({ label: 'sky', width: 32, height: 20 });
  const { data } = unpackPixels(await blobs.get(styles[1]!.mask!.blob));
  expect([data[0], data[3 * 31]]).toEqual([0, 255]);
  expect(job.inputs).toContain(styles[1]!.mask!.blob);
});

test('a mask may be the other way round', async () => {
  const { studio, blobs } = await openStudio();
  const { styles } = orderOf(
    await studio.submit({ ...submission, masks: [mask], isMaskInverted: true }, signal),
  );
  const { data } = unpackPixels(await blobs.get(styles[0]!.mask!.blob));
  expect([data[0], data[3 * 31]]).toEqual([255, 0]);
});

test('more masks than styles, or one that is no picture, are refused before anything is kept', async () => {
  const { studio, database } = await openStudio();
  await expect(studio.submit({ ...submission, masks: [null, null, mask] }, signal)).rejects.toMatchObject({
    code: 'option-invalid',
    context: { option: 'mask' },
  });
  const bad = { bytes: Buffer.from('no picture'), name: 'mask.png' };
  await expect(studio.submit({ ...submission, masks: [bad] }, signal)).rejects.toMatchObject({
    code: 'image-unsupported',
  });
  await expect(studio.submit({ ...submission, initPicture: bad }, signal)).rejects.toMatchObject({
    code: 'image-unsupported',
  });
  expect(await database.jobs.list()).toEqual([]);
});

test('masks and the picture to start from are no larger than the server paints', async () => {
  const { studio, set } = await openStudio();
  await set('max-size', '64');
  const job = await studio.submit({ ...submission, masks: [photo], initPicture: photo }, signal);
  const { styles, initPicture } = orderOf(job);
  for (const one of [styles[0]!.mask!, initPicture!]) expect(Math.max(one.width, one.height)).toBe(64);
});

test('every control is stored as it was asked for', async () => {
  const { studio } = await openStudio();
  const values = {
    ...{ 'style-scale': '2', coarseness: '80', pooling: 'average', init: 'noise', colors: 'content' },
    ...{ 'content-layers': 'conv4_2:2', 'style-layers': 'relu1_1,conv3_1:0.5' },
    ...{ 'content-weight': '5', 'style-weight': '10000', 'tv-weight': '0' },
  };
  expect(orderOf(await studio.submit({ ...submission, values }, signal))).toMatchObject({
    ...{ 'style-scale': 2, coarseness: 80, pooling: 'average', init: 'noise', colors: 'content' },
    'content-layers': [{ layer: 'conv4_2', weight: 2 }],
    'style-layers': [
      { layer: 'conv1_1', weight: 1 },
      { layer: 'conv3_1', weight: 0.5 },
    ],
    ...{ 'content-weight': 5, 'style-weight': 1e4, 'tv-weight': 0, initPicture: null },
  });
  for (const wrong of [{ coarseness: '101' }, { 'style-scale': '0.1' }, { 'style-layers': 'conv9_1' }])
    await expect(studio.submit({ ...submission, values: wrong }, signal)).rejects.toMatchObject({
      code: 'option-invalid',
      context: { option: Object.keys(wrong)[0] },
    });
});

test('another picture from an old one keeps its masks, its start and its controls', async () => {
  const { studio } = await openStudio();
  const values = { coarseness: '80', 'style-layers': 'conv1_1:2' };
  const asked = { ...submission, masks: [mask, null], initPicture: start, values };
  const old = await studio.submit(asked, signal);
  const stronger = await studio.vary(old.id, ada, { values: { strength: '70' } }, null, signal);
  const { strength: _, ...before } = orderOf(old);
  expect(orderOf(stronger)).toMatchObject({ ...before, strength: 70 });
  expect([...stronger.inputs].sort()).toEqual([...old.inputs].sort());

  const styles = [{ picture: { preset: 'cafe-terrace' }, weight: 1 }];
  const other = await studio.vary(old.id, ada, { styles }, null, signal);
  expect(orderOf(other).styles).toMatchObject([
    { preset: 'cafe-terrace', mask: orderOf(old).styles[0]!.mask },
  ]);
  expect(orderOf(other)).toMatchObject({ coarseness: 80, initPicture: { label: 'begin here' } });
});

test('all its pictures go with a job, and none that another needs', async () => {
  const { studio, blobs } = await openStudio();
  const asked = { ...submission, masks: [mask], initPicture: start };
  const old = await studio.submit(asked, signal);
  const kept = await studio.submit({ ...submission, masks: [mask] }, signal);
  expect(old.inputs).toHaveLength(5);
  await studio.cancel(old.id, ada);
  // Why: what was put just now may belong to a job that is only coming in.
  const now = Date.now() + 20 * 60 * 1000;
  const wall = Date.now;
  Date.now = () => now;
  try {
    await studio.remove(old.id, ada, signal);
  } finally {
    Date.now = wall;
  }
  const left = await Promise.all(old.inputs.map(async (hash) => [hash, await blobs.size(hash)] as const));
  const gone = left.filter(([, size]) => size === null).map(([hash]) => hash);
  expect(gone).toEqual([orderOf(old).initPicture!.blob]);
  expect(await studio.job(kept.id, ada)).toMatchObject({ state: 'queued' });
});

test('goes on from what was painted', async () => {
  let blob = '';
  const run: Run = async function* () {
    const result: JobResult = {
      ...{ blob, format: 'png', width: 32, height: 20, bytes: 9, steps: 1, seconds: 1, peakRssMiB: 1 },
      ...{ curve: [], recipe: {}, device: 'cpu' },
    };
    yield { type: 'ended', state: 'done', result };
  };
  const { studio, blobs, scheduler } = await openStudio(run);
  blob = await blobs.put(await encodeImage(pale, { format: 'png' }));
  await scheduler.recover();
  const old = await studio.submit({ ...submission, masks: [mask] }, signal);
  for await (const _ of studio.watch(old.id, ada, signal));
  const next = await studio.vary(old.id, ada, { goesOn: true }, null, signal);
  const { initPicture, styles } = orderOf(next);
  expect(next.parent).toBe(old.id);
  expect(initPicture).toMatchObject({ label: old.id, width: 32, height: 20 });
  expect(unpackPixels(await blobs.get(initPicture!.blob)).data[0]).toBe(200);
  expect(next.inputs).toContain(initPicture!.blob);
  expect(styles).toEqual(orderOf(old).styles);
});

test('cannot go on from what was not painted', async () => {
  const { studio } = await openStudio();
  const { id } = await studio.submit(submission, signal);
  await expect(studio.vary(id, ada, { goesOn: true }, null, signal)).rejects.toMatchObject({
    code: 'job-state',
  });
});
