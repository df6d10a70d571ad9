import { expect, it } from 'vitest';
import type { SettingView } from '../../src/job/settings/settings.js';
import { type SettingName, settingNames, settingTable } from '../../src/job/settings/table.js';
import {
  describeAudit,
  describeBlock,
  describeCeiling,
  describeChange,
  describeSetting,
  describeUnblock,
  describeValue,
} from '../../src/reply/settings.js';

const view = (name: SettingName, rest: Partial<SettingView> = {}): SettingView => ({
  ...{ name, value: null, source: 'default', ceiling: null, row: settingTable[name] },
  ...rest,
});

it('says what holds, by whose word and how far a server may go', () => {
  const ceiling = { type: 'most', value: '500' } as const;
  expect(describeSetting(view('max-steps', { value: '200', source: 'server', ceiling }))).toBe(
    'max-steps: 200 (set here, at most 500). Most steps at full size; who asks for more gets so many.',
  );
  expect(describeSetting(view('daily'))).toMatch(/^daily: no limit \(the default\)\. So many /);
  expect(describeSetting(view('cooldown', { value: '60', source: 'operator' }))).toMatch(
    /^cooldown: 60 \(the operator's\)\./,
  );
});

it('says of a flag that the operator decides what it always is', () => {
  expect(describeCeiling(view('spoiler', { ceiling: { type: 'least', value: 'on' } }))).toBe('always on');
  expect(describeCeiling(view('cooldown', { ceiling: { type: 'least', value: '5' } }))).toBe('at least 5');
  expect(describeCeiling(view('cooldown'))).toBe('');
});

it('has a word for everything that is not set, and a help that a sentence can be made of', () => {
  for (const name of settingNames) {
    const row = view(name).row;
    if (row.default === null) expect(row.unset, name).toBeTruthy();
    expect(describeValue(view(name)), name).toMatch(/\S/);
    expect(row.help, name).toMatch(/^\S.*[^.]$/);
  }
});

it('says what was changed from what to what, and by whom', () => {
  const change = { scope: 'discord/1', name: 'max-steps', old: '300', new: '200', by: 'discord/7', at: 0 };
  expect(describeChange(change)).toBe('max-steps is 200 now; it was 300. The next picture goes by it.');
  expect(describeChange({ ...change, old: null, new: null })).toBe(
    'max-steps is not set any more; it was not set. The next picture goes by it.',
  );
  expect(describeAudit(change)).toBe('discord/7 changed max-steps from 300 to 200');
  expect(describeAudit({ ...change, old: null, by: 'a\u001bb' })).toBe(
    'a b changed max-steps from nothing to 200',
  );
});

it('says who is kept out and who no longer is', () => {
  const block = { kind: 'user', key: 'discord/7', reason: 'spam' } as const;
  expect(describeBlock(block)).toBe('The user discord/7 is kept out (spam).');
  expect(describeBlock({ ...block, kind: 'tenant', reason: '' })).toBe('The server discord/7 is kept out.');
  expect(describeUnblock('user', 'discord/7', true)).toBe('The user discord/7 may ask for pictures again.');
  expect(describeUnblock('tenant', 'slack/T1', false)).toBe('The server slack/T1 was not kept out.');
});
