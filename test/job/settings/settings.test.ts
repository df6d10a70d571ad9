import { describe, expect, it } from 'vitest';
import { createSettings, type Settings } from '../../../src/job/settings/settings.js';
import { defaultSettings, settingNames } from '../../../src/job/settings/table.js';
import { createMemorySettings } from '../../fakes/memory-settings.js';

const server = 'discord/123';
const recipes = ['impasto', 'gatys'];

function open() {
  const store = createMemorySettings();
  let now = 1000;
  const settings = createSettings({
    store,
    clock: { wall: () => now },
    isRecipe: (name) => recipes.includes(name),
    isPreset: (name) => name === 'starry-night',
  });
  const set = (scope: string, name: string, text: string | null, by = 'discord/7') =>
    settings.change({ scope, name, text, by });
  const pass = (ms: number) => {
    now += ms;
  };
  return { store, settings, set, pass };
}

const viewOf = async (settings: Settings, scope: string, name: string) =>
  (await settings.view(scope)).find((row) => row.name === name);

describe('what holds', () => {
  it('is the table where nobody has said anything', async () => {
    const { settings } = open();
    expect(await settings.effective(server)).toEqual(defaultSettings);
    expect(await settings.effective('operator')).toEqual(defaultSettings);
  });

  it('is the server, else the operator, else the default', async () => {
    const { settings, set } = open();
    await set('operator', 'max-steps', '300');
    await set('operator', 'default-strength', '40');
    await set(server, 'max-steps', '200');
    expect(await settings.effective(server)).toMatchObject({
      ...{ 'max-steps': 200, 'default-strength': 40, 'max-size': 1024 },
      sources: { 'max-steps': 'server', 'default-strength': 'operator', 'max-size': 'default' },
    });
    expect(await settings.effective('slack/T1')).toMatchObject({ 'max-steps': 300 });
    await set(server, 'max-steps', null);
    expect(await settings.effective(server)).toMatchObject({ 'max-steps': 300 });
  });

  it('stays within what the operator allows, when it is lowered later', async () => {
    const { settings, set } = open();
    await set(server, 'max-steps', '400');
    await set(server, 'cooldown', '10');
    await set(server, 'previews', 'on');
    await set(server, 'spoiler', 'off');
    await set('operator', 'max-steps', '100');
    await set('operator', 'cooldown', '60');
    await set('operator', 'previews', 'off');
    await set('operator', 'spoiler', 'on');
    expect(await settings.effective(server)).toMatchObject({
      ...{ 'max-steps': 100, cooldown: 60, previews: false, spoiler: true },
      sources: { 'max-steps': 'operator', cooldown: 'operator', previews: 'operator', spoiler: 'operator' },
    });
    await set('operator', 'max-steps', null);
    expect(await settings.effective(server)).toMatchObject({ 'max-steps': 400 });
  });

  it('has no daily limit until somebody sets one, and the operator sets one for all', async () => {
    const { settings, set } = open();
    await set(server, 'daily', '20');
    expect(await settings.effective(server)).toMatchObject({ daily: 20 });
    await set('operator', 'daily', '10');
    expect(await settings.effective(server)).toMatchObject({ daily: 10 });
    await set(server, 'daily', null);
    expect(await settings.effective(server)).toMatchObject({ daily: 10 });
  });

  it('ignores texts that are no values any more, and what only the operator may have', async () => {
    const { settings, store } = open();
    store.put(server, 'max-steps', 'many');
    store.put(server, 'default-preset', 'gone');
    store.put(server, 'disk-quota', '1');
    store.put('operator', 'max-size', '99999');
    store.put('operator', 'no-such-setting', '1');
    expect(await settings.effective(server)).toEqual(defaultSettings);
  });

  it('notices what another process has changed', async () => {
    const { settings, store } = open();
    await settings.effective(server);
    store.put(server, 'max-steps', '7');
    expect(await settings.effective(server)).toMatchObject({ 'max-steps': 7 });
  });
});

