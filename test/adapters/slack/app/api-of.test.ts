/** Clients live as long as their token. */
import { AuthorizationError } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createApiOf } from '../../../../src/adapters/slack/api-of.js';
import { NotInstalled, type Where } from '../../../../src/adapters/slack/installations.js';
import { authorizeOne, takeTurns } from '../../../../src/adapters/slack/tenancy.js';
import { whereOf } from '../../../../src/adapters/slack/uninstalled.js';

const team = (id: string, enterprise: string | null = null) => ({ team: id, enterprise });

function open(token = 'first') {
  const made: (readonly [string, string | null])[] = [];
  const asked: Where[] = [];
  const state = { token: token as string | undefined, error: null as Error | null };
  const apiOf = createApiOf({
    async authorize(where) {
      asked.push(where);
      if (state.error !== null) throw state.error;
      return state.token === undefined ? {} : { botToken: state.token };
    },
    createApis(made_, teamId) {
      made.push([made_, teamId]);
      return { patient: {}, impatient: {} } as never;
    },
  });
  return { apiOf, made, asked, state };
}

it('makes clients once for a token, and anew for another', async () => {
  const { apiOf, made, state } = open();
  const first = await apiOf(team('T1'));
  expect(await apiOf(team('T1'))).toBe(first);
  await apiOf(team('T2'));
  state.token = 'second';
  const second = await apiOf(team('T1'));
  expect(second.patient).not.toBe(first.patient);
  expect(second.token).toBe('second');
  expect(made).toEqual([
    ['first', null],
    ['first', null],
    ['second', null],
  ]);
});

it('names the workspace where the token is for a whole organisation', async () => {
  const { apiOf, made, asked } = open();
  await apiOf(team('T1', 'E1'));
  expect(made).toEqual([['first', 'T1']]);
  expect(asked).toEqual([{ teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: true }]);
});

it('keeps the clients of a thousand workspaces, those of late', async () => {
  const { apiOf, made } = open();
  for (let k = 0; k < 1000; k++) await apiOf(team(`T${k}`));
  await apiOf(team('T0'));
  await apiOf(team('T1000'));
  expect(made).toHaveLength(1001);
  await apiOf(team('T0'));
  expect(made).toHaveLength(1001);
  await apiOf(team('T1'));
  expect(made).toHaveLength(1002);
});

it('says where the app is gone, and not where only the database is busy', async () => {
  const { apiOf, state } = open();
  const gone = { code: 'platform-failed', context: { platform: 'Slack' } };
  state.error = new AuthorizationError('no', new NotInstalled('no'));
  await expect(apiOf(team('T1'))).rejects.toMatchObject(gone);
  state.error = new AuthorizationError('no', new Error('busy'));
  await expect(apiOf(team('T1'))).rejects.toMatchObject({ name: 'SlackFailure', kind: 'unreachable' });
  [state.error, state.token] = [null, undefined];
  await expect(apiOf(team('T1'))).rejects.toMatchObject(gone);
});

it('asks one at a time for a workspace, and again after a failure', async () => {
  const ends: (() => void)[] = [];
  const authorize = takeTurns(
    ({ teamId }) =>
      new Promise((resolve, reject) => {
        ends.push(() => (teamId === 'T2' ? reject(new Error('no')) : resolve({ teamId: teamId! })));
      }),
  );
  const where = (teamId: string) => ({ teamId, enterpriseId: undefined, isEnterpriseInstall: false });
  const both = [authorize(where('T1')), authorize(where('T1'))];
  const failing = authorize(where('T2'));
  expect(ends).toHaveLength(2);
  for (const end of ends.splice(0)) end();
  expect(await Promise.all(both)).toEqual([{ teamId: 'T1' }, { teamId: 'T1' }]);
  await expect(failing).rejects.toThrow('no');
  void authorize(where('T2')).catch(() => undefined);
  expect(ends).toHaveLength(1);
});

it('knows the bot of its one workspace when Slack has said who it is', async () => {
  let identity: { botId: string; botUserId: string } | null = null;
  const authorize = authorizeOne('xoxb-1', () => identity);
  const where = { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false };
  expect(await authorize(where)).toEqual({ botToken: 'xoxb-1', teamId: 'T1' });
  identity = { botId: 'B1', botUserId: 'U1' };
  expect(await authorize({ ...where, enterpriseId: 'E1' })).toEqual({
    ...{ botToken: 'xoxb-1', teamId: 'T1', enterpriseId: 'E1', botId: 'B1', botUserId: 'U1' },
  });
});

it.each([
  [{ team_id: 'T1' }, { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false }],
  [
    { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: true },
    { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: true },
  ],
  [
    {
      team_id: 'T1',
      authorizations: [{ team_id: null, enterprise_id: 'E1', is_enterprise_install: true }],
    },
    { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: true },
  ],
])('reads who has taken it out: %o', (body, where) => {
  expect(whereOf(body)).toEqual(where);
});
