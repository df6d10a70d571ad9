/** A disk of three megabytes that is filled to the last byte. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Job } from '../../../src/job/job.js';
import { createBlobFolder } from '../../../src/job/store/blob-folder.js';
import { prepareDataFolder } from '../../../src/job/store/data-folder.js';
import { openDatabase } from '../../../src/job/store/database.js';
import { startChild } from './fixture/child.js';
import { admit, open } from './fixture/store.js';

function mount(): string {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'pipe' });
  return folder;
}

function unmount(folder: string): void {
  // Lazily: the driver keeps files open until the garbage collector comes.
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
  rmSync(folder, { recursive: true, force: true });
}

const canMount = (() => {
  try {
    unmount(mount());
    return true;
  } catch {
    return false;
  }
})();

function makeSmallDisk(): string {
  const folder = mount();
  onTestFinished(() => unmount(folder));
  return folder;
}

/** Takes all the room there is left. @returns what gives it back. */
async function fill(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'filler');
  await writeFile(path, Buffer.alloc(16 * 1024 * 1024)).catch(() => {});
  return () => rm(path);
}

const reason = 'needs the right to mount a small disk (root)';

describe.skipIf(!canMount)(`a full disk (${reason})`, () => {
  test('refuses new jobs as storage-full, keeps what was there, and works again with room', async () => {
    const disk = makeSmallDisk();
    const path = join(disk, 'impasto.db');
    const database = await open(path);
    const before = [await admit(database), await admit(database)];
    const makeRoom = await fill(disk);
    const refusals: unknown[] = [];
    const admitted: Job[] = [];
    // The log may have some room left in its last page.
    for (let count = 0; count < 200; count++) {
      await admit(database, { order: { note: 'x'.repeat(5000) } }).then(
        (job) => admitted.push(job),
        (error) => refusals.push(error),
      );
    }
    expect(refusals.length).toBeGreaterThan(100);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'storage-full' });
    const kept = [...before, ...admitted];
    expect(await database.jobs.unfinished()).toEqual(kept);

    await makeRoom();
    const next = await admit(database);
    expect(await database.jobs.unfinished()).toEqual([...kept, next]);
    await database.close();
    expect(await (await open(path)).jobs.unfinished()).toEqual([...kept, next]);
  });

  test('is told of when the program starts on it, and no database is harmed', async () => {
    const disk = makeSmallDisk();
    const path = join(disk, 'impasto.db');
    const database = await open(path);
    const job = await admit(database);
    await database.close();
    // What a process leaves that closes the file for good.
    await rm(`${path}-wal`);
    await rm(`${path}-shm`);
    const makeRoom = await fill(disk);
    // Why another process: in this one the driver has not let go of the file yet.
    expect(await startChild('open.mjs', [path]).line(0)).toBe('storage-full');
    await makeRoom();
    expect(await startChild('open.mjs', [path]).line(0)).toBe(`unfinished ${job.id}`);
  });

  test('holds no new database', async () => {
    const disk = makeSmallDisk();
    await fill(disk);
    await expect(openDatabase({ path: join(disk, 'impasto.db') })).rejects.toMatchObject({
      code: 'storage-full',
    });
  });

  test('refuses a picture, leaves nothing half-written, and takes it again with room', async () => {
    const disk = makeSmallDisk();
    const { blobs: folder } = await prepareDataFolder(join(disk, 'data'));
    const blobs = createBlobFolder({ folder });
    const small = Buffer.from('small');
    const hash = await blobs.put(small);
    const large = Buffer.alloc(2 * 1024 * 1024, 1);
    const makeRoom = await fill(disk);
    await expect(blobs.put(large)).rejects.toMatchObject({
      code: 'storage-full',
      context: { detail: 'the disk is full' },
    });
    expect(await readdir(join(folder, 'part'))).toEqual([]);
    expect(Buffer.from(await blobs.get(hash)).equals(small)).toBe(true);
    await makeRoom();
    expect((await blobs.get(await blobs.put(large))).length).toBe(large.length);
  });

  test('has no room for a data folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'impasto-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,nr_inodes=3', 'tmpfs', folder]);
    onTestFinished(() => unmount(folder));
    mkdirSync(join(folder, 'a'));
    await expect(prepareDataFolder(join(folder, 'data'))).rejects.toMatchObject({ code: 'storage-full' });
  });
});
