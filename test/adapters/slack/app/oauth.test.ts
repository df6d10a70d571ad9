/** Many workspaces: how each takes the application in, whose token is whose, and what stays when it is taken out. */
import { describe, expect, it } from 'vitest';
import { createApiOf } from '../../../../src/adapters/slack/api-of.js';
import { scopes } from '../../../../src/adapters/slack/scopes.js';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/fake.js';
import { calm, type OpenGate, openStage } from './stage.js';
import { visit } from './visit.js';

async function openMany(options: SlackOptions = {}) {
  const stage = await openStage({ mode: 'http', ...options });
  const gate = await stage.open(stage.many);
  const install = async (user = stage.ada.user, about: { readonly isEnterprise?: boolean } = {}) => {
    const { finish } = await visit(stage.slack, gate.port!, user, about);
    return (await finish()).status;
  };
  return { ...stage, gate, install };
}

/** A further workspace with one member, who is at a channel. */
function addTeam(slack: FakeSlack, about: Parameters<FakeSlack['addTeam']>[0] = {}) {
  const team = slack.addTeam(about);
  const user = slack.addUser(team, { isAdmin: true });
  return { team, user, person: slack.as(user, slack.addChannel(team, {}, [user])) };
}

const rows = async ({ database }: Awaited<ReturnType<typeof openStage>>, ...keys: string[]) =>
  (await Promise.all(keys.map((key) => database.installations.read(key)))).map((row) => row !== null);

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  it('is taken in by two workspaces, each with its token', async () => {
    const stage = await openMany({ mode });
    const { slack, gate, ada, install, team } = stage;
    const other = addTeam(slack);
    expect(await install()).toBe(200);
    expect(await install(other.user)).toBe(200);
    await ada.slash('/stylize').acknowledged;
    await other.person.slash('/stylize').acknowledged;
    await expect.poll(() => gate.heard.length).toBe(2);
    const tokens = [team, other.team].map((one) => slack.installation(one)!.token);
    expect(gate.heard.map(({ team: id, token }) => [id, token])).toEqual([
      [team.id, tokens[0]],
      [other.team.id, tokens[1]],
    ]);
    expect(tokens[0]).not.toBe(tokens[1]);
    const row = await stage.database.installations.read(`team/${team.id}`);
    expect(row).toMatch(/^v1\./);
    expect(row).not.toContain(tokens[0]);
  });
});

it('asks for what it needs, on a page of its own that nobody frames', async () => {
  const { slack, gate, ada } = await openMany();
  const { page, html, button } = await visit(slack, gate.port!, ada.user);
  expect(page.status).toBe(200);
  expect(html).toContain('Add to Slack');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('set-cookie')).toMatch(/Secure; HttpOnly/);
  expect(button.href.startsWith(slack.authorizeUrl)).toBe(true);
  expect(button.searchParams.get('scope')).toBe(scopes.join(','));
  expect(button.searchParams.get('user_scope') ?? '').toBe('');
});

it('takes nobody in who did not begin here, says no, or comes twice', async () => {
  const stage = await openMany();
  const { slack, gate, ada, team } = stage;
  const begun = await visit(slack, gate.port!, ada.user);
  const forged = new URL(begun.back);
  forged.searchParams.set('state', 'forged');
  const sameForged = { cookie: 'slack-app-oauth-state=forged', url: forged };
  expect((await begun.finish({ cookie: '' })).status).toBe(400);
  expect((await begun.finish({ cookie: 'slack-app-oauth-state=other' })).status).toBe(400);
  expect((await begun.finish(sameForged)).status).toBe(400);
  expect(await rows(stage, `team/${team.id}`)).toEqual([false]);

  const denied = await visit(slack, gate.port!, ada.user, { isDenied: true });
  expect((await denied.finish()).status).toBe(502);
  expect(await rows(stage, `team/${team.id}`)).toEqual([false]);

  const good = await begun.finish();
  expect(good.status).toBe(200);
  expect(await good.text()).toContain('/stylize');
  expect((await begun.finish()).status).toBe(502);
  expect(await rows(stage, `team/${team.id}`)).toEqual([true]);
});

it('does nothing for a workspace that it does not know', async () => {
  const { gate, ada } = await openMany();
  await ada.slash('/stylize').acknowledged;
  await calm();
  expect(gate.heard).toEqual([]);
});

it('serves a whole organisation', async () => {
  const stage = await openMany();
  const { slack, gate, install } = stage;
  const enterprise = slack.addEnterprise('Louvre');
  const [one, two] = [addTeam(slack, { enterprise }), addTeam(slack, { enterprise })];
  expect(await install(one.user, { isEnterprise: true })).toBe(200);
  expect(await rows(stage, `enterprise/${enterprise.id}`, `team/${one.team.id}`)).toEqual([true, false]);
  await one.person.slash('/stylize').acknowledged;
  await two.person.shortcut('stylize_global').acknowledged;
  await expect.poll(() => gate.heard.length).toBe(2);
  expect(gate.heard.map(({ team }) => team)).toEqual([one.team.id, two.team.id]);
  expect(new Set(gate.heard.map(({ token }) => token)).size).toBe(1);
  slack.uninstall(slack.installation(one.team)!);
  await expect.poll(() => rows(stage, `enterprise/${enterprise.id}`)).toEqual([false]);
});

