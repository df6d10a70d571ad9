import { expect, test } from 'vitest';
import { openFresh } from './fixture/store.js';

const by = 'discord/ada';

test('settings are kept by scope; null unsets', async () => {
  const { settings } = await openFresh();
  await settings.write({ scope: 'discord/guild', name: 'max-steps', new: '12', by, at: 1 });
  await settings.write({ scope: 'discord/guild', name: 'previews', new: 'false', by, at: 2 });
  await settings.write({ scope: 'operator', name: 'max-steps', new: '24', by, at: 3 });
  expect(await settings.read('discord/guild')).toEqual({ 'max-steps': '12', previews: 'false' });
  expect(await settings.read('operator')).toEqual({ 'max-steps': '24' });
  expect(await settings.read('discord/other')).toEqual({});
  await settings.write({ scope: 'discord/guild', name: 'max-steps', new: null, by, at: 4 });
  expect(await settings.read('discord/guild')).toEqual({ previews: 'false' });
});

test('every change is audited with what was before it, newest first', async () => {
  const { settings } = await openFresh();
  const change = { scope: 'discord/guild', name: 'max-size', by } as const;
  const first = await settings.write({ ...change, new: '512', at: 10 });
  expect(first).toEqual({ ...change, old: null, new: '512', at: 10 });
  // The clock was set back: the order of the changes is what counts.
  const second = await settings.write({ ...change, new: '384', by: 'operator', at: 5 });
  expect(second).toEqual({ ...change, old: '512', new: '384', by: 'operator', at: 5 });
  const third = await settings.write({ ...change, new: null, at: 20 });
  expect(third).toEqual({ ...change, old: '384', new: null, at: 20 });
  await settings.write({ ...change, scope: 'operator', new: '1', at: 30 });
  expect(await settings.audit('discord/guild', 10)).toEqual([third, second, first]);
  expect(await settings.audit('discord/guild', 1)).toEqual([third]);
});

test('a setting that cannot be written leaves no trace in the audit', async () => {
  const { settings } = await openFresh();
  const bad = { scope: 'operator', name: 'size', new: 'a\0b', by, at: 1 };
  await expect(settings.write(bad)).rejects.toThrow(TypeError);
  expect(await settings.read('operator')).toEqual({});
  expect(await settings.audit('operator', 10)).toEqual([]);
});

test('blocks are set, changed and lifted', async () => {
  const { settings } = await openFresh();
  const block = { kind: 'user', key: 'discord/eve', reason: 'flood', by: 'operator', at: 7 } as const;
  await settings.block(block);
  await settings.block({ ...block, kind: 'tenant', key: 'slack/T1', at: 5 });
  await settings.block({ ...block, reason: 'spam', at: 9 });
  expect(await settings.blocks()).toEqual([
    { ...block, kind: 'tenant', key: 'slack/T1', at: 5 },
    { ...block, reason: 'spam', at: 9 },
  ]);
  expect(await settings.unblock('tenant', 'discord/eve')).toBe(false);
  expect(await settings.unblock('user', 'discord/eve')).toBe(true);
  expect(await settings.unblock('user', 'discord/eve')).toBe(false);
  expect(await settings.blocks()).toHaveLength(1);
});
