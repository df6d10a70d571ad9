/** `impasto serve` as a service manager runs it: the built program, which `npm test` builds before it tests. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assetFolders } from '../src/assets.js';
import { connect } from '../src/job/store/connection.js';
import { prepareDataFolder } from '../src/job/store/data-folder.js';
import { openDatabase } from '../src/job/store/database.js';
import { draft } from './fakes/memory-store.js';

const cli = join(assetFolders().root, 'dist', 'src', 'cli.js');

describe('impasto serve', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'impasto-serve-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs it until it ends; a minute at most. */
  const serve = (
    seeOpen: (kill: () => void) => void = () => undefined,
    [program, args, cwd]: readonly [string, readonly string[], string] = [
      process.execPath,
      [cli, 'serve'],
      folder,
    ],
  ) => {
    const own = { IMPASTO_DATA_DIR: folder, IMPASTO_PORT: '0', METRICS_PORT: 'off', LOG_LEVEL: 'info' };
    const child = spawn(program, args, { cwd, env: { ...process.env, ...own } });
    const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
    let stderr = '';
    let isOpen = false;
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      if (isOpen || !stderr.includes('"msg":"open"')) return;
      isOpen = true;
      seeOpen(() => child.kill('SIGTERM'));
    });
    return new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve) =>
      child.on('close', (code) => {
        clearTimeout(limit);
        resolve({ code, stderr });
      }),
    );
  };

  it('leaves with 0 when it is told to', { timeout: 90_000 }, async () => {
    expect(await serve((kill) => kill())).toMatchObject({ code: 0 });
  });

  // Why: npm's shell would keep the signal to itself, and leave the service behind without a parent.
  it.skipIf(process.platform === 'win32')('hears through npm start', { timeout: 90_000 }, async () => {
    const npmStart = ['npm', ['start'], assetFolders().root] as const;
    expect(await serve((kill) => kill(), npmStart)).toMatchObject({ code: 0 });
  });

  it('leaves with 1 and the reason where it cannot go on from what is there', {
    timeout: 90_000,
  }, async () => {
    const { database: path } = await prepareDataFolder(folder);
    const database = await openDatabase({ path });
    const { id } = await database.jobs.admit(draft({ address: 'here' }), 1, 0, () => undefined);
    await database.jobs.end(id, { state: 'cancelled', endedAt: 2 });
    await database.close();
    const connection = connect(path, 0);
    connection.exec("UPDATE deliveries SET receipt = '{'");
    connection.close();
    const { code, stderr } = await serve();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^impasto: .*receipt/m);
  });
});
