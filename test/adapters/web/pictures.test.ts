import { expect, test } from 'vitest';
import type { JobResult } from '../../../src/job/job.js';
import type { Run } from '../../../src/job/run.js';
import { ask, formOf, openStage } from './page-stage.js';

async function openDone() {
  let blob = '';
  const run: Run = async function* () {
    const result: JobResult = {
      ...{ blob, format: 'png', width: 8, height: 8, bytes: 9, steps: 1, seconds: 1, peakRssMiB: 1 },
      ...{ curve: [], recipe: {}, device: 'cpu' },
    };
    yield { type: 'ended', state: 'done', result };
  };
  const stage = await openStage({}, run);
  blob = await stage.blobs.put(Buffer.from('a picture'));
  await stage.scheduler.recover();
  const form = formOf({ content: 'coffee', style: 'harvest' });
  const { answer } = await stage.post('/api/command/stylize', form);
  const id: string = answer.message.job;
  for await (const _ of stage.studio.watch(id, page, new AbortController().signal));
  const get = (which: string, headers = {}) => ask(stage.port, `/api/picture/${id}/${which}`, { headers });
  return { ...stage, id, get };
}
const page = {
  door: 'page',
  tenant: 'page',
  user: 'x',
  channel: null,
  roles: [],
  isModerator: true,
} as const;

test('the result: kept for ever, known by its tag, a download under a good name', async () => {
  const { get, id } = await openDone();
  const result = await get('result');
  expect(result).toMatchObject({
    ...{ status: 200, body: 'a picture' },
    headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=31536000, immutable' },
  });
  expect(result.headers['content-disposition']).toBeUndefined();
  const etag = result.headers.etag!;
  expect(etag).toMatch(/^"[^"]+"$/);
  expect(await get('result', { 'if-none-match': `"other", ${etag}` })).toMatchObject({
    status: 304,
    body: '',
  });
  expect(await get('result', { 'if-none-match': '"other"' })).toMatchObject({ status: 200 });
  const download = await get('result?full');
  expect(download.headers['content-disposition']).toBe(
    `attachment; filename="coffee-harvest-${id}.png"; filename*=UTF-8''coffee-harvest-${id}.png`,
  );
});

test('photo and styles are small pictures; there are no more styles than there are', async () => {
  const { get, id } = await openDone();
  for (const which of ['photo', 'style-0']) {
    const shown = await get(which);
    expect([which, shown.status, shown.headers['content-type']]).toEqual([which, 200, 'image/webp']);
    expect(shown.body.slice(0, 4)).toBe('RIFF');
  }
  expect((await get('photo?full')).headers['content-disposition']).toContain(`filename="photo-${id}.webp"`);
  for (const which of [
    'style-1',
    'style',
    'style-',
    'style--1',
    'photo-0',
    'result-1',
    'preview',
    'preview-1',
    'results',
    'constructor',
  ])
    expect([which, (await get(which)).status]).toEqual([which, 404]);
});

test('a job that nobody knows, is of another tenant, or was deleted', async () => {
  const { port, get, id, studio, post } = await openDone();
  expect((await ask(port, '/api/picture/rokadimu/result')).status).toBe(404);
  expect((await ask(port, `/api/picture/${id.toUpperCase()}/result`)).status).toBe(404);
  const foreign = await studio.submit(
    {
      requester: { ...page, door: 'discord', tenant: 'guild' },
      content: { preset: 'coffee' },
      styles: [{ picture: { preset: 'harvest' }, weight: 1 }],
      ...{ values: {}, address: null },
    },
    new AbortController().signal,
  );
  expect((await ask(port, `/api/picture/${foreign.id}/photo`)).status).toBe(404);
  const { etag } = (await get('result')).headers;
  await post('/api/button', formOf({ action: 'delete', job: id }));
  expect((await get('result', { 'if-none-match': etag })).status).toBe(404);
});

test('presets', async () => {
  const { port } = await openStage();
  const preset = await ask(port, '/api/preset/harvest');
  expect(preset).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } });
  const again = await ask(port, '/api/preset/harvest', {
    headers: { 'if-none-match': preset.headers.etag! },
  });
  expect(again.status).toBe(304);
  for (const id of ['Harvest', 'harves', 'harvest.jpg', '%20'])
    expect([id, (await ask(port, `/api/preset/${id}`)).status]).toEqual([id, 404]);
});

test('styles that were added here: like presets, looked at again each time', async () => {
  const { port, studio } = await openStage();
  const { signal } = new AbortController();
  const get = (headers = {}) => ask(port, '/api/preset/mascot', { headers });
  expect((await get()).status).toBe(404);
  await studio.ownStyles.add('Mascot', { preset: 'harvest' }, page, signal);
  const first = await get();
  expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'private, max-age=0' } });
  const known = { 'if-none-match': first.headers.etag! };
  expect((await get(known)).status).toBe(304);
  const start = JSON.parse((await ask(port, '/api/start')).body);
  expect(start.styles[0]).toMatchObject({ id: 'mascot', title: 'Mascot', caption: 'added by this server' });
  await studio.ownStyles.add('Mascot', { preset: 'ink-wash' }, page, signal);
  expect(await get(known)).toMatchObject({ status: 200 });
  const guild = { ...page, door: 'discord', tenant: 'guild' } as const;
  await studio.ownStyles.add('elsewhere', { preset: 'ink-wash' }, guild, signal);
  expect((await ask(port, '/api/preset/elsewhere')).status).toBe(404);
});
