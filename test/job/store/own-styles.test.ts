import { expect, it } from 'vitest';
import type { OwnStyle } from '../../../src/job/own-style.js';
import { openFresh } from './fixture/store.js';

const mascot: OwnStyle = {
  ...{ tenant: 'discord/guild', id: 'mascot', title: 'Our Mascot', blob: 'a'.repeat(64) },
  ...{ width: 640, height: 480, by: 'discord/ada', at: 1000 },
};
const anyway = () => {};

it("keeps a tenant's styles apart from those of others, oldest first", async () => {
  const { ownStyles } = await openFresh();
  const later = { ...mascot, id: 'logo', at: 3000 };
  const earlier = { ...mascot, id: 'banner', at: 500, by: 'discord/bob' };
  const elsewhere = { ...mascot, tenant: 'slack/guild', at: 2000 };
  for (const style of [later, mascot, elsewhere, earlier]) await ownStyles.add(style, anyway);
  expect(await ownStyles.list('discord/guild')).toEqual([earlier, mascot, later]);
  expect(await ownStyles.listOf('discord/ada')).toEqual([mascot, elsewhere, later]);
  expect(await ownStyles.list('discord/other')).toEqual([]);
});

it('adds nothing where the check throws, which sees what is there', async () => {
  const { ownStyles } = await openFresh();
  await ownStyles.add(mascot, (present) => expect(present).toEqual([]));
  const full = ownStyles.add({ ...mascot, id: 'logo' }, (present) => {
    expect(present).toEqual([mascot]);
    throw new Error('full');
  });
  await expect(full).rejects.toThrow('full');
  expect(await ownStyles.list('discord/guild')).toEqual([mascot]);
});

it('replaces one of the same id', async () => {
  const { ownStyles, jobs } = await openFresh();
  const other = { ...mascot, title: 'Another', blob: 'b'.repeat(64), by: 'discord/bob', at: 9 };
  await ownStyles.add(mascot, anyway);
  await ownStyles.add(other, anyway);
  expect(await ownStyles.list('discord/guild')).toEqual([other]);
  expect(await jobs.referencedBlobs()).toEqual(new Set([other.blob]));
});

it('takes one away, or all of a person', async () => {
  const { ownStyles, jobs } = await openFresh();
  const theirs = { ...mascot, id: 'logo', by: 'discord/bob', blob: 'c'.repeat(64) };
  const elsewhere = { ...mascot, tenant: 'discord/other' };
  for (const style of [mascot, theirs, elsewhere]) await ownStyles.add(style, anyway);
  expect(await ownStyles.remove('discord/guild', 'nothing')).toBeNull();
  expect(await ownStyles.remove('discord/guild', 'mascot')).toEqual(mascot);
  expect(await ownStyles.remove('discord/guild', 'mascot')).toBeNull();
  expect(await ownStyles.removeOf('discord/ada')).toEqual([elsewhere]);
  expect(await ownStyles.removeOf('discord/ada')).toEqual([]);
  expect(await ownStyles.list('discord/guild')).toEqual([theirs]);
  expect(await jobs.referencedBlobs()).toEqual(new Set([theirs.blob]));
});
