/** What the file system says when it refuses, in our words. */
import { StudioError } from '../../errors.js';

/** The code of an error of the file system's, e.g. `ENOENT`; null for any other. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** No room, in the person's words: what whoever runs this can mend. */
const noRoom: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk can only be read',
};

/** A refusal to write at `path` as a person is told it. What is no error of the file system's passes unchanged. */
export function asFileError(error: unknown, path: string): unknown {
  const errno = errnoOf(error);
  if (errno === null) return error;
  const room = noRoom[errno];
  return room === undefined
    ? new StudioError('file-unwritable', { path, detail: (error as Error).message }, { cause: error })
    : new StudioError('storage-full', { detail: room }, { cause: error });
}
