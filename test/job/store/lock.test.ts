import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isLocked, lockDataFolder } from '../../../src/job/store/lock.js';
import { startChild } from './fixture/child.js';
import { makeFolder } from './fixture/store.js';

test('a folder that nobody serves is free, and looking leaves nothing behind', async () => {
  const folder = await makeFolder();
  expect(isLocked(folder)).toBe(false);
  expect(existsSync(join(folder, 'lock.db'))).toBe(false);
});

test('what one holds no other gets, until it is released', async () => {
  const folder = await makeFolder();
  const lock = lockDataFolder(folder);
  expect(isLocked(folder)).toBe(true);
  expect(() => lockDataFolder(folder)).toThrow(
    expect.objectContaining({ code: 'storage-busy', context: { path: folder } }),
  );
  expect(isLocked(folder)).toBe(true);
  lock.release();
  lock.release();
  expect(isLocked(folder)).toBe(false);
  lockDataFolder(folder).release();
});

test('another process holds it for as long as it lives, and not after kill -9', async () => {
  const folder = await makeFolder();
  const holder = startChild('hold-lock.mjs', [folder]);
  expect(await holder.line(0)).toBe('held');
  expect(isLocked(folder)).toBe(true);
  expect(() => lockDataFolder(folder)).toThrow(/storage-busy/);
  const second = startChild('hold-lock.mjs', [folder]);
  expect(await second.line(0)).toBe('storage-busy');

  await holder.kill();
  expect(isLocked(folder)).toBe(false);
  const lock = lockDataFolder(folder);
  // Why: closing any handle on a file drops the locks of its whole process, unless somebody keeps count.
  expect(isLocked(folder)).toBe(true);
  const third = startChild('hold-lock.mjs', [folder]);
  expect(await third.line(0)).toBe('storage-busy');
  lock.release();
});

test('a folder that is not there, and a lock file that is none, are told of', async () => {
  const folder = await makeFolder();
  expect(() => lockDataFolder(join(folder, 'missing'))).toThrow(/file-unwritable/);
  await writeFile(join(folder, 'lock.db'), 'no database '.repeat(100));
  expect(() => lockDataFolder(folder)).toThrow(/storage-broken/);
  expect(() => isLocked(folder)).toThrow(/storage-broken/);
});
