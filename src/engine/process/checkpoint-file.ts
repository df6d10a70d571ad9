/** A render's checkpoint as a file. */
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckpointPlace } from '../checkpointer.js';
import { isUnfinished, readTensorFile, type WritePieces, writeTensorFile } from './tensor-file.js';

export interface CheckpointFileOptions {
  /** Hears, once, why checkpoints are not written. */
  readonly warn: (text: string) => void;
  /**
   * Whether somebody still waits for this render, asked before a checkpoint takes its name: a rendering process whose parent
   * was killed computes on until its step ends, while another process may already go on from the same file.
   */
  readonly isWanted: () => boolean;
  /** For tests: a disk that is full. */
  readonly write?: WritePieces;
}

export function createCheckpointFile(path: string, options: CheckpointFileOptions): CheckpointPlace {
  const { warn, isWanted, write } = options;
  let hasWarned = false;
  return {
    async load() {
      try {
        return await readTensorFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      } finally {
        await removeUnfinished(path);
      }
    },
    async save(set) {
      try {
        return await writeTensorFile(path, set, { isWanted, ...(write === undefined ? {} : { write }) });
      } catch (error) {
        if (!hasWarned) warn(`checkpoint not written: ${(error as Error).message}\n`);
        hasWarned = true;
        return false;
      }
    },
  };
}

/** Removes a checkpoint that nobody needs any more, with what was left of unfinished ones. Fine where there is none. */
export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
  await removeUnfinished(path);
}

/** What a killed process has left, or an orphan is writing: that one then finds nothing to rename. */
async function removeUnfinished(path: string): Promise<void> {
  const folder = dirname(path);
  // Why: where there is no folder there is nothing to remove, and writing will say what is wrong with it.
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (isUnfinished(name, path)) await rm(join(folder, name), { force: true });
  }
}
