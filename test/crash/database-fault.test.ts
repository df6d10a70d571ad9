/** `impasto serve` on a data folder whose database is damaged, or that another one serves. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/assets.js';
import { prepareDataFolder } from '../../src/job/store/data-folder.js';
import { openDatabase } from '../../src/job/store/database.js';
import { lockDataFolder } from '../../src/job/store/lock.js';

describe('impasto serve', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'impasto-fault-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const serve = () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(findPackageRoot(), 'dist/src/cli.js'), 'serve'],
      {
        encoding: 'utf8',
        timeout: 20_000,
        env: { PATH: process.env.PATH, IMPASTO_DATA_DIR: folder, METRICS_PORT: 'off' },
      },
    );
    return { status, stdout, lines: stderr.trim().split('\n') };
  };

  it.each([
    ['garbage', (whole: Buffer) => Buffer.alloc(whole.length, 'no database ')],
    ['half of it', (whole: Buffer) => whole.subarray(0, whole.length >> 1)],
    [
      'overwritten in the middle',
      (whole: Buffer) => Buffer.from(whole).fill(0x5a, 4096, whole.length - 4096),
    ],
  ])('a database that is %s: one clear line, exit code 1, and the file as it was', async (_, damage) => {
    const { database: path } = await prepareDataFolder(folder);
    await (await openDatabase({ path })).close();
    const damaged = damage(readFileSync(path));
    writeFileSync(path, damaged);
    const { status, stdout, lines } = serve();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/impasto\.db/);
    expect(readFileSync(path).equals(damaged)).toBe(true);
  });

  it('a data folder that is in use: one clear line, exit code 1', async () => {
    const { root } = await prepareDataFolder(folder);
    const lock = lockDataFolder(root);
    try {
      const { status, lines } = serve();
      expect(status).toBe(1);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/in use by another Impasto/);
    } finally {
      lock.release();
    }
  });
});
