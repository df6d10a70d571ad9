import { join } from 'node:path';
import Driver from 'libsql';
import { describe, expect, test } from 'vitest';
import { jobStates } from '../../../src/job/job.js';
import { isFinal, isLegal } from '../../../src/job/states.js';
import { admit, makeFolder, open } from './fixture/store.js';

/** A database with a job in it, and a way to write to it past the store. */
async function openBehind() {
  const path = join(await makeFolder(), 'impasto.db');
  const database = await open(path);
  const { id } = await admit(database);
  return { path, database, id, driver: new Driver(path) };
}

const pairs = jobStates.flatMap((from) => jobStates.map((to) => [from, to] as const));
const ended = (state: (typeof jobStates)[number]) => (isFinal(state) ? '9' : 'NULL');

describe('SQL from elsewhere', () => {
  test.each(pairs)('takes a job from %s to %s only where the table says so', async (from, to) => {
    const { database, id, driver } = await openBehind();
    const set = (state: (typeof jobStates)[number]) =>
      driver.exec(`UPDATE jobs SET state = '${state}', ended_at = ${ended(state)} WHERE id = '${id}'`);
    // Every state is a legal step away from running or queued.
    if (from !== 'queued') set('running');
    if (isFinal(from)) set(from);
    if (isLegal(from, to)) set(to);
    else expect(() => set(to)).toThrow(/illegal change of a job's state/);
    expect((await database.jobs.get(id))?.state).toBe(isLegal(from, to) ? to : from);
  });

  test.each(jobStates.filter((state) => state !== 'queued'))('inserts no job that is %s', async (state) => {
    const { driver } = await openBehind();
    const columns = 'tenant, user, requester, job_order, inputs, recipe, work, size, notes, created_at';
    const insert = (to: (typeof jobStates)[number]) =>
      driver.exec(
        `INSERT INTO jobs (id, state, ended_at, ${columns})
         SELECT 'babababa', '${to}', ${ended(to)}, ${columns} FROM jobs`,
      );
    expect(() => insert(state)).toThrow(/begins queued/);
    insert('queued');
  });

  test('gives no job a state that is none, nor an end without a time', async () => {
    const { driver } = await openBehind();
    expect(() => driver.exec("UPDATE jobs SET state = 'lost'")).toThrow();
    expect(() => driver.exec("UPDATE jobs SET state = 'cancelled'")).toThrow(/CHECK/);
    expect(() => driver.exec('UPDATE jobs SET ended_at = 5')).toThrow(/CHECK/);
  });
});

test('a trigger of another table of transitions is replaced at the next opening', async () => {
  const { path, database, id, driver } = await openBehind();
  await database.close();
  driver.exec('DROP TRIGGER jobs_state_changes');
  driver.exec('CREATE TRIGGER jobs_state_changes BEFORE UPDATE OF state ON jobs BEGIN SELECT 1; END');
  const again = await open(path);
  await again.jobs.end(id, { state: 'cancelled', endedAt: 5 });
  expect(() => driver.exec("UPDATE jobs SET state = 'queued', ended_at = NULL")).toThrow(/illegal change/);
});
