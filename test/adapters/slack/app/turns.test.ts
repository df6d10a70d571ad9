/** Renewed tokens: one renewal at a time for each row, and none over what came meanwhile. */
import type { Installation } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createInstallations, type Where } from '../../../../src/adapters/slack/installations.js';
import { createSeal } from '../../../../src/adapters/slack/seal.js';
import { takeTurns } from '../../../../src/adapters/slack/tenancy.js';
import { createLog } from '../../../../src/log.js';
import { settle } from '../../../fakes/manual-clock.js';
import { openFresh } from '../../../job/store/fixture/store.js';

const log = createLog({ level: 'error', write: () => undefined });

const where = (teamId: string, enterpriseId: string, isEnterpriseInstall: boolean): Where => ({
  ...{ teamId, enterpriseId, isEnterpriseInstall },
});

it.each([
  ['two workspaces of an organisation wait for each other', true, 1],
  ['two workspaces that installed it by themselves do not', false, 2],
])('%s', async (_, isEnterprise, together) => {
  let [inside, most] = [0, 0];
  const authorize = takeTurns(async ({ teamId }) => {
    most = Math.max(most, ++inside);
    await settle();
    inside--;
    if (teamId === 'T1') throw new Error('no');
    return { teamId: teamId! };
  });
  const asked = ['T1', 'T2', 'T3'].map((id) => authorize(where(id, 'E1', isEnterprise)));
  const ends = await Promise.allSettled(asked.slice(0, 2));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await asked[2]).toEqual({ teamId: 'T3' });
  expect(most).toBeGreaterThanOrEqual(together);
  if (isEnterprise) expect(most).toBe(1);
  expect(await authorize(where('T2', 'E1', isEnterprise))).toEqual({ teamId: 'T2' });
});

const granted = (token: string) =>
  ({
    ...{ team: { id: 'T1' }, enterprise: undefined, isEnterpriseInstall: false, authVersion: 'v2' },
    bot: { token, refreshToken: `r-${token}`, scopes: [], id: 'B1', userId: 'U1' },
  }) as unknown as Installation;
const at: Where = { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false };

async function openRow() {
  const { installations: store } = await openFresh();
  const installations = createInstallations(store, createSeal([Buffer.alloc(32, 1)]), log);
  await installations.storeInstallation(granted('first'));
  // As Bolt's installer does it: what was read, copied, with other tokens.
  const renewing = { ...(await installations.fetchInstallation(at)) };
  renewing.bot!.token = 'renewed';
  return { store, installations, renewing };
}

it('renewed tokens are kept', async () => {
  const { installations, renewing } = await openRow();
  await installations.storeInstallation(renewing);
  expect((await installations.fetchInstallation(at)).bot!.token).toBe('renewed');
});

it('tokens that are renewed while the app is taken out do not bring it back', async () => {
  const { store, installations, renewing } = await openRow();
  await installations.purge(at);
  await installations.storeInstallation(renewing);
  expect(await store.read('team/T1')).toBeNull();
});

it('tokens that are renewed while the app is installed anew do not take the place of the new ones', async () => {
  const { installations, renewing } = await openRow();
  await installations.storeInstallation(granted('second'));
  await installations.storeInstallation(renewing);
  expect((await installations.fetchInstallation(at)).bot!.token).toBe('second');
});
