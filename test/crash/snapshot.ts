/** What a dead bot left behind, looked at without touching it: opening the database itself would mend what a restart must mend. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../../src/job/job.js';
import { locateData } from '../../src/job/store/data-folder.js';
import { openDatabase } from '../../src/job/store/database.js';
import type { Delivery } from '../../src/job/store.js';

export interface Snapshot {
  readonly jobs: readonly Job[];
  readonly owed: readonly Delivery[];
  readonly referenced: ReadonlySet<string>;
}

/** Reads a copy of the database with its log of the latest changes. */
export async function takeSnapshot(dataDir: string): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-snapshot-'));
  const path = join(folder, 'copy.db');
  const source = locateData(dataDir).database;
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(source + suffix)) copyFileSync(source + suffix, path + suffix);
    }
    const database = await openDatabase({ path });
    try {
      const { jobs, deliveries } = database;
      return {
        jobs: await jobs.list({ limit: 1_000_000 }),
        owed: await deliveries.owed(),
        referenced: await jobs.referencedBlobs(),
      };
    } finally {
      await database.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

/** Files that belong to no job, and files that jobs name and that are not there. */
export function findStrays(dataDir: string, { jobs, referenced }: Snapshot) {
  const { blobs, checkpoints } = locateData(dataDir);
  const stored = new Set(filesBelow(blobs).map((path) => path.split(/[/\\]/).at(-1)!));
  const unfinished = jobs
    .filter(({ state }) => state === 'queued' || state === 'running')
    .map(({ id }) => id);
  return {
    orphans: [
      ...[...stored].filter((hash) => !referenced.has(hash)),
      ...filesBelow(checkpoints).filter((path) => !unfinished.some((id) => path.includes(id))),
    ],
    missing: [...referenced].filter((hash) => !stored.has(hash)),
  };
}
