/** One process at a time serves a data folder. The lock goes with the process that holds it, however it dies. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../../errors.js';
import { type Connection, connect } from './connection.js';

/** Why a database: its locks are the operating system's own, and no file that is left behind holds one. */
const fileName = 'lock.db';

/** Long enough for somebody else's `isLocked` to be over, milliseconds. */
const waitMs = 200;

/** Why: a connection that nobody refers to is closed by the garbage collector, and the lock with it. */
const held = new Set<Connection>();

export interface DataLock {
  release(): void;
}

/** Why: the lock is on a file of its own, but what is in use is the folder. */
function nameFolder(error: unknown, folder: string): unknown {
  return error instanceof StudioError && error.code === 'storage-busy'
    ? new StudioError('storage-busy', { path: folder }, { cause: error })
    : error;
}

/**
 * Takes the lock of a folder that is there. @throws StudioError 'storage-busy' where another process holds it, and
 * what opening a database throws.
 */
export function lockDataFolder(folder: string): DataLock {
  const connection = connect(join(folder, fileName), waitMs);
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw nameFolder(error, folder);
  }
  held.add(connection);
  return {
    release() {
      held.delete(connection);
      connection.close();
    },
  };
}

/** Whether a process serves the folder at this moment. */
export function isLocked(folder: string): boolean {
  const path = join(folder, fileName);
  if (!existsSync(path)) return false;
  const connection = connect(path, 0);
  try {
    // Why a read: two that ask at once must not take each other for a service.
    connection.prepare('SELECT count(*) FROM sqlite_schema').all();
    return false;
  } catch (error) {
    if (error instanceof StudioError && error.code === 'storage-busy') return true;
    throw error;
  } finally {
    connection.close();
  }
}
