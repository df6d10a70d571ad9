import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './file-errors.js';

/**
 * Makes a folder for its owner only, with the folders above it. False where it was there already.
 * @throws what the file system throws, also for a file in its place.
 */
export async function makeFolder(path: string): Promise<boolean> {
  // Why not mkdir's own `recursive`: it calls a full disk ENOENT (Node 20 to 24).
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST' && (await stat(path)).isDirectory()) return false;
    if (errno !== 'ENOENT' || dirname(path) === path) throw error;
  }
  await makeFolder(dirname(path));
  return makeFolder(path);
}
