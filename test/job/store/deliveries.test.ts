import { expect, test } from 'vitest';
import { admit, openFresh } from './fixture/store.js';

async function openOwing(count: number) {
  const database = await openFresh();
  const jobs: string[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await admit(database);
    await database.jobs.end(id, { state: 'cancelled', endedAt: index });
    jobs.push(id);
  }
  return { deliveries: database.deliveries, jobs };
}

test('deliveries are owed in the order of the ends, each under a name of its own', async () => {
  const { deliveries, jobs } = await openOwing(3);
  const owed = await deliveries.owed();
  expect(owed.map(({ job }) => job)).toEqual(jobs);
  expect(new Set(owed.map(({ nonce }) => nonce)).size).toBe(3);
  expect(await deliveries.get(jobs[1]!)).toEqual(owed[1]);
  expect(await deliveries.get('babababa')).toBeNull();
});

test('a try is counted when it begins, under the same name', async () => {
  const { deliveries, jobs } = await openOwing(1);
  const [owed] = await deliveries.owed();
  expect(await deliveries.begin(jobs[0]!)).toEqual({ ...owed, tries: 1 });
  expect(await deliveries.begin(jobs[0]!)).toEqual({ ...owed, tries: 2 });
  expect(await deliveries.get(jobs[0]!)).toEqual({ ...owed, tries: 2 });
  expect(await deliveries.begin('babababa')).toBeNull();
});

test('a receipt is kept, and can be taken back', async () => {
  const { deliveries, jobs } = await openOwing(2);
  await deliveries.saveReceipt(jobs[0]!, { file: 'F1' });
  expect((await deliveries.get(jobs[0]!))?.receipt).toEqual({ file: 'F1' });
  expect((await deliveries.get(jobs[1]!))?.receipt).toBeNull();
  await deliveries.saveReceipt(jobs[0]!, null);
  expect((await deliveries.get(jobs[0]!))?.receipt).toBeNull();
});

test.each(['delivered', 'given-up'] as const)('what is %s is owed no more, and stays that', async (state) => {
  const { deliveries, jobs } = await openOwing(2);
  await deliveries.settle(jobs[0]!, state);
  expect((await deliveries.owed()).map(({ job }) => job)).toEqual([jobs[1]]);
  expect(await deliveries.begin(jobs[0]!)).toBeNull();
  await deliveries.settle(jobs[0]!, state === 'delivered' ? 'given-up' : 'delivered');
  expect(await deliveries.get(jobs[0]!)).toMatchObject({ state, tries: 0 });
});
