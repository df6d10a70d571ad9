import { expect, it } from 'vitest';
import { openFresh } from './fixture/store.js';

it('keeps one text a key', async () => {
  const { installations } = await openFresh();
  expect(await installations.read('team/T1')).toBeNull();
  await installations.write('team/T1', 'one');
  await installations.write('team/T2', 'other');
  await installations.write('team/T1', 'two');
  expect(await installations.read('team/T1')).toBe('two');
  expect(await installations.read('team/T2')).toBe('other');
});

it('replaces only what stands there', async () => {
  const { installations } = await openFresh();
  await installations.write('team/T1', 'one');
  expect(await installations.replace('team/T1', 'none', 'two')).toBe(false);
  expect(await installations.replace('team/T2', 'one', 'two')).toBe(false);
  expect(await installations.replace('team/T1', 'one', 'two')).toBe(true);
  expect(await installations.read('team/T1')).toBe('two');
  expect(await installations.read('team/T2')).toBeNull();
});

it('takes one away', async () => {
  const { installations } = await openFresh();
  await installations.write('team/T1', 'one');
  expect(await installations.remove('team/T1')).toBe(true);
  expect(await installations.remove('team/T1')).toBe(false);
  expect(await installations.read('team/T1')).toBeNull();
});
