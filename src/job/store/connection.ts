/** libsql with its sharp edges covered: what may be bound, what a failure is called, and transactions that end. */
import Driver from 'libsql';
import { asStorageError } from './sql-errors.js';

/** What a column holds here. There are no bytes: pictures are files. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** A statement, compiled once. Values are bound in order. */
export interface Query {
  all(...values: readonly Value[]): readonly Row[];
  /** The first row, or null. */
  one(...values: readonly Value[]): Row | null;
  /** @returns how many rows it changed. */
  run(...values: readonly Value[]): number;
}

export interface Connection {
  readonly path: string;
  prepare(sql: string): Query;
  /** Several statements without values. */
  exec(sql: string): void;
  /**
   * Runs `work` in a transaction and hands its value on; when it throws, nothing has happened. `write` takes the right
   * to write at once, so that what was read stays true until the end.
   */
  transact<T>(mode: 'read' | 'write', work: () => T): T;
  /** Whatever is called afterwards throws. */
  close(): void;
}

/**
 * Why so strict: libsql kills the whole process when it is given a boolean or bytes, stores NaN and undefined as NULL
 * without a word, and cuts a text at its first NUL when it reads it.
 */
function checkValue(value: unknown): Value {
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  const shown = typeof value === 'string' ? 'a text with NUL' : `${String(value)} (${typeof value})`;
  throw new TypeError(`Expected \`value\` to be a text, a finite number or null, got ${shown}`);
}

/**
 * Opens or makes the file. @param waitMs how long to wait for another process to finish its write.
 * @throws StudioError 'storage-broken', 'storage-full', 'storage-busy', 'file-unwritable'.
 */
export function connect(path: string, waitMs: number): Connection {
  let isOpen = true;
  const guard = <T>(work: () => T): T => {
    if (!isOpen) throw new TypeError(`Expected the database ${path} to be open`);
    try {
      return work();
    } catch (error) {
      throw asStorageError(error, path);
    }
  };
  const driver = guard(() => new Driver(path));
  const exec = (sql: string) => guard(() => void driver.exec(sql));
  const prepare = (sql: string): Query => {
    const statement = guard(() => driver.prepare(sql));
    const all = (...values: readonly Value[]) => {
      const bound = values.map(checkValue);
      // Why never `get`: its rows carry a property of the driver's own.
      return guard(() => statement.all(bound) as Row[]);
    };
    return {
      all,
      one: (...values) => all(...values)[0] ?? null,
      run: (...values) => {
        const bound = values.map(checkValue);
        return guard(() => statement.run(bound).changes);
      },
    };
  };
  prepare(`PRAGMA busy_timeout = ${waitMs}`).all();

  return {
    path,
    prepare,
    exec,
    transact(mode, work) {
      exec(mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
      try {
        const value = work();
        exec('COMMIT');
        return value;
      } catch (error) {
        // Why the question: a full disk ends the transaction by itself, and a second rollback would hide the reason.
        if (isOpen && driver.inTransaction) driver.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      if (!isOpen) return;
      // Why: the driver keeps the file open as long as any statement lives, and with it the locks of a transaction.
      if (driver.inTransaction) driver.exec('ROLLBACK');
      isOpen = false;
      driver.close();
    },
  };
}
