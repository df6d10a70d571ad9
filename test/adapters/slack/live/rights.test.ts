/** Admins are those of the workspace. */
import { expect, it } from 'vitest';
import { isAdminOf } from '../../../../src/adapters/slack/rights.js';

const admin = { is_admin: true, is_owner: false };

it.each([
  ['an admin', { team_id: 'T1', ...admin }, true],
  ['an owner', { team_id: 'T1', is_admin: false, is_owner: true }, true],
  ['a member', { team_id: 'T1', is_admin: false, is_owner: false }, false],
  ['an admin of another organisation', { team_id: 'T9', ...admin }, false],
  [
    'an admin of an organisation beside',
    { team_id: 'T9', ...admin, enterprise_user: { teams: ['T9'] } },
    false,
  ],
  ['an admin of ours', { team_id: 'T9', ...admin, enterprise_user: { teams: ['T9', 'T1'] } }, true],
  ['nobody', undefined, false],
])('%s', (_, user, is) => {
  expect(isAdminOf(user, 'T1')).toBe(is);
});
