import { join } from 'node:path';
import Driver from 'libsql';
import { expect, test } from 'vitest';
import { StudioError } from '../../../src/errors.js';
import { asStorageError, primaryCode } from '../../../src/job/store/sql-errors.js';
import { makeFolder } from './fixture/store.js';

const sqlite = (rawCode: number) => Object.assign(new Error('it says so'), { rawCode });

test.each([
  [13, 'storage-full', { detail: 'the disk is full' }],
  [13 | (3 << 8), 'storage-full', { detail: 'the disk is full' }],
  [4874, 'storage-full', { detail: 'the disk is full' }],
  [11, 'storage-broken', { path: 'a.db', detail: 'it says so' }],
  [11 | (1 << 8), 'storage-broken', { path: 'a.db', detail: 'it says so' }],
  [26, 'storage-broken', { path: 'a.db', detail: 'it says so' }],
  [10, 'storage-broken', { path: 'a.db', detail: 'it says so' }],
  [10 | (4 << 8), 'storage-broken', { path: 'a.db', detail: 'it says so' }],
  [5, 'storage-busy', { path: 'a.db' }],
  [5 | (2 << 8), 'storage-busy', { path: 'a.db' }],
  [6, 'storage-busy', { path: 'a.db' }],
  [8, 'file-unwritable', { path: 'a.db', detail: 'it says so' }],
  [14, 'file-unwritable', { path: 'a.db', detail: 'it says so' }],
  [1, 'unexpected', { detail: 'SQLite: it says so (1)' }],
  [1811, 'unexpected', { detail: 'SQLite: it says so (1811)' }],
])('code %i is %s', (rawCode, code, context) => {
  const cause = sqlite(rawCode);
  const error = asStorageError(cause, 'a.db');
  expect(error).toBeInstanceOf(StudioError);
  expect(error).toMatchObject({ code, context, cause });
});

test('what is no error of SQLite passes unchanged', () => {
  for (const error of [
    new TypeError('a'),
    new StudioError('storage-full', { detail: 'b' }),
    'c',
    undefined,
  ]) {
    expect(asStorageError(error, 'a.db')).toBe(error);
    expect(primaryCode(error)).toBeNull();
  }
});

test("the driver's own errors are understood", async () => {
  const folder = await makeFolder();
  const fail = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error;
    }
    throw new Error('Expected a failure');
  };
  expect(primaryCode(fail(() => new Driver(join(folder, 'missing', 'a.db'))))).toBe(14);
  const driver = new Driver(join(folder, 'a.db'));
  expect(primaryCode(fail(() => driver.exec('SELECT * FROM nothing')))).toBe(1);
  driver.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, CHECK (a > 0)) STRICT');
  expect(primaryCode(fail(() => driver.exec('INSERT INTO t VALUES (0)')))).toBe(19);
});