describe('a change', () => {
  it('is kept in one form and audited with who, when, what', async () => {
    const { settings, store, set, pass } = open();
    await set(server, ' Max-Steps ', ' 0200 ');
    pass(5);
    await set(server, 'max-steps', null, 'operator');
    await set(server, 'previews', 'FALSE');
    await set(server, 'allowed-channels', '<#12>,34, <#C9|art>,12');
    await set(server, 'allowed-roles', '<@&5>,<!subteam^S7>, S8');
    const change = { scope: server, name: 'max-steps' };
    expect((await settings.audit(server, 10)).slice(-2)).toEqual([
      { ...change, old: '200', new: null, by: 'operator', at: 1005 },
      { ...change, old: null, new: '200', by: 'discord/7', at: 1000 },
    ]);
    expect(await settings.audit(server, 1)).toHaveLength(1);
    expect(await store.read(server)).toEqual({
      ...{ previews: 'off', 'allowed-channels': '12, 34, C9', 'allowed-roles': '5, S7, S8' },
    });
    expect(await settings.effective(server)).toMatchObject({ 'allowed-channels': ['12', '34', 'C9'] });
  });

  const refused: readonly (readonly [string, string, string, object])[] = [
    [server, 'max-steps', '501', { setting: 'max-steps', value: '501', ceiling: '500' }],
    [server, 'cooldown', '59', { setting: 'cooldown', value: '59', ceiling: '60' }],
    [server, 'spoiler', 'off', { setting: 'spoiler', value: 'off', ceiling: 'on' }],
    [server, 'daily', '11', { setting: 'daily', value: '11', ceiling: '10' }],
  ];
  it.each(refused)('of %s beyond the ceiling is refused: %s %s', async (scope, name, text, context) => {
    const { store, set } = open();
    await set('operator', 'cooldown', '60');
    await set('operator', 'spoiler', 'on');
    await set('operator', 'daily', '10');
    await expect(set(scope, name, text)).rejects.toMatchObject({ code: 'setting-ceiling', context });
    expect(await store.read(scope)).toEqual({});
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ['max-steps', '0', 'option-invalid'],
    ['max-steps', '', 'option-invalid'],
    ['max-size', '512px', 'option-invalid'],
    ['previews', 'maybe', 'option-invalid'],
    ['default-recipe', 'nope', 'option-invalid'],
    ['default-preset', 'nope', 'option-invalid'],
    ['allowed-channels', '12,,13', 'option-invalid'],
    ['allowed-channels', '1'.repeat(2001), 'option-invalid'],
    ['colour', 'red', 'setting-unknown'],
    ['toString', 'x', 'setting-unknown'],
    ['__proto__', 'x', 'setting-unknown'],
    ['disk-quota', '100', 'setting-unknown'],
  ];
  it.each(wrong)('of %s to "%s" is refused: %s', async (name, text, code) => {
    const { settings, set } = open();
    await expect(set(server, name, text)).rejects.toMatchObject({ code });
    expect(await settings.audit(server, 10)).toEqual([]);
  });

  it('of the operator goes as far as the table does', async () => {
    const { settings, set } = open();
    await set('operator', 'max-steps', '5000', 'operator');
    await set('operator', 'disk-quota', '100', 'operator');
    await set(server, 'max-steps', '4000');
    await set(server, 'default-preset', ' starry-night ');
    expect(await settings.effective(server)).toMatchObject({
      ...{ 'max-steps': 4000, 'disk-quota': 100, 'default-preset': 'starry-night' },
    });
  });
});

describe('the view', () => {
  it('says value, source and ceiling; a server does not see what is the operator alone', async () => {
    const { settings, set } = open();
    await set('operator', 'max-steps', '300');
    await set(server, 'max-steps', '200');
    expect(await viewOf(settings, server, 'max-steps')).toMatchObject({
      ...{ value: '200', source: 'server', ceiling: { type: 'most', value: '300' } },
    });
    expect(await viewOf(settings, server, 'cooldown')).toMatchObject({
      ...{ value: '0', source: 'default', ceiling: null },
    });
    expect(await viewOf(settings, server, 'previews')).toMatchObject({ value: 'on', ceiling: null });
    expect(await viewOf(settings, server, 'spoiler')).toMatchObject({ value: 'off', ceiling: null });
    await set('operator', 'previews', 'off');
    await set('operator', 'spoiler', 'on');
    expect(await viewOf(settings, server, 'previews')).toMatchObject({
      ...{ value: 'off', ceiling: { type: 'most', value: 'off' } },
    });
    expect(await viewOf(settings, server, 'spoiler')).toMatchObject({
      ...{ value: 'on', ceiling: { type: 'least', value: 'on' } },
    });
    expect(await viewOf(settings, server, 'daily')).toMatchObject({ value: null, ceiling: null });
    expect(await viewOf(settings, server, 'disk-quota')).toBeUndefined();
    expect(await viewOf(settings, 'operator', 'max-steps')).toMatchObject({ value: '300', ceiling: null });
    expect((await settings.view('operator')).map(({ name }) => name)).toEqual(settingNames);
  });
});

describe('blocks', () => {
  it('are set with their time, listed and lifted', async () => {
    const { settings } = open();
    const eve = { kind: 'user', key: 'discord/eve', reason: 'flood', by: 'operator' } as const;
    expect(await settings.block(eve)).toEqual({ ...eve, at: 1000 });
    expect(await settings.blocks()).toEqual([{ ...eve, at: 1000 }]);
    expect(await settings.unblock('tenant', eve.key)).toBe(false);
    expect(await settings.unblock('user', eve.key)).toBe(true);
    expect(await settings.blocks()).toEqual([]);
  });
});
