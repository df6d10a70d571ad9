import { expect, test } from 'vitest';
import type { PageMessage, StartAnswer } from '../../../src/adapters/web/protocol.js';
import { gallery, photo } from '../../studio-stage.js';
import { ask, formOf, openStage } from './page-stage.js';

const get = async (port: number, path: string) => JSON.parse((await ask(port, path)).body);

test('the page and its files, known again by their content', async () => {
  const { port } = await openStage();
  const page = await ask(port, '/');
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(page.body).toContain('<title>Impasto</title>');
  const script = await ask(port, '/assets/main.js');
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const again = await ask(port, '/assets/main.js', { headers: { 'if-none-match': script.headers.etag! } });
  expect([again.status, again.body]).toEqual([304, '']);
  const other = await ask(port, '/assets/page.css', { headers: { 'if-none-match': script.headers.etag! } });
  expect([other.status, other.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
});

test.each([
  '/assets/notes.txt',
  '/assets/../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/etc/passwd',
  '/assets//etc/passwd',
  '/api/picture/../../etc/passwd',
  '/api/picture/..%2f..%2f..%2fetc/passwd',
  '/api/picture/%2e%2e%2f%2e%2e/result',
  '/api/picture/rokadimu/..%2f..%2fimpasto.db',
  '/api/picture/rokadimu/result%00.png',
  '/api/picture/rokadimu/style-0/../../../etc/passwd',
  '/api/preset/..%2fmanifest',
  '/api/preset/../../../etc/passwd',
  '/api/preset/%2fetc%2fpasswd',
  '/api/preset/constructor',
  '/api/picture/constructor/result',
  '/package.json',
  '/login',
  '/api',
])('there is nothing at %s', async (path) => {
  const { port } = await openStage();
  const { status, body } = await ask(port, path);
  expect(status).toBe(404);
  expect(body).not.toMatch(/root:|impasto-bot|SQLite/);
});

test('other methods are told which one it is; HEAD is GET without a body', async () => {
  const { port, origin } = await openStage();
  const headers = { origin };
  const wrong: [string, string, string][] = [
    ['POST', '/', 'GET, HEAD'],
    ['PUT', '/assets/main.js', 'GET, HEAD'],
    ['DELETE', '/api/picture/rokadimu/result', 'GET, HEAD'],
    ['POST', '/api/start', 'GET, HEAD'],
    ['OPTIONS', '/api/events', 'GET, HEAD'],
    ['GET', '/api/button', 'POST'],
    ['GET', '/api/command/queue', 'POST'],
  ];
  for (const [method, path, allow] of wrong) {
    const answer = await ask(port, path, { method, headers });
    expect([method, path, answer.status, answer.headers.allow]).toEqual([method, path, 405, allow]);
  }
  const head = await ask(port, '/', { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-type']]).toEqual([
    200,
    '',
    'text/html; charset=utf-8',
  ]);
  expect((await ask(port, '/api/events', { method: 'HEAD' })).status).toBe(405);
});

test('start: commands with what the server says, pictures, and the channel oldest first', async () => {
  const { port, post, set } = await openStage();
  await set('max-steps', '77', 'page/page');
  await set('default-strength', '61', 'page/page');
  const named = formOf({ content: 'coffee', style: 'harvest' });
  const first = await post('/api/command/stylize', named);
  const second = await post('/api/command/stylize', formOf({ content: 'raccoon', style: 'harvest' }));
  const start: StartAnswer = await get(port, '/api/start');
  expect(start).toMatchObject({ version: '1.2.3', user: 'local' });
  expect(start.styles.map(({ id }) => id)).toEqual(gallery.styles.map(({ id }) => id));
  expect(start.styles.find(({ id }) => id === 'harvest')!.caption).toMatch(/Gogh, 1888$/);
  expect(start.upload).toEqual({
    maxBytes: 25 * 2 ** 20,
    types: ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif'],
  });
  const stylize = start.commands.find(({ name }) => name === 'stylize')!;
  expect(stylize.positional).toEqual(['content', 'style']);
  const option = (name: string) => stylize.options.find((one) => one.name === name);
  expect(option('content')).toMatchObject({ type: 'picture', required: true });
  expect(option('style')).toMatchObject({ type: 'pictures', required: true });
  expect(option('steps')).toMatchObject({ type: 'integer', max: 77, min: 1, unset: "the recipe's own" });
  expect(option('strength')).toMatchObject({ default: '61', min: 0, max: 100 });
  expect(option('output')).toBeUndefined();
  const settings = start.commands.find(({ name }) => name === 'settings')!;
  expect(settings.positional).toEqual(['action', 'name', 'value']);
  expect(start.messages).toEqual([first.answer.message, second.answer.message]);
});

test('a default preset makes the style optional', async () => {
  const { port, set } = await openStage();
  await set('default-preset', 'harvest', 'page/page');
  const start: StartAnswer = await get(port, '/api/start');
  const style = start.commands
    .find(({ name }) => name === 'stylize')!
    .options.find(({ name }) => name === 'style');
  expect(style).toMatchObject({ required: false, default: 'harvest' });
});

test('two uploads become a job of the page, told as it could be typed', async () => {
  const { post, calls, studio } = await openStage();
  const bytes = new Blob([photo.bytes]);
  const form = new FormData();
  form.append('content', bytes, 'My "Photo".jpg');
  form.append('style', bytes, 'wäves.png');
  form.append('style', 'harvest');
  for (const weight of ['1', '2.5']) form.append('weight', weight);
  form.append('values', JSON.stringify({ strength: '70', steps: '5' }));
  const { status, answer } = await post('/api/command/stylize', form);
  expect(status).toBe(200);
  const message: PageMessage = answer.message;
  expect(message).toMatchObject({ user: 'local', reply: { kind: 'queued' } });
  expect(message.command).toMatch(/^\/stylize "My 'Photo'" wäves harvest:2.5 size:\d+ steps:5 strength:70$/);
  expect(calls[0]).toMatchObject({
    name: 'stylize',
    user: 'local',
    given: { values: { strength: '70', steps: '5' } },
  });
  const [job] = await studio.recent({ ...job0 }, 5);
  expect(job).toMatchObject({
    id: message.job,
    address: null,
    requester: { door: 'page', isModerator: true },
  });
});
const job0 = {
  door: 'page',
  tenant: 'page',
  user: 'x',
  channel: null,
  roles: [],
  isModerator: true,
} as const;

test('commands and buttons reach the conversation, and their answers come back', async () => {
  const { post, calls } = await openStage();
  expect(await post('/api/command/status', formOf({ values: '{"job":"rokadimu"}' }))).toEqual({
    status: 200,
    answer: { type: 'reply', reply: expect.objectContaining({ title: 'Said' }) },
  });
  await post('/api/button', formOf({ action: 'style', job: 'rokadimu', style: 'harvest' }));
  await post('/api/button', formOf({ action: 'hd', job: 'rokadimu' }));
  expect(calls.map(({ name, given }) => [name, given])).toEqual([
    ['status', { job: 'rokadimu' }],
    ['press', { action: 'style', job: 'rokadimu', style: { preset: 'harvest' } }],
    ['press', { action: 'hd', job: 'rokadimu', style: null }],
  ]);
});

test.each([
  ['/api/command/paint', {}, 404, /There is no command \/paint\. There are: \/stylize,/],
  ['/api/command/__proto__', {}, 404, /There is no command/],
  ['/api/command/stylize', { style: 'harvest' }, 422, /content is missing/],
  [
    '/api/command/stylize',
    { content: 'coffee', style: 'harvest', weight: '-1' },
    422,
    /weight: expected a number above 0/,
  ],
  ['/api/command/queue', { values: '[1]' }, 400, /it has no options/],
  ['/api/command/queue', { values: '{"a":1}' }, 400, /an option is no text/],
  ['/api/command/queue', { values: '{' }, 400, /no JSON/],
  ['/api/button', { action: 'explode', job: 'rokadimu' }, 400, /no such button/],
  ['/api/button', { action: 'info', job: '../../x' }, 404, /There is no job/],
])('%s with %j is refused with %i', async (path, fields, status, sentence) => {
  const { post, calls } = await openStage();
  const refused = await post(path, formOf(fields as Record<string, string>));
  expect(refused).toMatchObject({
    status,
    answer: { type: 'reply', reply: { kind: 'refusal', isPrivate: true } },
  });
  expect(refused.answer.reply.blocks[0].text).toMatch(sentence);
  expect(calls).toEqual([]);
});

test('what nobody foresaw is told, logged, and the end of nothing', async () => {
  const { post, lines } = await openStage();
  const failed = await post('/api/command/help', formOf({}));
  expect(failed).toMatchObject({ status: 500, answer: { reply: { kind: 'refusal' } } });
  expect(lines.filter(({ msg }) => msg === 'a request failed')).toHaveLength(1);
  expect((await post('/api/command/queue', formOf({}))).status).toBe(200);
});
