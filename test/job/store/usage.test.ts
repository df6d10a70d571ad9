import { expect, test } from 'vitest';
import { ada, admit, openFresh } from './fixture/store.js';

const bob = { ...ada, user: 'bob' };

test('a summary counts the jobs of one user in all places, and says since when', async () => {
  const database = await openFresh();
  await admit(database, {}, 3000);
  await admit(database, { requester: { ...ada, tenant: 'other' } }, 2000);
  await admit(database, { requester: bob }, 1000);
  expect(await database.usage.summarize('discord/ada')).toEqual({ jobs: 2, oldestAt: 2000 });
  expect(await database.usage.summarize('slack/ada')).toEqual({ jobs: 0, oldestAt: null });
});

test('pruning takes what was before a time, of everybody', async () => {
  const database = await openFresh();
  for (const at of [1000, 2000, 3000]) {
    for (const requester of [ada, bob]) await admit(database, { requester }, at);
  }
  await database.usage.prune(2000);
  expect(await database.jobs.census(ada, 0)).toMatchObject({ today: 2 });
  expect(await database.jobs.census(bob, 0)).toMatchObject({ today: 2 });
});

test("forgetting takes what was before the day; today's count stays, and other people's", async () => {
  const database = await openFresh();
  for (const at of [1000, 2000, 3000]) {
    for (const requester of [ada, bob]) await admit(database, { requester }, at);
  }
  const jobs = (await database.jobs.list({ user: 'discord/ada' })).map(({ id }) => id);
  for (const id of jobs) await database.jobs.end(id, { state: 'cancelled', endedAt: 4000 });
  await database.jobs.remove(jobs);
  expect(await database.usage.summarize('discord/ada')).toEqual({ jobs: 0, oldestAt: 1000 });
  await database.usage.forget('discord/ada', 3000);
  expect(await database.usage.summarize('discord/ada')).toEqual({ jobs: 0, oldestAt: 3000 });
  expect(await database.jobs.census(ada, 3000)).toMatchObject({ today: 1, lastAt: 3000 });
  expect(await database.jobs.census(bob, 0)).toMatchObject({ today: 3 });
});
