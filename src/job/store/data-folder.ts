/** The folder that everything lives in, IMPASTO_DATA_DIR. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { asFileError } from './file-errors.js';
import { makeFolder } from './make-folder.js';

/** Absolute paths. */
export interface DataFolder {
  readonly root: string;
  /** The database's file, which need not be there yet. */
  readonly database: string;
  readonly blobs: string;
  readonly checkpoints: string;
  readonly cache: string;
}

/** Where things are in a data folder, whether or not they are there. */
export function locateData(path: string): DataFolder {
  const root = resolve(path);
  return {
    root,
    database: join(root, 'impasto.db'),
    blobs: join(root, 'blobs'),
    checkpoints: join(root, 'checkpoints'),
    cache: join(root, 'cache'),
  };
}

/**
 * Makes the folders that are not there, for their owner only, and makes sure that all can be written to.
 * @throws StudioError 'storage-full', 'file-unwritable'.
 */
export async function prepareDataFolder(path: string): Promise<DataFolder> {
  const data = locateData(path);
  for (const folder of [data.root, data.blobs, data.checkpoints, data.cache]) {
    try {
      await makeFolder(folder);
      await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw asFileError(error, folder);
    }
  }
  return data;
}
