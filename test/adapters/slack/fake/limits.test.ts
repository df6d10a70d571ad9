/** Rate limits of the stand-in Slack, and what tests do to requests. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeStage, openFake, post } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake({ tiers: { 3: 2, 4: 3 } });
});
afterEach(() => stage.fake.close());

const say = (channel = stage.channel.id) => stage.ask('chat.postMessage', { channel, text: 'a' });
const limited = { status: 429, ok: false, error: 'ratelimited' };

describe('a method has so many requests in a minute', () => {
  test('by its tier, and says when there are more', async () => {
    const ask = () => stage.ask('users.info', { user: stage.ada.user.id });
    for (let at = 0; at < 3; at++) expect(await ask()).toMatchObject({ ok: true });
    const refused = await ask();
    expect(refused).toMatchObject(limited);
    expect(refused.headers.get('retry-after')).toBe('60');
    await stage.clock.pass(59_999);
    expect((await ask()).headers.get('retry-after')).toBe('1');
    await stage.clock.pass(1);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('for each workspace and each method by itself', async () => {
    const update = (token?: string) =>
      stage.ask('chat.update', { channel: stage.channel.id, ts: '1.2', text: 'a' }, token);
    for (let at = 0; at < 2; at++) await update();
    expect(await update()).toMatchObject(limited);
    expect(await stage.ask('team.info')).toMatchObject({ ok: true });
    const theirs = stage.fake.install(stage.fake.addUser(stage.fake.addTeam()));
    expect(await update(theirs.token)).toMatchObject({ status: 200, error: 'channel_not_found' });
  });
});

test('a channel takes a message a second, a few at once', async () => {
  for (let at = 0; at < 4; at++) expect(await say()).toMatchObject({ ok: true });
  const refused = await say();
  expect(refused).toMatchObject(limited);
  expect(refused.headers.get('retry-after')).toBe('1');
  const other = stage.fake.addChannel(stage.team);
  stage.fake.invite(other);
  expect(await say(other.id)).toMatchObject({ ok: true });
  await stage.clock.pass(1000);
  expect(await say()).toMatchObject({ ok: true });
  expect(await say()).toMatchObject(limited);
});

describe('tests', () => {
  test('fail requests, which then do nothing', async () => {
    stage.fake.failNext({ call: 'chat.postMessage', status: 429, retryAfterS: 7, times: 2 });
    stage.fake.failNext({ call: 'chat.postMessage', error: 'fatal_error' });
    stage.fake.failNext({ call: 'chat.postMessage', status: 503 });
    expect(await stage.ask('auth.test')).toMatchObject({ ok: true });
    expect((await say()).headers.get('retry-after')).toBe('7');
    expect(await say()).toMatchObject(limited);
    expect(await say()).toMatchObject({ status: 200, ok: false, error: 'fatal_error' });
    expect(await say()).toMatchObject({ status: 503 });
    expect(stage.fake.messages()).toEqual([]);
    expect(await say()).toMatchObject({ ok: true });
  });

  test('hold requests after or before they are carried out', async () => {
    for (const [stageName, made] of [
      ['accepted', 1],
      ['arrived', 0],
    ] as const) {
      const before = stage.fake.messages().length;
      const hold = stage.fake.hold('chat.postMessage', { stage: stageName });
      const said = say();
      expect((await hold.held).body.text).toBe('a');
      expect(stage.fake.messages().length - before).toBe(made);
      hold.release();
      expect(await said).toMatchObject({ ok: true });
    }
  });

  test('cut a connection after the request was carried out', async () => {
    const hold = stage.fake.hold('chat.postMessage');
    const said = say();
    await hold.held;
    hold.drop();
    await expect(said).rejects.toThrow('fetch failed');
    expect(stage.fake.messages()).toHaveLength(1);
  });

  test('read what came', async () => {
    await say();
    await stage.ask('auth.test', {}, null);
    await post(`${stage.fake.apiUrl}chat.nonsense`, {});
    const [first, second, third] = stage.fake.requests();
    expect(first).toMatchObject({
      ...{ call: 'chat.postMessage', status: 200, error: null, hasAuthorization: true },
      ...{ tenant: stage.team.id, body: { text: 'a' } },
    });
    expect(second).toMatchObject({
      call: 'auth.test',
      error: 'not_authed',
      hasAuthorization: false,
      tenant: null,
    });
    expect(third).toMatchObject({ call: 'unknown', error: 'unknown_method' });
    expect(stage.fake.requests('auth.test')).toEqual([second]);
  });
});
