/** Tokens, scopes and installations of the stand-in Slack: each rule is broken once, and kept once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Method } from '../../../fakes/slack/web/methods.js';
import { type FakeStage, openFake } from './fake-stage.js';

const hour = 3_600_000;
let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake({ tokenMs: 12 * hour });
});
afterEach(() => stage.fake.close());

const whoIs = (token: string | null) => stage.ask('auth.test', {}, token);
const exchange = (body: object) => {
  const { clientId: client_id, clientSecret: client_secret } = stage.fake;
  return stage.ask('oauth.v2.access', { client_id, client_secret, ...body }, null);
};
const back = 'http://127.0.0.1:9/slack/oauth_redirect';
/** Where the page "Add to Slack" sends somebody. */
async function visit(query: object = {}): Promise<URL | null> {
  const asked = {
    client_id: stage.fake.clientId,
    scope: 'commands,chat:write',
    state: 'sealed',
    redirect_uri: back,
  };
  const search = new URLSearchParams({ ...asked, ...query });
  const response = await fetch(`${stage.fake.authorizeUrl}?${search}`, { redirect: 'manual' });
  return response.status === 302 ? new URL(response.headers.get('location')!) : null;
}

describe('a token', () => {
  test('is one that Slack gave', async () => {
    expect(await whoIs(null)).toMatchObject({ error: 'not_authed' });
    expect(await whoIs('xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect((await whoIs(stage.installation.token)).body).toMatchObject({
      ...{ team_id: stage.team.id, user_id: stage.installation.botUser.id, bot_id: stage.installation.botId },
      is_enterprise_install: false,
    });
  });

  test('expires after 12 hours, and is renewed by a token that counts once', async () => {
    const { token: old, refreshToken } = stage.installation;
    await stage.clock.pass(11 * hour);
    const renewed = await exchange({ grant_type: 'refresh_token', refresh_token: refreshToken });
    expect(renewed.body).toMatchObject({ ok: true, token_type: 'bot', expires_in: 12 * 3600 });
    const fresh = String(renewed.body.access_token);
    expect(fresh).not.toBe(old);
    expect(await whoIs(old)).toMatchObject({ ok: true });
    expect(await exchange({ grant_type: 'refresh_token', refresh_token: refreshToken })).toMatchObject({
      error: 'invalid_refresh_token',
    });
    await stage.clock.pass(hour);
    expect(await whoIs(old)).toMatchObject({ error: 'token_expired' });
    expect(await whoIs(fresh)).toMatchObject({ ok: true });
    const again = { grant_type: 'refresh_token', refresh_token: renewed.body.refresh_token };
    expect(await exchange(again)).toMatchObject({ ok: true });
  });

  test('that was taken back is none', async () => {
    stage.fake.revoke(stage.installation.token);
    expect(await whoIs(stage.installation.token)).toMatchObject({ error: 'token_revoked' });
    expect(() => stage.fake.revoke('xoxb-wrong')).toThrow(RangeError);
  });

  test('does nothing that it was not granted', async () => {
    const rows: readonly (readonly [Method, string, object])[] = [
      ['chat.postMessage', 'chat:write', { channel: stage.channel.id, text: 'a' }],
      ['files.getUploadURLExternal', 'files:write', { filename: 'a', length: 1 }],
      ['files.list', 'files:read', {}],
      ['users.info', 'users:read', { user: stage.ada.user.id }],
      ['team.info', 'team:read', {}],
      ['bots.info', 'users:read', {}],
      ['conversations.info', 'channels:read', { channel: stage.channel.id }],
      ['conversations.members', 'channels:read', { channel: stage.channel.id }],
      ['conversations.history', 'channels:history', { channel: stage.channel.id }],
      ['conversations.open', 'im:write', { users: stage.ada.user.id }],
    ];
    const { scopes } = stage.installation;
    for (const [method, scope, body] of rows) {
      expect(await stage.ask(method, { ...body }), method).toMatchObject({ ok: true });
      scopes.delete(scope);
      const refused = await stage.ask(method, { ...body });
      expect(refused, method).toMatchObject({ error: 'missing_scope', body: { needed: scope } });
      expect(refused.body.provided).not.toContain(scope);
      scopes.add(scope);
    }
  });
});