it('purges the tokens when it is taken out, and none of others', async () => {
  const stage = await openMany();
  const { slack, gate, install, team, database } = stage;
  const other = addTeam(slack);
  await install();
  await install(other.user);
  const keys = [`team/${team.id}`, `team/${other.team.id}`];
  expect(await rows(stage, ...keys)).toEqual([true, true]);
  slack.event(team, { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
  await calm();
  expect(await rows(stage, ...keys)).toEqual([true, true]);
  slack.uninstall(slack.installation(team)!);
  await expect.poll(() => rows(stage, ...keys)).toEqual([false, true]);
  const apiOf = createApiOf({ authorize: gate.authorize, createApis: () => ({}) as never });
  await expect(apiOf({ team: team.id, enterprise: null })).rejects.toMatchObject({ code: 'platform-failed' });
  expect((await apiOf({ team: other.team.id, enterprise: null })).token).toBe(
    slack.installation(other.team)!.token,
  );
  expect(await database.installations.read(keys[1]!)).not.toBeNull();
});

describe('tokens that end', () => {
  const hour = 3_600_000;
  const refreshes = (slack: FakeSlack) =>
    slack.requests(({ call, body }) => call === 'oauth.v2.access' && body.grant_type === 'refresh_token');

  /** Of a token that ends within two hours from the start, which is when it is renewed. */
  const openEnding = async () => {
    const stage = await openMany({ tokenMs: hour });
    await stage.install();
    return { ...stage, first: stage.slack.installation(stage.team)!.token };
  };

  it('are renewed once where many ask at once, and kept', async () => {
    const { slack, gate, team, first, clock } = await openEnding();
    const where = { teamId: team.id, enterpriseId: undefined, isEnterpriseInstall: false };
    const asked = await Promise.all(Array.from({ length: 8 }, () => gate.authorize(where)));
    const now = slack.installation(team)!.token;
    expect(refreshes(slack)).toHaveLength(1);
    expect(now).not.toBe(first);
    expect(new Set(asked.map(({ botToken }) => botToken))).toEqual(new Set([now]));
    clock.leap(hour / 2);
    // The next one begins with what was kept: the old one to renew with counts no more.
    await gate.authorize(where);
    expect(refreshes(slack).map(({ error }) => error)).toEqual([null, null]);
  });

  it('nobody waits for one that takes long while the old one is good', async () => {
    const { slack, gate, ada, team, first, clock } = await openEnding();
    const where = { teamId: team.id, enterpriseId: undefined, isEnterpriseInstall: false };
    const hold = slack.hold('oauth.v2.access', { stage: 'arrived' });
    const asking = gate.authorize(where);
    await hold.held;
    expect((await ada.slash('/stylize').acknowledged).afterMs).toBeLessThan(1000);
    expect(gate.heard).toHaveLength(1);
    expect((await asking).botToken).toBe(first);
    clock.leap(hour);
    let late: string | undefined;
    const waiting = gate.authorize(where).then(({ botToken }) => {
      late = botToken;
    });
    await calm(1500);
    expect(late).toBeUndefined();
    hold.release();
    await waiting;
    expect(late).toBe(slack.installation(team)!.token);
  });

  it('are used to their end where they cannot be renewed', async () => {
    const { slack, gate, team, first } = await openEnding();
    slack.failNext({ call: 'oauth.v2.access', status: 500 });
    const where = { teamId: team.id, enterpriseId: undefined, isEnterpriseInstall: false };
    expect((await gate.authorize(where)).botToken).toBe(first);
    expect((await gate.authorize(where)).botToken).toBe(slack.installation(team)!.token);
  });
});

describe('keys', () => {
  const [old, fresh] = ['01'.repeat(32), '02'.repeat(32)];

  it('are changed by putting one before the other: what is read is sealed anew', async () => {
    const { open, many, gate, install, database, team, ada, slack } = await openMany();
    await install();
    const key = `team/${team.id}`;
    const before = await database.installations.read(key);
    await gate.close();
    const serves = async (keys: string): Promise<OpenGate> => {
      const opened = await open({ ...many, SLACK_ENCRYPTION_KEY: keys });
      await ada.slash('/stylize').acknowledged;
      await calm();
      await opened.close();
      return opened;
    };
    expect((await serves(`${fresh},${old}`)).heard).toHaveLength(1);
    const after = await database.installations.read(key);
    expect(after!.split('.')[1]).not.toBe(before!.split('.')[1]);
    expect((await serves(fresh)).heard).toMatchObject([{ token: slack.installation(team)!.token }]);
    const lost = await serves(old);
    expect(lost.heard).toEqual([]);
    expect(lost.log.join('\n')).toContain('SLACK_ENCRYPTION_KEY');
    expect(await database.installations.read(key)).toBe(after);
  });
});
