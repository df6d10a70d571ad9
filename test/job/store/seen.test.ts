import { expect, it } from 'vitest';
import { openFresh } from './fixture/store.js';

it('takes names once, all or none', async () => {
  const { seen } = await openFresh();
  expect(await seen.claim(['a', 'b'], 1)).toBe(true);
  expect(await seen.claim(['b', 'c'], 2)).toBe(false);
  expect(await seen.claim(['c'], 3)).toBe(true);
  expect(await seen.claim([], 3)).toBe(true);
});

it('forgets names, and what is old', async () => {
  const { seen } = await openFresh();
  await seen.claim(['a'], 1);
  await seen.claim(['b'], 2);
  await seen.forget(['a', 'nothing']);
  expect(await seen.claim(['a'], 3)).toBe(true);
  expect(await seen.prune(3)).toBe(1);
  expect(await seen.claim(['b'], 4)).toBe(true);
  expect(await seen.claim(['a'], 4)).toBe(false);
});