describe('an installation', () => {
  test('begins at the page, with a code that counts once', async () => {
    const eve = stage.fake.addUser(stage.fake.addTeam());
    stage.fake.consent({ user: eve });
    const url = await visit();
    expect(url!.href.startsWith(back)).toBe(true);
    expect(url!.searchParams.get('state')).toBe('sealed');
    const code = url!.searchParams.get('code');
    expect(await exchange({ code, redirect_uri: 'http://other' })).toMatchObject({
      error: 'bad_redirect_uri',
    });
    const given = await exchange({ code, redirect_uri: back });
    expect(given.body).toMatchObject({
      ...{ ok: true, team: { id: eve.team.id }, enterprise: null, scope: 'commands,chat:write' },
      authed_user: { id: eve.id },
    });
    expect(await exchange({ code, redirect_uri: back })).toMatchObject({ error: 'invalid_code' });
    expect((await whoIs(String(given.body.access_token))).body.team_id).toBe(eve.team.id);
    expect((await whoIs(stage.installation.token)).body.team_id).toBe(stage.team.id);
  });

  test('needs the application, its secret, and a code that is not too old', async () => {
    stage.fake.consent({ user: stage.ada.user });
    const code = (await visit())!.searchParams.get('code');
    expect(await exchange({ code, client_id: 'x' })).toMatchObject({ error: 'invalid_client_id' });
    expect(await exchange({ code, client_secret: 'x' })).toMatchObject({ error: 'bad_client_secret' });
    expect(await exchange({ code, grant_type: 'password' })).toMatchObject({ error: 'invalid_grant_type' });
    await stage.clock.pass(600_001);
    expect(await exchange({ code, redirect_uri: back })).toMatchObject({ error: 'invalid_code' });
  });

  test('is somebody who says yes', async () => {
    expect(await visit()).toBeNull();
    stage.fake.consent({ user: stage.ada.user, isDenied: true });
    expect((await visit())!.searchParams.get('error')).toBe('access_denied');
    stage.fake.consent({ user: stage.ada.user });
    expect(await visit({ client_id: 'x' })).toBeNull();
    expect(await visit()).not.toBeNull();
  });

  test('again is the same one with the scopes that were granted last', () => {
    const again = stage.fake.install(stage.ada.user, { scopes: ['commands'] });
    expect(again).toBe(stage.installation);
    expect([...again.scopes]).toEqual(['commands']);
  });

  test('that is taken out is gone: its token is dead, and the bot hears of it', async () => {
    const bot = await stage.connect();
    const other = stage.fake.install(stage.fake.addUser(stage.fake.addTeam()));
    stage.fake.uninstall(stage.installation);
    const events = [await bot.next(), await bot.next()].map(({ payload }) => payload);
    expect(events).toMatchObject([
      {
        team_id: stage.team.id,
        event: { type: 'tokens_revoked', tokens: { bot: [stage.installation.botUser.id] } },
      },
      { team_id: stage.team.id, event: { type: 'app_uninstalled' } },
    ]);
    expect(await whoIs(stage.installation.token)).toMatchObject({ error: 'account_inactive' });
    expect(await whoIs(other.token)).toMatchObject({ ok: true });
    const refresh = { grant_type: 'refresh_token', refresh_token: stage.installation.refreshToken };
    expect(await exchange(refresh)).toMatchObject({ error: 'invalid_refresh_token' });
    expect(() => stage.ada.slash('/paint')).toThrow('not installed');
  });

  test('ends with its token', async () => {
    expect((await stage.ask('auth.revoke', { test: true })).body.revoked).toBe(false);
    expect(stage.fake.installation(stage.team)).toBe(stage.installation);
    expect((await stage.ask('auth.revoke')).body.revoked).toBe(true);
    expect(await whoIs(stage.installation.token)).toMatchObject({ error: 'token_revoked' });
    expect(stage.fake.installation(stage.team)).toBeNull();
  });
});

describe('an organisation', () => {
  test('has the application in all its workspaces with one token', async () => {
    const enterprise = stage.fake.addEnterprise();
    const [one, two] = [stage.fake.addTeam({ enterprise }), stage.fake.addTeam({ enterprise })];
    const [eve, joe] = [stage.fake.addUser(one), stage.fake.addUser(two)];
    const installation = stage.fake.install(eve, { isEnterprise: true });
    const { body } = await whoIs(installation.token);
    expect(body).toMatchObject({
      is_enterprise_install: true,
      enterprise_id: enterprise.id,
      team_id: enterprise.id,
    });
    const channel = stage.fake.addChannel(two, {}, [joe]);
    stage.fake.invite(channel);
    const say = (token: string) => stage.ask('chat.postMessage', { channel: channel.id, text: 'a' }, token);
    expect(await say(installation.token)).toMatchObject({ ok: true });
    expect(await say(stage.installation.token)).toMatchObject({ error: 'channel_not_found' });
    expect(await stage.ask('team.info', {}, installation.token)).toMatchObject({ error: 'missing_argument' });
    const info = await stage.ask('team.info', { team_id: two.id }, installation.token);
    expect(info.body).toMatchObject({ team: { id: two.id, enterprise_id: enterprise.id } });
    const bot = await stage.connect();
    stage.fake.as(joe, channel).slash('/paint');
    expect((await bot.next()).payload).toMatchObject({
      ...{ team_id: two.id, enterprise_id: enterprise.id, is_enterprise_install: 'true' },
    });
    stage.fake.as(joe, channel).mention('hi');
    expect((await bot.next()).payload).toMatchObject({
      ...{ team_id: two.id, enterprise_id: enterprise.id, authorizations: [{ is_enterprise_install: true }] },
    });
  });

  test('is what the installer belongs to', () => {
    expect(() => stage.fake.install(stage.ada.user, { isEnterprise: true })).toThrow(RangeError);
  });

  test('gives way to what a workspace has installed itself', () => {
    const enterprise = stage.fake.addEnterprise();
    const team = stage.fake.addTeam({ enterprise });
    const eve = stage.fake.addUser(team);
    const whole = stage.fake.install(eve, { isEnterprise: true });
    expect(stage.fake.installation(team)).toBe(whole);
    const own = stage.fake.install(eve);
    expect(stage.fake.installation(team)).toBe(own);
  });
});
