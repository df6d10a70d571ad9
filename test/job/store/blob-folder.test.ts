import { createHash, randomBytes } from 'node:crypto';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBlobFolder } from '../../../src/job/store/blob-folder.js';
import { makeFolder } from './fixture/store.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytes = Buffer.from('a picture');
const hash = sha256(bytes);

async function create(now = 5_000_000) {
  const folder = join(await makeFolder(), 'blobs');
  const clock = { now };
  const blobs = createBlobFolder({ folder, now: () => clock.now });
  return { folder, clock, blobs, path: join(folder, hash.slice(0, 2), hash) };
}

const list = async (blobs: ReturnType<typeof createBlobFolder>) => {
  const found = [];
  for await (const blob of blobs.list()) found.push(blob);
  return found.sort((a, b) => a.hash.localeCompare(b.hash));
};

test('bytes come back under the hash of their content', async () => {
  const { blobs } = await create();
  const many = [bytes, Buffer.alloc(0), randomBytes(3_000_000)];
  for (const each of many) {
    expect(await blobs.put(each)).toBe(sha256(each));
    expect(Buffer.from(await blobs.get(sha256(each))).equals(each)).toBe(true);
    expect(await blobs.size(sha256(each))).toBe(each.length);
  }
  const expected = many.map((each) => ({ hash: sha256(each), bytes: each.length, at: 5_000_000 }));
  expect(await list(blobs)).toEqual(expected.sort((a, b) => a.hash.localeCompare(b.hash)));
});

test('only the owner may look', async () => {
  const { folder, path, blobs } = await create();
  await blobs.put(bytes);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  for (const each of [folder, join(folder, 'part'), join(path, '..')]) {
    expect((await stat(each)).mode & 0o777).toBe(0o700);
  }
});

test('putting what is there already makes it young again and writes nothing', async () => {
  const { path, clock, blobs } = await create();
  await blobs.put(bytes);
  const { ino } = await stat(path);
  clock.now = 9_000_000;
  await blobs.put(bytes);
  expect(await stat(path)).toMatchObject({ ino, mtimeMs: 9_000_000 });
});

test('many that put the same at once all succeed', async () => {
  const { folder, blobs } = await create();
  const hashes = await Promise.all(Array.from({ length: 10 }, () => blobs.put(bytes)));
  expect(new Set(hashes)).toEqual(new Set([hash]));
  expect(await readdir(join(folder, 'part'))).toEqual([]);
});

describe('damage', () => {
  test('what was cut off is missing, and is mended by putting it again', async () => {
    const { path, blobs } = await create();
    await blobs.put(bytes);
    await truncate(path, 3);
    await expect(blobs.get(hash)).rejects.toMatchObject({ code: 'blob-missing', context: { hash } });
    await blobs.put(bytes);
    expect(await readFile(path)).toEqual(bytes);
  });

  test('what was changed is missing', async () => {
    const { path, blobs } = await create();
    await blobs.put(bytes);
    await writeFile(path, 'A picture');
    await expect(blobs.get(hash)).rejects.toMatchObject({ code: 'blob-missing' });
  });
});

test('what is not there is missing, has no size, and can be removed', async () => {
  const { blobs } = await create();
  await expect(blobs.get(hash)).rejects.toMatchObject({ code: 'blob-missing', context: { hash } });
  expect(await blobs.size(hash)).toBeNull();
  await blobs.remove(hash);
  expect(await list(blobs)).toEqual([]);
});

test('touched counts as put now; what is not there cannot be', async () => {
  const { clock, blobs } = await create();
  expect(await blobs.touch(hash)).toBe(false);
  expect(await blobs.touch('../../etc/passwd')).toBe(false);
  await blobs.put(bytes);
  clock.now = 6_000_000;
  expect(await blobs.touch(hash)).toBe(true);
  await blobs.remove(hash, 6_000_000);
  expect(await blobs.size(hash)).toBe(bytes.length);
});

test('removed is gone; with a time, only what was last put before it', async () => {
  const { clock, blobs } = await create();
  await blobs.put(bytes);
  await blobs.remove(hash, 5_000_000);
  expect(await blobs.size(hash)).toBe(bytes.length);
  await blobs.remove(hash, 5_000_001);
  expect(await blobs.size(hash)).toBeNull();
  clock.now = 6_000_000;
  await blobs.put(bytes);
  await blobs.remove(hash);
  expect(await blobs.size(hash)).toBeNull();
});

test.each(['../secret', `../${'a'.repeat(61)}`, 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`, ''])(
  'no path can be made of %j',
  async (name) => {
    const { folder, blobs } = await create();
    await blobs.put(bytes);
    await writeFile(join(folder, 'secret'), 'mine');
    await expect(blobs.get(name)).rejects.toMatchObject({ code: 'blob-missing' });
    expect(await blobs.size(name)).toBeNull();
    await blobs.remove(name);
    expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('mine');
  },
);

test('a list has blobs only, and sweeps what killed processes left half-written an hour ago', async () => {
  const { folder, clock, blobs } = await create(100_000_000);
  await blobs.put(bytes);
  await mkdir(join(folder, 'zz'));
  for (const name of ['part/old', 'part/young', 'stray', 'zz/stray', `${hash.slice(0, 2)}/stray`]) {
    await writeFile(join(folder, name), 'half');
  }
  await utimes(join(folder, 'part/young'), clock.now / 1000, clock.now / 1000);
  const hourAgo = (clock.now - 60 * 60 * 1000 - 1000) / 1000;
  await utimes(join(folder, 'part/old'), hourAgo, hourAgo);
  expect(await list(blobs)).toEqual([{ hash, bytes: bytes.length, at: clock.now }]);
  expect(await readdir(join(folder, 'part'))).toEqual(['young']);
});

describe('a disk that refuses', () => {
  /** Fails in one method of every file that is opened to be written. */
  const failing =
    (method: 'writeFile' | 'sync', code: string): typeof open =>
    async (path, flags, mode) => {
      const handle = await open(path, flags, mode);
      const refuse = async () => {
        throw Object.assign(new Error(`${code}: refused`), { code });
      };
      return flags === 'r' ? handle : (Object.assign(handle, { [method]: refuse }) as FileHandle);
    };
  test.each([
    ['writeFile', 'ENOSPC', { code: 'storage-full', context: { detail: 'the disk is full' } }],
    ['sync', 'ENOSPC', { code: 'storage-full', context: { detail: 'the disk is full' } }],
    ['writeFile', 'EDQUOT', { code: 'storage-full', context: { detail: 'the disk quota is used up' } }],
    ['sync', 'EROFS', { code: 'storage-full', context: { detail: 'the disk can only be read' } }],
    ['writeFile', 'EIO', { code: 'file-unwritable' }],
  ] as const)('%s: %s is told, and nothing half-written stays', async (method, code, expected) => {
    const { folder } = await create();
    const blobs = createBlobFolder({ folder, openFile: failing(method, code) });
    await expect(blobs.put(bytes)).rejects.toMatchObject(expected);
    expect(await readdir(join(folder, 'part'))).toEqual([]);
    expect(await list(blobs)).toEqual([]);
  });
});
