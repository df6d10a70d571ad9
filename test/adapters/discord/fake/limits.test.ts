/** Rate limits, bans and tokens at the stand-in Discord, and what tests can do to requests. */
import { RateLimitError, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord } from '../../../fakes/discord/start.js';
import { type FakeStage, message, openFake, text } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const hello = message(text('hello'));
const edit = 'PATCH /webhooks/{application}/{token}/messages/{message}';

async function deferred() {
  const exchange = stage.ada.slash('paint');
  await stage.answer(exchange, 5);
  return exchange;
}

describe('a bucket', () => {
  test('of a token is full after five edits in two seconds, and of that token alone', async () => {
    const [one, other] = [await deferred(), await deferred()];
    const ask = (exchange: typeof one) => stage.ask(`PATCH ${stage.webhook(exchange)}`, hello);
    for (let left = 4; left >= 0; left--) {
      const { status, headers } = await ask(one);
      expect(status).toBe(200);
      expect(headers.get('x-ratelimit-limit')).toBe('5');
      expect(headers.get('x-ratelimit-remaining')).toBe(String(left));
      expect(headers.get('x-ratelimit-reset-after')).toBe('2.000');
    }
    const refused = await ask(one);
    expect(refused).toMatchObject({ status: 429, body: { retry_after: 2, global: false } });
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    expect((await ask(other)).status).toBe(200);
    await stage.clock.pass(2000);
    expect((await ask(one)).status).toBe(200);
    expect((await one.message()).edits).toBe(6);
  });

  test('of a channel is its own for each kind of request', async () => {
    const path = `/channels/${stage.channel.id}/messages`;
    for (let count = 0; count < 5; count++) expect((await stage.ask(`POST ${path}`, hello)).status).toBe(200);
    expect(await stage.ask(`POST ${path}`, hello)).toMatchObject({ status: 429 });
    expect((await stage.ask(`GET ${path}`)).status).toBe(200);
    const elsewhere = stage.fake.addChannel(stage.guild);
    expect((await stage.ask(`POST /channels/${elsewhere.id}/messages`, hello)).status).toBe(200);
  });

  test('of everything holds for the bot’s token, not for interactions', async () => {
    for (let count = 0; count < 50; count++) expect((await stage.ask('GET /users/@me')).status).toBe(200);
    const refused = await stage.ask('GET /users/@me');
    expect(refused).toMatchObject({ status: 429, body: { global: true } });
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    const exchange = await deferred();
    expect((await stage.ask(`PATCH ${stage.webhook(exchange)}`, hello)).status).toBe(200);
    await stage.clock.pass(1000);
    expect((await stage.ask('GET /users/@me')).status).toBe(200);
  });

  test('is understood by the real client: it waits, and nothing is refused', async () => {
    const fake = await startDiscord({ buckets: { webhook: { limit: 2, windowMs: 300 } } });
    fake.register([{ name: 'paint', description: 'Paints' }]);
    const [guild, user] = [fake.addGuild(), fake.addUser()];
    fake.join(guild, user);
    const { id, token } = fake.as(user, fake.addChannel(guild)).slash('paint');
    const make = (reject: boolean) =>
      new REST({ api: fake.apiUrl, retries: 0, rejectOnRateLimit: () => reject }).setToken(fake.token);
    const patient = make(false);
    await patient.post(Routes.interactionCallback(id, token), { body: { type: 5 }, auth: false });
    const route = Routes.webhookMessage(fake.applicationId, token, '@original');
    const send = (rest: REST) => rest.patch(route, { body: hello, auth: false });
    for (let count = 0; count < 6; count++) await send(patient);
    expect(fake.requests(edit).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const hasty = make(true);
    await expect(Promise.all(Array.from({ length: 6 }, () => send(hasty)))).rejects.toThrow(RateLimitError);
    await fake.close();
  });
});

describe('a token', () => {
  test('is the bot’s own, or nothing is done', async () => {
    for (const token of [null, 'wrong'])
      expect(await stage.ask('GET /users/@me', undefined, { token })).toMatchObject({ status: 401, code: 0 });
    expect(await stage.ask('GET /gateway/bot', undefined, { token: null })).toMatchObject({ status: 401 });
    expect((await stage.ask('GET /gateway/bot')).status).toBe(200);
  });

  test('is not needed where the path has one', async () => {
    const exchange = await deferred();
    expect((await stage.ask(`PATCH ${stage.webhook(exchange)}`, hello, { token: null })).status).toBe(200);
    expect(stage.fake.requests(edit)).toMatchObject([{ hasAuthorization: false, status: 200, body: hello }]);
  });
});

describe('requests that are refused', () => {
  test('are counted for ten minutes, and too many of them are a ban', async () => {
    await stage.fake.close();
    stage = await openFake({ invalidLimit: 3 });
    const wrong = () => stage.ask('GET /users/@me', undefined, { token: 'wrong' });
    for (let count = 0; count < 3; count++) await wrong();
    await stage.ask('GET /channels/123456789012345678');
    expect(stage.fake).toMatchObject({ invalidRequests: 3, isBanned: false });
    await stage.clock.pass(10 * 60_000);
    await wrong();
    expect(stage.fake).toMatchObject({ invalidRequests: 1, isBanned: false });
    for (let count = 0; count < 3; count++) await wrong();
    expect(stage.fake.isBanned).toBe(true);
  });

  test('are those that nobody serves, too', async () => {
    expect(await stage.ask('GET /nowhere')).toMatchObject({ status: 404, code: 0 });
    expect(stage.fake.requests((one) => one.route === 'unknown')).toMatchObject([{ path: '/nowhere' }]);
    expect((await fetch(`${stage.fake.apiUrl}/v9/gateway`)).status).toBe(404);
    expect((await fetch(`${stage.fake.apiUrl}/gateway`)).status).toBe(200);
  });

  test('as a test wants it: nothing of them is done', async () => {
    const exchange = await deferred();
    const ask = () => stage.ask(`PATCH ${stage.webhook(exchange)}`, hello);
    stage.fake.failNext({ route: edit, status: 500, times: 2 });
    stage.fake.failNext({ status: 429, retryAfterMs: 700 });
    expect([(await ask()).status, (await ask()).status]).toEqual([500, 500]);
    expect(await ask()).toMatchObject({ status: 429, body: { retry_after: 0.7 } });
    expect((await exchange.message()).isLoading).toBe(true);
    expect((await ask()).status).toBe(200);
  });
});

describe('a request that is held', () => {
  const wants = ({ body }: { body: object }) => JSON.stringify(body).includes('wait');
  const wait = message(text('wait'));

  test('is carried out, and its answer kept; others pass', async () => {
    const exchange = await deferred();
    const hold = stage.fake.hold(edit, { wants });
    const ask = (body: typeof hello) => stage.ask(`PATCH ${stage.webhook(exchange)}`, body);
    expect((await ask(hello)).status).toBe(200);
    const asked = ask(wait);
    expect(await hold.held).toMatchObject({ status: null });
    expect((await exchange.message()).text).toBe('wait');
    hold.release();
    expect((await asked).status).toBe(200);
  });

  test('or not even begun, and its connection cut', async () => {
    const exchange = await deferred();
    const hold = stage.fake.hold(edit, { stage: 'arrived' });
    const asked = stage.ask(`PATCH ${stage.webhook(exchange)}`, wait).catch((error: Error) => error.message);
    await hold.held;
    hold.drop();
    expect(await asked).toBe('fetch failed');
    expect((await exchange.message()).isLoading).toBe(true);
    const [first, later] = [stage.fake.hold(edit), stage.fake.hold(edit)];
    later.release();
    first.release();
    expect((await stage.ask(`PATCH ${stage.webhook(exchange)}`, wait)).status).toBe(200);
  });
});

test('a clock that began before Discord is refused', async () => {
  const clock = { now: () => 0, after: () => () => undefined, wall: () => 0 };
  await expect(startDiscord({ clock })).rejects.toThrow(RangeError);
});
