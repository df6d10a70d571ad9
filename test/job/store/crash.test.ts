/** A process that works on the store is killed at any moment: what it was promised is there afterwards. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Driver from 'libsql';
import { expect, test } from 'vitest';
import type { JobState } from '../../../src/job/job.js';
import { isLegal } from '../../../src/job/states.js';
import { createBlobFolder } from '../../../src/job/store/blob-folder.js';
import { startChild } from './fixture/child.js';
import { makeFolder, open } from './fixture/store.js';

const rounds = 10;

test('ten times kill -9: nothing that was promised is lost', async () => {
  const folder = await makeFolder();
  const path = join(folder, 'impasto.db');
  const blobFolder = join(folder, 'blobs');
  const promised = new Map<string, JobState>();
  const blobs: string[] = [];
  let setting = '';

  for (let round = 0; round < rounds; round++) {
    const child = startChild('work.mjs', [path, blobFolder]);
    await child.line(0);
    await sleep(20 + Math.random() * 150);
    await child.kill();
    for (const [word, subject] of child.lines.slice(1).map((line) => line.split(' ') as [string, string])) {
      if (word === 'blob') blobs.push(subject);
      else if (word === 'setting') setting = subject;
      else promised.set(subject, word as JobState);
    }
  }
  expect(promised.size).toBeGreaterThan(rounds);

  expect(new Driver(path).prepare('PRAGMA quick_check').all()).toEqual([{ quick_check: 'ok' }]);
  const database = await open(path);
  for (const [id, state] of promised) {
    const job = await database.jobs.get(id);
    // Why not only equal: the kill may have come between the disk and the promise.
    expect(job?.state === state || isLegal(state, job!.state), `${id}: ${state}, then ${job?.state}`).toBe(
      true,
    );
    const isOwed = job?.endedAt !== null;
    expect((await database.deliveries.get(id))?.state, id).toBe(isOwed ? 'owed' : undefined);
  }
  // At most one job a round was let in without a word of it.
  const all = await database.jobs.list({ limit: 1_000_000 });
  expect(all.length).toBeLessThanOrEqual(promised.size + rounds);
  const behind = all.filter(({ id, state }) => promised.has(id) && promised.get(id) !== state);
  expect(behind.length).toBeLessThanOrEqual(rounds);

  const { count } = await database.settings.read('page');
  expect(Number(count)).toBeGreaterThanOrEqual(Number(setting));
  const kept = createBlobFolder({ folder: blobFolder });
  for (const hash of blobs) expect((await kept.get(hash)).length).toBeGreaterThan(2000);
  // A name that is there is whole, promised or not.
  for await (const { hash } of kept.list()) await kept.get(hash);
});
