import { expect, test } from 'vitest';
import { StudioError } from '../../../src/errors.js';
import type { Census } from '../../../src/job/store.js';
import { ada, admit, makeDraft, makeFolder, open, openFresh } from './fixture/store.js';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

test('an admitted job is queued, is what was asked for, and is found again', async () => {
  const database = await openFresh();
  const draft = makeDraft({ parent: 'rokadimu' });
  const job = await database.jobs.admit(draft, 1234, 0, () => {});
  expect(job).toEqual({
    ...draft,
    id: expect.stringMatching(/^([^aeiou][aeiou]){4}$/),
    state: 'queued',
    createdAt: 1234,
    startedAt: null,
    endedAt: null,
    slot: null,
    device: null,
    deaths: 0,
    stalls: 0,
    checkpointStep: 0,
    cancelledBy: null,
    result: null,
    failure: null,
  });
  expect(await database.jobs.get(job.id)).toEqual(job);
  expect(await database.jobs.get('babababa')).toBeNull();
});

test('texts come back as they went in', async () => {
  const database = await openFresh();
  const odd = `it's "odd" \u0000 \u2028 \ud83c\udfa8 %_?; DROP TABLE jobs`;
  const requester = { ...ada, user: `o'hara "x" ?1`, roles: [odd] };
  const job = await admit(database, { requester, order: { [odd]: odd, n: 0.1, b: false } });
  expect(await database.jobs.get(job.id)).toEqual(job);
  expect(job.order).toEqual({ [odd]: odd, n: 0.1, b: false });
  expect(await database.jobs.list({ user: `discord/o'hara "x" ?1` })).toEqual([job]);
});

test('a check that throws keeps the job out, and its own error comes through', async () => {
  const database = await openFresh();
  const refusal = new StudioError('queue-full', { scope: 'all', limit: 1 });
  const refuse = () => {
    throw refusal;
  };
  await expect(database.jobs.admit(makeDraft(), 1, 0, refuse)).rejects.toBe(refusal);
  expect(await database.jobs.list()).toEqual([]);
  expect(await database.jobs.census(ada, 0)).toMatchObject({ today: 0, lastAt: null });
  await admit(database);
});

test('the census counts who waits and who runs, by tenant and by user', async () => {
  const database = await openFresh();
  const elsewhere = { ...ada, tenant: 'other' };
  const bob = { ...ada, user: 'bob' };
  const namesake = { ...ada, door: 'slack' as const };
  for (const requester of [ada, ada, elsewhere, bob, namesake]) await admit(database, { requester });
  const started = await admit(database);
  await database.jobs.start(started.id, 'slot 1', 'cpu', 2000);
  const over = await admit(database);
  await database.jobs.end(over.id, { state: 'cancelled', endedAt: 2000 });

  const seen: Census[] = [];
  const job = await database.jobs.admit(makeDraft(), 3000, 0, (census) => seen.push(census));
  const before = {
    waiting: { all: 5, tenant: 3, user: 3 },
    running: 1,
    today: 4,
    lastAt: 1000,
    block: null,
  };
  expect(seen).toEqual([before]);
  const after = { ...before, waiting: { all: 6, tenant: 4, user: 4 }, today: 5, lastAt: 3000 };
  expect(await database.jobs.census(ada, 0)).toEqual(after);
  expect(await database.jobs.census(namesake, 0)).toMatchObject({ waiting: { all: 6, tenant: 1, user: 1 } });
  expect(job.state).toBe('queued');
});

test("the day's count begins at dayStart, leaves out what failed, and outlives the jobs", async () => {
  const database = await openFresh();
  const start = 100 * day;
  const failed = await admit(database, {}, start + hour);
  const removed = await admit(database, {}, start);
  const cancelled = await admit(database, {}, start + 3 * hour);
  await admit(database, {}, start - 1);
  expect(await database.jobs.census(ada, start)).toMatchObject({ today: 3 });

  await database.jobs.end(failed.id, { state: 'failed', endedAt: start + 4 * hour });
  await database.jobs.end(cancelled.id, { state: 'cancelled', endedAt: start + 4 * hour });
  await database.jobs.end(removed.id, { state: 'cancelled', endedAt: start + 4 * hour });
  await database.jobs.remove([removed.id, cancelled.id]);
  expect(await database.jobs.get(removed.id)).toBeNull();
  expect(await database.jobs.census(ada, start)).toMatchObject({ today: 2, lastAt: start + 3 * hour });
});

test('what was submitted more than two days ago is forgotten with the next admission', async () => {
  const database = await openFresh();
  await admit(database, {}, 100 * day);
  await admit(database, {}, 101 * day);
  expect(await database.jobs.census(ada, 0)).toMatchObject({ today: 2 });
  const bobs = makeDraft({ requester: { ...ada, user: 'bob' } });
  await database.jobs.admit(bobs, 102 * day + 1, 102 * day, () => {});
  expect(await database.jobs.census(ada, 0)).toMatchObject({ today: 1, lastAt: 101 * day });
});

test("the census names the block, the user's own before the tenant's", async () => {
  const database = await openFresh();
  const tenant = { kind: 'tenant', key: 'discord/guild', reason: 'flood', by: 'operator', at: 5 } as const;
  const user = { ...tenant, kind: 'user', key: 'discord/ada' } as const;
  await database.settings.block({ ...tenant, key: 'discord/ada' });
  await database.settings.block({ ...user, key: 'discord/guild' });
  expect((await database.jobs.census(ada, 0)).block).toBeNull();
  await database.settings.block(tenant);
  expect((await database.jobs.census(ada, 0)).block).toEqual(tenant);
  await database.settings.block(user);
  expect((await database.jobs.census(ada, 0)).block).toEqual(user);
});

test('an id that is taken is drawn again, also where only the submission is left of it', async () => {
  const letters = (id: string) =>
    [...id].map((letter, index) => {
      const from = index % 2 === 0 ? 'bdfhklmrsw' : 'aeiou';
      return from.indexOf(letter) / from.length + 0.01;
    });
  const draws = ['rokadimu', 'rokadimu', 'babababa', 'babababa', 'dedededo'].flatMap(letters);
  const database = await openFresh({ random: () => draws.shift()! });
  const first = await admit(database, { address: null });
  expect(first.id).toBe('rokadimu');
  const second = await admit(database, { address: null });
  expect(second.id).toBe('babababa');
  await database.jobs.end(second.id, { state: 'cancelled', endedAt: 1 });
  await database.jobs.remove([second.id]);
  expect((await admit(database)).id).toBe('dedededo');
  expect(draws).toEqual([]);
});

test('a source of chance that always says the same is found out', async () => {
  const database = await openFresh({ random: () => 0 });
  await admit(database);
  await expect(admit(database)).rejects.toThrow(RangeError);
  expect(await database.jobs.list()).toHaveLength(1);
});

test('two that have the file open cannot both take the last place', async () => {
  const path = `${await makeFolder()}/impasto.db`;
  const databases = [await open(path), await open(path)];
  const attempts = Array.from({ length: 20 }, (_, index) =>
    databases[index % 2]!.jobs.admit(makeDraft(), index, 0, ({ waiting }) => {
      if (waiting.all >= 7) throw new StudioError('queue-full', { scope: 'all', limit: 7 });
    }),
  );
  const settled = await Promise.allSettled(attempts);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
  expect(await databases[0]!.jobs.unfinished()).toHaveLength(7);
});
