/** What SQLite says when it fails, in our words. The one table that knows its numbers. */
import { StudioError } from '../../errors.js';

type Translate = (detail: string, path: string) => StudioError;

const full: Translate = () => new StudioError('storage-full', { detail: 'the disk is full' });
const broken: Translate = (detail, path) => new StudioError('storage-broken', { path, detail });
const busy: Translate = (_detail, path) => new StudioError('storage-busy', { path });
const unwritable: Translate = (detail, path) => new StudioError('file-unwritable', { path, detail });

/** By result code, https://www.sqlite.org/rescode.html: extended codes first, then the primary one in their low byte. */
const translations: Readonly<Record<number, Translate>> = {
  3: unwritable, // SQLITE_PERM
  5: busy, // SQLITE_BUSY
  6: busy, // SQLITE_LOCKED
  8: unwritable, // SQLITE_READONLY
  10: broken, // SQLITE_IOERR
  11: broken, // SQLITE_CORRUPT
  13: full, // SQLITE_FULL
  14: unwritable, // SQLITE_CANTOPEN
  26: broken, // SQLITE_NOTADB
  // Why: the file of shared memory beside the database could not grow, which is a full disk and no damage.
  4874: full, // SQLITE_IOERR_SHMSIZE
};

/** libsql gives its own kind of Error, without a code field, where it cannot open a file: `...("... PATH: 14")`. */
function codeOf(error: Error): number | null {
  const { rawCode } = error as { rawCode?: unknown };
  if (typeof rawCode === 'number') return rawCode;
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/.exec(error.message);
  return opening === null ? null : Number(opening[1]);
}

/** The primary code of an error of SQLite's, e.g. 19 for every broken constraint; null for any other error. */
export function primaryCode(error: unknown): number | null {
  const code = error instanceof Error ? codeOf(error) : null;
  return code === null ? null : code & 0xff;
}

/**
 * A failure of the database at `path` as a person is told it; 'unexpected' where the table has no row. What is no
 * error of SQLite's passes unchanged.
 */
export function asStorageError(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (code === null) return error;
  const translate = translations[code] ?? translations[code & 0xff];
  const wrapped =
    translate === undefined
      ? new StudioError('unexpected', { detail: `SQLite: ${error.message} (${code})` })
      : translate(error.message, path);
  wrapped.cause = error;
  return wrapped;
}
