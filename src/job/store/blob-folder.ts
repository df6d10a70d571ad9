/** Blobs as files of a folder: `ab/abcdef...`. Whole or not there, whenever the power goes. */
import { randomUUID, webcrypto } from 'node:crypto';
import { statSync, unlinkSync } from 'node:fs';
import { open, opendir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../errors.js';
import type { Blobs } from '../store.js';
import { asFileError, errnoOf } from './file-errors.js';
import { makeFolder } from './make-folder.js';

export interface BlobFolderOptions {
  /** Made where it is not there. Everything in it is for its owner only: it is people's pictures. */
  readonly folder: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Opens files to write and folders to sync. @default that of node:fs/promises */
  readonly openFile?: typeof open;
}

/** Half-written files live here until they are renamed; no hash is called that. */
const partFolder = 'part';

/** A half-written file of that age belongs to a process that is no more, milliseconds. */
const stalePartMs = 60 * 60 * 1000;

/** Errors by which some file systems say that folders need no syncing. */
const needsNoSync: ReadonlySet<string | null> = new Set(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP']);

/** Whether a text can be the name of a blob: nothing else may become part of a path. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

// Why not createHash: this one works beside the event loop, and pictures have tens of megabytes.
async function hashOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

const isAbsent = (error: unknown) => errnoOf(error) === 'ENOENT';
const nullIfAbsent = (error: unknown) => {
  if (isAbsent(error)) return null;
  throw error;
};

export function createBlobFolder({ folder, now = Date.now, openFile = open }: BlobFolderOptions): Blobs {
  const shardOf = (hash: string) => join(folder, hash.slice(0, 2));
  const pathOf = (hash: string) => join(shardOf(hash), hash);
  const parts = join(folder, partFolder);

  const syncFolder = async (path: string) => {
    const handle = await openFile(path, 'r');
    try {
      await handle.sync();
    } catch (error) {
      if (!needsNoSync.has(errnoOf(error))) throw error;
    } finally {
      await handle.close();
    }
  };

  /** Marks what is there as put now. False where it is not there, or was cut off. @param bytes null = any number */
  const refresh = async (hash: string, bytes: number | null): Promise<boolean> => {
    const path = pathOf(hash);
    try {
      if (bytes !== null && (await stat(path)).size !== bytes) return false;
      const seconds = now() / 1000;
      await utimes(path, seconds, seconds);
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  };

  const write = async (hash: string, bytes: Uint8Array) => {
    const part = join(parts, randomUUID());
    try {
      await makeFolder(parts);
      const isNewShard = await makeFolder(shardOf(hash));
      const handle = await openFile(part, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        const seconds = now() / 1000;
        await handle.utimes(seconds, seconds);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, pathOf(hash));
      await syncFolder(shardOf(hash));
      if (isNewShard) await syncFolder(folder);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };

  /** Takes away what processes that were killed have left half-written. */
  const sweepParts = async () => {
    for await (const { name } of await listFolder(parts)) {
      const path = join(parts, name);
      const found = await stat(path).catch(nullIfAbsent);
      if (found !== null && found.mtimeMs < now() - stalePartMs) await rm(path, { force: true });
    }
  };

  return {
    async put(bytes) {
      const hash = await hashOf(bytes);
      try {
        if (!(await refresh(hash, bytes.length))) await write(hash, bytes);
      } catch (error) {
        throw asFileError(error, folder);
      }
      return hash;
    },
    async get(hash) {
      const missing = (cause: unknown) => new StudioError('blob-missing', { hash }, { cause });
      if (!isHash(hash)) throw missing(undefined);
      const bytes = await readFile(pathOf(hash)).catch((error) => {
        throw missing(error);
      });
      if ((await hashOf(bytes)) !== hash) throw missing(undefined);
      return bytes;
    },
    async touch(hash) {
      if (!isHash(hash)) return false;
      try {
        return await refresh(hash, null);
      } catch (error) {
        throw asFileError(error, pathOf(hash));
      }
    },
    async size(hash) {
      if (!isHash(hash)) return null;
      return (await stat(pathOf(hash)).catch(nullIfAbsent))?.size ?? null;
    },
    async remove(hash, before = Number.POSITIVE_INFINITY) {
      if (!isHash(hash)) return;
      try {
        // Why not awaited: nobody here may put it again between the look and the removal.
        if (statSync(pathOf(hash)).mtimeMs < before) unlinkSync(pathOf(hash));
      } catch (error) {
        if (!isAbsent(error)) throw asFileError(error, pathOf(hash));
      }
    },
    async *list() {
      await sweepParts();
      for await (const shard of await listFolder(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shard.name)) continue;
        for await (const { name } of await listFolder(join(folder, shard.name))) {
          if (!isHash(name)) continue;
          const found = await stat(join(folder, shard.name, name)).catch(nullIfAbsent);
          if (found !== null) yield { hash: name, bytes: found.size, at: found.mtimeMs };
        }
      }
    },
  };
}

/** The entries of a folder; none where it is not there. */
async function listFolder(path: string): Promise<AsyncIterable<{ readonly name: string }>> {
  return (await opendir(path).catch(nullIfAbsent)) ?? (async function* () {})();
}
