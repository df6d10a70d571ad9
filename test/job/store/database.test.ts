import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Driver from 'libsql';
import { describe, expect, test } from 'vitest';
import { connect } from '../../../src/job/store/connection.js';
import { openDatabase } from '../../../src/job/store/database.js';
import { migrate, migrations } from '../../../src/job/store/migrations.js';
import { admit, makeFolder, open } from './fixture/store.js';

const makePath = async () => join(await makeFolder(), 'impasto.db');

test('what was written is there at the next opening; the file is for its owner only', async () => {
  const path = await makePath();
  const database = await open(path);
  const job = await admit(database);
  await database.close();
  await expect(database.jobs.get(job.id)).rejects.toThrow(/to be open/);
  expect(await (await open(path)).jobs.get(job.id)).toEqual(job);
  for (const file of [path, `${path}-wal`, `${path}-shm`])
    expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a copy of the one file, made after closing, is a whole backup', async () => {
  const path = await makePath();
  const database = await open(path);
  const job = await admit(database);
  await database.close();
  const copy = join(await makeFolder(), 'backup.db');
  await copyFile(path, copy);
  expect(await (await open(copy)).jobs.get(job.id)).toEqual(job);
});

test('an empty file is a fresh database', async () => {
  const path = await makePath();
  await writeFile(path, '');
  await admit(await open(path));
});

test('a folder that is not there, or a folder in the place of the file, cannot be written', async () => {
  const folder = await makeFolder();
  const missing = join(folder, 'missing', 'impasto.db');
  for (const path of [missing, folder]) {
    await expect(openDatabase({ path })).rejects.toMatchObject({
      code: 'file-unwritable',
      context: { path },
    });
  }
});

describe('a damaged file', () => {
  /** A database of many pages, folded into one file. */
  async function makeWhole() {
    const path = await makePath();
    const database = await open(path);
    for (let count = 0; count < 60; count++) await admit(database, { order: { note: 'x'.repeat(1000) } });
    await database.close();
    return { path, whole: await readFile(path) };
  }
  const damages: Readonly<Record<string, (whole: Buffer) => Buffer>> = {
    'is garbage': () => Buffer.from('no database '.repeat(1000)),
    'breaks off in the middle': (whole) => whole.subarray(0, Math.floor(whole.length / 2)),
    'breaks off in its first page': (whole) => whole.subarray(0, 100),
    'has pages of noise in its middle': (whole) => {
      const middle = Math.floor(whole.length / 4096 / 2) * 4096;
      return Buffer.concat([
        whole.subarray(0, middle),
        Buffer.alloc(4096 * 4, 0xa5),
        whole.subarray(middle + 4096 * 4),
      ]);
    },
    'has a byte of a page header flipped': (whole) => {
      const flipped = Buffer.from(whole);
      const at = Math.floor(whole.length / 4096 / 2) * 4096;
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0xff, at);
      return flipped;
    },
  };
  test.each(Object.entries(damages))('that %s is told of, and left as it is', async (_name, damage) => {
    const { whole } = await makeWhole();
    const path = await makePath();
    const damaged = damage(whole);
    expect(damaged.equals(whole)).toBe(false);
    await writeFile(path, damaged);
    await expect(openDatabase({ path })).rejects.toMatchObject({
      code: 'storage-broken',
      context: { path, detail: expect.stringMatching(/\w/) },
    });
    expect((await readFile(path)).equals(damaged)).toBe(true);
  });

  test.each(['jobs', 'paces'])('without its table %s is told of', async (table) => {
    const { path } = await makeWhole();
    new Driver(path).exec(`DROP TABLE ${table}`);
    await expect(openDatabase({ path })).rejects.toMatchObject({
      code: 'storage-broken',
      context: { path, detail: expect.stringMatching(new RegExp(`no such table: (main\\.)?${table}`)) },
    });
  });

  test('is known by this test as such: the same file, whole, opens', async () => {
    const { path } = await makeWhole();
    expect(await (await open(path)).jobs.list({ limit: 100 })).toHaveLength(60);
  });
});

describe('layouts', () => {
  test('a newer one is refused, and the version is told', async () => {
    const path = await makePath();
    await (await open(path)).close();
    new Driver(path).exec(`PRAGMA user_version = ${migrations.length + 1}`);
    await expect(openDatabase({ path })).rejects.toMatchObject({
      code: 'storage-broken',
      context: {
        path,
        detail: expect.stringContaining(`newer Impasto wrote it (layout ${migrations.length + 1}`),
      },
    });
  });

  test("another program's database is not touched", async () => {
    const path = await makePath();
    new Driver(path).exec('CREATE TABLE theirs (a)');
    await expect(openDatabase({ path })).rejects.toMatchObject({
      context: { path, detail: 'another program wrote it' },
    });
    const tables = new Driver(path).prepare('SELECT name FROM sqlite_schema').all();
    expect(tables).toEqual([{ name: 'theirs' }]);
  });

  test('steps are done once and in order, and one that fails leaves the file at the step before', async () => {
    const connection = connect(await makePath(), 100);
    const steps = [...migrations, 'CREATE TABLE extra (a INTEGER) STRICT'];
    migrate(connection);
    migrate(connection, steps);
    migrate(connection, steps);
    const broken = [...steps, 'CREATE TABLE more (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1)'];
    expect(() => migrate(connection, broken)).toThrow(/nowhere/);
    expect(connection.prepare('PRAGMA user_version').one()).toEqual({ user_version: steps.length });
    const names = connection.prepare("SELECT name FROM sqlite_schema WHERE name IN ('extra', 'more')").all();
    expect(names).toEqual([{ name: 'extra' }]);
  });
});

test('the questions that are asked often are answered from an index', async () => {
  const path = await makePath();
  await (await open(path)).close();
  const driver = new Driver(path);
  const plan = (sql: string) =>
    (driver.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail);
  const questions: readonly [sql: string, index: string][] = [
    [
      "SELECT count(*) FILTER (WHERE user = 'a') FROM jobs WHERE state IN ('queued', 'running')",
      'jobs_by_state',
    ],
    ["SELECT * FROM jobs WHERE state IN ('queued', 'running') ORDER BY seq", 'jobs_by_state'],
    ["SELECT * FROM jobs WHERE tenant = 'a' ORDER BY seq DESC LIMIT 5", 'jobs_by_tenant'],
    ["SELECT * FROM jobs WHERE user = 'a' ORDER BY seq DESC LIMIT 5", 'jobs_by_user'],
    [
      "SELECT * FROM jobs WHERE (blob IS NOT NULL OR inputs <> '[]') AND ended_at IS NOT NULL ORDER BY ended_at",
      'jobs_with_files',
    ],
    ["SELECT max(at) FROM submissions WHERE user = 'a' AND tenant = 'b'", 'submissions_by_user'],
    ['DELETE FROM submissions WHERE at < 5', 'submissions_by_time'],
    ["SELECT * FROM deliveries WHERE state = 'owed' ORDER BY rowid", 'deliveries_owed'],
    ["SELECT * FROM setting_changes WHERE scope = 'a' ORDER BY seq DESC LIMIT 5", 'setting_changes_by_scope'],
  ];
  for (const [sql, index] of questions) expect(plan(sql).join('; '), sql).toContain(index);
});
