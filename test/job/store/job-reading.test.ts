import { join } from 'node:path';
import Driver from 'libsql';
import { expect, test } from 'vitest';
import type { Job } from '../../../src/job/job.js';
import { ada, admit, makeFolder, open, openFresh, result } from './fixture/store.js';

const ids = (jobs: readonly Job[]) => jobs.map(({ id }) => id);

/** Four jobs of two people in two places, in each state that matters to a list. */
async function fill() {
  const database = await openFresh();
  const bob = { ...ada, user: 'bob' };
  const elsewhere = { ...ada, tenant: 'other' };
  const done = await admit(database);
  const running = await admit(database, { requester: bob });
  // The clock was set back in between: the order of admission is what counts.
  const queued = await admit(database, { requester: elsewhere }, 500);
  const failed = await admit(database, { inputs: [] });
  for (const { id } of [done, running, failed]) await database.jobs.start(id, 'slot 1', 'cpu', 2000);
  await database.jobs.end(failed.id, { state: 'failed', endedAt: 3000 });
  await database.jobs.end(done.id, { state: 'done', endedAt: 4000, result });
  return { database, done: done.id, running: running.id, queued: queued.id, failed: failed.id };
}

test('lists are newest first, by tenant, user and state, and no longer than asked for', async () => {
  const { database, done, running, queued, failed } = await fill();
  const list = async (filter?: Parameters<typeof database.jobs.list>[0]) =>
    ids(await database.jobs.list(filter));
  expect(await list()).toEqual([failed, queued, running, done]);
  expect(await list({ tenant: 'discord/guild' })).toEqual([failed, running, done]);
  expect(await list({ user: 'discord/ada' })).toEqual([failed, queued, done]);
  expect(await list({ user: 'discord/ada', tenant: 'discord/guild' })).toEqual([failed, done]);
  expect(await list({ states: ['done', 'queued'] })).toEqual([queued, done]);
  expect(await list({ states: ['done'], user: 'discord/ada', tenant: 'discord/guild' })).toEqual([done]);
  expect(await list({ states: [] })).toEqual([]);
  expect(await list({ limit: 2 })).toEqual([failed, queued]);
  expect(await list({ user: 'slack/ada' })).toEqual([]);
});

test('a list without a limit has fifty', async () => {
  const database = await openFresh();
  for (let count = 0; count < 51; count++) await admit(database);
  expect(await database.jobs.list()).toHaveLength(50);
});

test("a tenant's jobs that have ended, oldest end first, and which tenants there are", async () => {
  const { database, done, failed } = await fill();
  const ended = async (...asked: Parameters<typeof database.jobs.endedBefore>) =>
    ids(await database.jobs.endedBefore(...asked));
  expect(await ended('discord/guild', 5000, 10)).toEqual([failed, done]);
  expect(await ended('discord/guild', 5000, 1)).toEqual([failed]);
  expect(await ended('discord/guild', 4000, 10)).toEqual([failed]);
  expect(await ended('discord/other', 5000, 10)).toEqual([]);
  expect([...(await database.jobs.tenants())].sort()).toEqual(['discord/guild', 'discord/other']);
});

test('unfinished jobs come in the order of their admission', async () => {
  const { database, running, queued } = await fill();
  expect(ids(await database.jobs.unfinished())).toEqual([running, queued]);
});

test('states are counted, also those that no job is in', async () => {
  const { database } = await fill();
  expect(await database.jobs.count()).toEqual({
    queued: 1,
    running: 1,
    done: 1,
    failed: 1,
    cancelled: 0,
    expired: 0,
  });
});

test('ended jobs with files come by their end; those whose files are forgotten do not', async () => {
  const { database, done, running, failed } = await fill();
  expect(ids(await database.jobs.withFiles(10))).toEqual([done]);
  await database.jobs.end(running, { state: 'cancelled', endedAt: 3500 });
  expect(ids(await database.jobs.withFiles(10))).toEqual([running, done]);
  expect(ids(await database.jobs.withFiles(1))).toEqual([running]);
  await database.jobs.forgetFiles(running);
  expect(ids(await database.jobs.withFiles(10))).toEqual([done]);
  expect(await database.jobs.get(failed)).not.toBeNull();
});

test('the blobs that are named are those of inputs and results', async () => {
  const { database, done, running, queued } = await fill();
  const inputs = ['c'.repeat(64), 'd'.repeat(64)];
  expect(await database.jobs.referencedBlobs()).toEqual(new Set([...inputs, result.blob]));
  await database.jobs.forgetFiles(done);
  expect(await database.jobs.referencedBlobs()).toEqual(new Set(inputs));
  for (const id of [running, queued]) {
    await database.jobs.end(id, { state: 'cancelled', endedAt: 1 });
    await database.jobs.forgetFiles(id);
  }
  expect(await database.jobs.referencedBlobs()).toEqual(new Set());
});

test('the version changes with what another process writes, not with what this one does', async () => {
  const path = join(await makeFolder(), 'impasto.db');
  const database = await open(path);
  const other = await open(path);
  const before = await database.jobs.version();
  const { id } = await admit(database);
  expect(await database.jobs.version()).toBe(before);
  await other.jobs.end(id, { state: 'cancelled', endedAt: 5 });
  expect(await database.jobs.version()).not.toBe(before);
  expect(await database.jobs.version()).toBe(await database.jobs.version());
});

test('a row whose JSON is damaged is told of by its job, and harms no other', async () => {
  const path = join(await makeFolder(), 'impasto.db');
  const database = await open(path);
  const { id } = await admit(database);
  const whole = await admit(database);
  new Driver(path).exec(`UPDATE jobs SET work = '[{' WHERE id = '${id}'`);
  await expect(database.jobs.get(id)).rejects.toMatchObject({
    code: 'storage-broken',
    context: { path, detail: `work of job ${id} is no JSON` },
  });
  expect(await database.jobs.get(whole.id)).toEqual(whole);
});
