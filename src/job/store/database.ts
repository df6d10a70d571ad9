/** The database of a single machine: one SQLite file. */
import { closeSync, openSync } from 'node:fs';
import { StudioError } from '../../errors.js';
import type { Database } from '../store.js';
import { type Connection, connect } from './connection.js';
import { createDeliveryStore } from './deliveries.js';
import { asFileError, errnoOf } from './file-errors.js';
import { createInstallationStore } from './installations.js';
import { createJobStore } from './jobs.js';
import { createMarkStore } from './marks.js';
import { migrate } from './migrations.js';
import { createOwnStyleStore } from './own-styles.js';
import { createPaceStore } from './paces.js';
import { createSeenStore } from './seen.js';
import { createSettingStore } from './settings.js';
import { primaryCode } from './sql-errors.js';
import { createUsageStore } from './usage.js';

export interface DatabaseOptions {
  /** The file. It is made where there is none; its folder must be there. */
  readonly path: string;
  /** 0 up to, but without, 1: ids and nonces are drawn with it. @default Math.random */
  readonly random?: () => number;
  /**
   * How long to wait for another process (a terminal's `impasto jobs`) to finish its write before 'storage-busy',
   * milliseconds. Writes take a few; nothing else happens in this process meanwhile. @default 5000
   */
  readonly waitMs?: number;
}

/**
 * Why these: with a write-ahead log readers and the writer do not wait for each other; FULL makes every commit wait for
 * the disk, so that what was promised survives a power cut; a schema that was tampered with runs no code. The log is cut
 * back to 4 MiB after a flood.
 */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  // What a person had deleted is not to be read out of the file's free pages.
  'secure_delete = ON',
  `journal_size_limit = ${4 * 1024 * 1024}`,
];

/** Makes the file for its owner only: it says who asked for what. */
function touch(path: string): void {
  try {
    // Why only where there is none: closing any handle on it would drop the locks that SQLite holds in this process.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw asFileError(error, path);
  }
}

function check(connection: Connection): void {
  const found = connection.prepare('PRAGMA quick_check(5)').all();
  const complaints = found.map((row) => String(row.quick_check)).filter((text) => text !== 'ok');
  if (complaints.length === 0) return;
  const detail = complaints.join('; ').replace(/\s+/g, ' ').slice(0, 300);
  throw new StudioError('storage-broken', { path: connection.path, detail });
}

function openStores(connection: Connection, random: () => number): Omit<Database, 'close'> {
  return {
    jobs: createJobStore(connection, random),
    deliveries: createDeliveryStore(connection),
    settings: createSettingStore(connection),
    usage: createUsageStore(connection),
    paces: createPaceStore(connection),
    marks: createMarkStore(connection),
    ownStyles: createOwnStyleStore(connection),
    installations: createInstallationStore(connection),
    seen: createSeenStore(connection),
  };
}

/** Brings the log into the file, so that a copy of that one file is a whole backup. */
function foldLog({ prepare }: Connection): void {
  try {
    prepare('PRAGMA busy_timeout = 0').all();
    prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  } catch {
    // Nothing is lost: what stays in the log is read from there at the next start.
  }
}

/**
 * Opens the database, checks it, and brings it to the newest layout. A file that is damaged is left as it is.
 * @throws StudioError 'storage-broken' (with what is wrong), 'storage-full', 'storage-busy', 'file-unwritable'.
 */
export async function openDatabase({
  path,
  random = Math.random,
  waitMs = 5000,
}: DatabaseOptions): Promise<Database> {
  touch(path);
  const connection = connect(path, waitMs);
  try {
    for (const pragma of pragmas) connection.prepare(`PRAGMA ${pragma}`).all();
    check(connection);
    migrate(connection);
    return {
      ...openStores(connection, random),
      async close() {
        foldLog(connection);
        connection.close();
      },
    };
  } catch (error) {
    connection.close();
    // Why: a table or a column that is not there is the file's fault, since the same statements work on any other.
    const cause = error instanceof StudioError ? error.cause : error;
    if (error instanceof StudioError && error.code === 'unexpected' && primaryCode(cause) === 1) {
      throw new StudioError('storage-broken', { path, detail: error.context.detail as string }, { cause });
    }
    throw error;
  }
}
