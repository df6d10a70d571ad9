import { expect, test } from 'vitest';
import { openFresh } from './fixture/store.js';

const row = { device: 'cpu', recipe: 'impasto', pixels: 65536, seconds: 0.1234567890123, weight: 3 };

test('a pace is kept by device, recipe and size, and replaced when it is learnt anew', async () => {
  const { paces } = await openFresh();
  expect(await paces.read()).toEqual([]);
  await paces.write(row);
  await paces.write({ ...row, device: 'cuda:0', seconds: 0.01 });
  await paces.write({ ...row, seconds: 0.5, weight: 4.5 });
  expect(await paces.read()).toEqual([
    { ...row, seconds: 0.5, weight: 4.5 },
    { ...row, device: 'cuda:0', seconds: 0.01 },
  ]);
});

test('of more than five hundred, those that were not written for longest go', async () => {
  const { paces } = await openFresh();
  for (let pixels = 1; pixels <= 500; pixels++) await paces.write({ ...row, pixels });
  await paces.write({ ...row, pixels: 1 });
  await paces.write({ ...row, pixels: 501 });
  const sizes = (await paces.read()).map(({ pixels }) => pixels);
  expect(sizes).toEqual([1, ...Array.from({ length: 499 }, (_, index) => index + 3)]);
});

test('a number that is none is refused before the driver sees it', async () => {
  const { paces } = await openFresh();
  await expect(paces.write({ ...row, seconds: Number.NaN })).rejects.toThrow(TypeError);
  expect(await paces.read()).toEqual([]);
});
