import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locateData, prepareDataFolder } from '../../../src/job/store/data-folder.js';
import { asFileError } from '../../../src/job/store/file-errors.js';
import { makeFolder } from './fixture/store.js';

test('the folders are made for their owner only; twice is as good as once', async () => {
  const root = join(await makeFolder(), 'deep', 'data');
  const data = await prepareDataFolder(root);
  expect(data).toEqual({
    root,
    database: join(root, 'impasto.db'),
    blobs: join(root, 'blobs'),
    checkpoints: join(root, 'checkpoints'),
    cache: join(root, 'cache'),
  });
  expect((await readdir(root)).sort()).toEqual(['blobs', 'cache', 'checkpoints']);
  for (const folder of [root, data.blobs, data.checkpoints, data.cache]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  }
  await writeFile(join(data.cache, 'a'), 'kept');
  expect(await prepareDataFolder(root)).toEqual(data);
  expect(await readdir(data.cache)).toEqual(['a']);
});

test('looking where things are makes nothing', async () => {
  const root = join(await makeFolder(), 'data');
  expect(locateData(root).root).toBe(root);
  await expect(stat(root)).rejects.toThrow(/ENOENT/);
});

test('a file in the way is told of by its name', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'data'), '');
  await expect(prepareDataFolder(join(folder, 'data'))).rejects.toMatchObject({
    code: 'file-unwritable',
    context: { path: join(folder, 'data') },
  });
  await mkdir(join(folder, 'other'));
  await writeFile(join(folder, 'other', 'cache'), '');
  await expect(prepareDataFolder(join(folder, 'other'))).rejects.toMatchObject({
    code: 'file-unwritable',
    context: { path: join(folder, 'other', 'cache') },
  });
});

test.each([
  ['ENOSPC', 'storage-full'],
  ['EDQUOT', 'storage-full'],
  ['EROFS', 'storage-full'],
  ['EACCES', 'file-unwritable'],
])('%s is %s', (errno, code) => {
  const error = Object.assign(new Error(`${errno}: no`), { code: errno });
  expect(asFileError(error, '/data')).toMatchObject({ code, cause: error });
});

test('what is no error of the file system passes unchanged', () => {
  for (const error of [new TypeError('a'), Object.assign(new Error('b'), { code: 'ERR_ASSERTION' }), 'c']) {
    expect(asFileError(error, '/data')).toBe(error);
  }
});
