/** Socket Mode as the stand-in Slack speaks it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeStage, openFake, post } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const open = (token: string) =>
  post(`${stage.fake.apiUrl}apps.connections.open`, {}, { authorization: `Bearer ${token}` });
const connections = (count: number) => stage.fake.until(() => stage.fake.sockets.connections === count);
/** How a connection ends that nobody greets. */
const refused = (url: string) =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(url);
    socket.on('error', (error) => resolve(error.message));
    socket.on('message', () => resolve('greeted'));
  });

test('a connection needs the token of the application', async () => {
  expect(await open('xapp-wrong')).toMatchObject({ ok: false, error: 'invalid_auth' });
  expect(await open(stage.installation.token)).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
  expect(await stage.ask('apps.connections.open', {}, null)).toMatchObject({ error: 'not_authed' });
  expect(await stage.ask('auth.test', {}, stage.fake.appToken)).toMatchObject({
    error: 'not_allowed_token_type',
  });
  expect(await open(stage.fake.appToken)).toMatchObject({ ok: true });
});

test('an address lets one connection in', async () => {
  const { body } = await open(stage.fake.appToken);
  const url = String(body.url);
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:/);
  expect(await refused(url)).toBe('greeted');
  expect(await refused(url)).toContain('403');
  expect(await refused(url.replace('ticket=', 'ticket=x'))).toContain('403');
});

test('several connections have their turns, and each envelope goes to one', async () => {
  const bots = [await stage.connect(), await stage.connect()];
  for (const bot of bots) bot.ackAll();
  const sent = Array.from({ length: 4 }, () => stage.ada.slash('/paint'));
  await Promise.all(sent.map(({ acknowledged }) => acknowledged));
  expect(bots.map(({ heard }) => heard.length)).toEqual([2, 2]);
});

test('more than ten connections are too many', async () => {
  for (let at = 0; at < 10; at++) await stage.connect();
  expect(await open(stage.fake.appToken)).toMatchObject({ error: 'too_many_websockets' });
});

test('envelopes come twice when they are told to, with one id', async () => {
  const bot = await stage.connect();
  bot.ackAll();
  stage.fake.sockets.duplicate();
  await stage.ada.slash('/paint').acknowledged;
  await stage.ada.slash('/paint').acknowledged;
  await stage.fake.until(() => bot.heard.length === 3);
  const [first, twin, other] = bot.heard.map(({ envelope_id }) => envelope_id);
  expect(twin).toBe(first);
  expect(other).not.toBe(first);
});

test('connections that are cut take what was not acknowledged to the next', async () => {
  const bot = await stage.connect();
  const exchange = stage.ada.slash('/paint');
  const lost = await bot.next();
  stage.fake.sockets.drop();
  await connections(0);
  const next = await stage.connect();
  await stage.clock.pass(3000);
  expect((await next.next()).envelope_id).toBe(lost.envelope_id);
  expect(exchange.sent).toBe(2);
});

test('a connection that is closed is told so, and gets nothing more', async () => {
  const [old, other] = [await stage.connect(), await stage.connect()];
  stage.fake.sockets.refresh();
  expect(await old.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  await connections(1);
  other.ackAll();
  await stage.ada.slash('/paint').acknowledged;
  expect(old.heard).toHaveLength(1);
});

test('Socket Mode that is switched off lets nobody in', async () => {
  const bot = await stage.connect();
  stage.fake.sockets.disable();
  expect(await bot.next()).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
  expect(await open(stage.fake.appToken)).toMatchObject({ error: 'socket_mode_not_enabled' });
  stage.fake.sockets.enable();
  expect(await open(stage.fake.appToken)).toMatchObject({ ok: true });
});

test('only what was sent can be sent again', () => {
  expect(() => stage.fake.sockets.repeat('nothing')).toThrow(RangeError);
});
