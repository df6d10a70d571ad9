/** Every control, masks and a start through the page's form, and what is told of them. */
import { expect, test } from 'vitest';
import type { StartAnswer } from '../../../src/adapters/web/protocol.js';
import type { JobResult, Requester } from '../../../src/job/job.js';
import type { Run } from '../../../src/job/run.js';
import type { Order } from '../../../src/request/order.js';
import { photo } from '../../studio-stage.js';
import { ask, formOf, openStage } from './page-stage.js';

const picture = new Blob([photo.bytes]);
const page: Requester = {
  ...{ door: 'page', tenant: 'page', user: 'x', channel: null, roles: [], isModerator: true },
};

/** What the page sends: each style with its weight and its mask. */
function fields(
  styles: readonly (readonly [style: string, weight: string, mask: string | Blob])[],
  values = {},
) {
  const form = formOf({ content: 'coffee', values: JSON.stringify(values) });
  for (const [style, weight, mask] of styles) {
    form.append('style', style);
    form.append('weight', weight);
    if (typeof mask === 'string') form.append('mask', mask);
    else form.append('mask', mask, 'sky.png');
  }
  return form;
}

test('the form has every option that the page is a door of, and says how many styles there may be', async () => {
  const { port } = await openStage();
  const start: StartAnswer = JSON.parse((await ask(port, '/api/start')).body);
  expect(start.maxStyles).toBe(4);
  const stylize = start.commands.find(({ name }) => name === 'stylize')!;
  const types = Object.fromEntries(stylize.options.map(({ name, type }) => [name, type]));
  expect(types).toMatchObject({
    ...{ mask: 'pictures', init: 'picture', 'invert-mask': 'flag', pooling: 'choice', coarseness: 'number' },
    ...{
      'style-layers': 'layers',
      'content-layers': 'layers',
      'tv-weight': 'number',
      'style-scale': 'number',
    },
  });
  expect(stylize.options.find(({ name }) => name === 'init')?.choices).toContain('matched');
});

test('masks, a picture to start from and all values go into the job, and are told as they could be typed', async () => {
  const { post, studio, calls } = await openStage();
  const values = {
    ...{ 'invert-mask': 'on', coarseness: '80', 'style-layers': 'conv1_1:2,relu4_1', pooling: 'average' },
    'tv-weight': '0',
  };
  const form = fields(
    [
      ['harvest', '1', ''],
      ['ink-wash', '2', picture],
    ],
    values,
  );
  form.append('init', picture, 'my start.png');
  const { status, answer } = await post('/api/command/stylize', form);
  expect(status).toBe(200);
  expect(calls[0]?.given).toMatchObject({ isMaskInverted: true, masks: [null, { name: 'sky.png' }] });
  const job = await studio.job(answer.message.job, page);
  const { styles, ...order } = job.order as unknown as Order;
  expect(styles.map(({ label, mask }) => [label, mask?.label])).toEqual([
    ['harvest', undefined],
    ['ink-wash', 'sky'],
  ]);
  expect(order).toMatchObject({ coarseness: 80, pooling: 'average', 'tv-weight': 0, init: null });
  expect(order.initPicture).toMatchObject({ label: 'my start' });
  expect(answer.message.command).toMatch(
    /^\/stylize coffee harvest ink-wash:2 mask:sky init:"my start" .*coarseness:80 style-layers:conv1_1:2,conv4_1 pooling:average tv-weight:0$/,
  );
});

test.each([
  ['noise', { init: 'noise' }],
  [' Matched ', { init: 'matched' }],
])('%j is a word to start from', async (word, values) => {
  const { post, calls } = await openStage();
  const form = fields([['harvest', '1', '']]);
  form.append('init', word);
  expect((await post('/api/command/stylize', form)).status).toBe(200);
  expect(calls[0]?.given).toMatchObject({ values, initPicture: null });
});

test('a preset is a picture to start from, too; an empty field is none', async () => {
  const { post, calls } = await openStage();
  for (const [word, initPicture] of [
    ['raccoon', { preset: 'raccoon' }],
    ['', null],
  ] as const) {
    const form = fields([['harvest', '1', '']]);
    form.append('init', word);
    expect((await post('/api/command/stylize', form)).status).toBe(200);
    expect(calls.at(-1)?.given).toMatchObject({ initPicture });
  }
});

test('what is too much or nonsense is refused', async () => {
  const { post, studio } = await openStage();
  const style = ['harvest', '1', ''] as const;
  const many = await post('/api/command/stylize', fields([style, style, style, style, style]));
  expect(many.status).toBe(422);
  expect(JSON.stringify(many.answer)).toContain('at most 4 of them');
  const files = fields([style]);
  for (let k = 0; k < 11; k++) files.append('mask', picture, 'm.png');
  expect(JSON.stringify((await post('/api/command/stylize', files)).answer)).toContain(
    'more than 10 pictures',
  );
  const masks = fields([style]);
  masks.append('mask', picture, 'm.png');
  expect(JSON.stringify((await post('/api/command/stylize', masks)).answer)).toContain('2 masks');
  const inverted = await post('/api/command/stylize', fields([style], { 'invert-mask': 'perhaps' }));
  expect(JSON.stringify(inverted.answer)).toContain('on or off');
  expect(await studio.recent(page, 5)).toEqual([]);
});

async function openDone(timelapse: Pick<JobResult, 'timelapse'>) {
  let blob = '';
  const run: Run = async function* () {
    const result: JobResult = {
      ...{ blob, format: 'png', width: 8, height: 8, bytes: 9, steps: 1, seconds: 1, peakRssMiB: 1 },
      ...{ curve: [], recipe: {}, device: 'cpu', ...timelapse },
    };
    yield { type: 'ended', state: 'done', result };
  };
  const stage = await openStage({}, run);
  blob = await stage.blobs.put(Buffer.from('a picture'));
  await stage.scheduler.recover();
  return stage;
}

test('a timelapse is shown, and kept under a good name; where there is none there is nothing', async () => {
  for (const isThere of [true, false]) {
    const film: { timelapse?: { blob: string; bytes: number } } = {};
    const { blobs, post, studio, port } = await openDone(film);
    if (isThere) film.timelapse = { blob: await blobs.put(Buffer.from('it moves')), bytes: 8 };
    const { answer } = await post('/api/command/stylize', fields([['harvest', '1', '']]));
    const id: string = answer.message.job;
    for await (const _ of studio.watch(id, page, new AbortController().signal));
    const shown = await ask(port, `/api/picture/${id}/timelapse?full`);
    expect(shown.status).toBe(isThere ? 200 : 404);
    if (!isThere) continue;
    expect(shown).toMatchObject({ body: 'it moves', headers: { 'content-type': 'image/webp' } });
    expect(shown.headers['content-disposition']).toContain(`filename="coffee-harvest-timelapse-${id}.webp"`);
    expect((await ask(port, `/api/picture/${id}/timelapse-1`)).status).toBe(404);
  }
});

test('more steps is a button of the page', async () => {
  const { post, calls } = await openStage();
  await post('/api/button', formOf({ action: 'more', job: 'rokadimu' }));
  expect(calls).toMatchObject([{ name: 'press', given: { action: 'more', job: 'rokadimu', style: null } }]);
});
