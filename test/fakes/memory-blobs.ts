/** Files by hash, in memory, with room for so many bytes. */
import { createHash } from 'node:crypto';
import { StudioError } from '../../src/errors.js';
import type { Blobs } from '../../src/job/store.js';

export interface MemoryBlobs extends Blobs {
  readonly files: Map<string, Uint8Array>;
  /** Bytes that fit; can be changed at any time. */
  room: number;
}

/** @param now milliseconds since 1970, as the time that files are put. */
export function createMemoryBlobs(room = Number.POSITIVE_INFINITY, now = () => 0): MemoryBlobs {
  const files = new Map<string, Uint8Array>();
  const times = new Map<string, number>();
  const used = () => [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return {
    files,
    room,
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      if (!files.has(hash) && used() + bytes.length > this.room) {
        throw new StudioError('storage-full', { detail: 'the disk is full' });
      }
      files.set(hash, bytes);
      times.set(hash, now());
      return hash;
    },
    async get(hash) {
      const bytes = files.get(hash);
      if (bytes === undefined) throw new StudioError('blob-missing', { hash });
      return bytes;
    },
    async touch(hash) {
      if (files.has(hash)) times.set(hash, now());
      return files.has(hash);
    },
    size: async (hash) => files.get(hash)?.length ?? null,
    async remove(hash, before = Number.POSITIVE_INFINITY) {
      if ((times.get(hash) ?? 0) < before) files.delete(hash);
    },
    async *list() {
      for (const [hash, { length }] of files) yield { hash, bytes: length, at: times.get(hash) ?? 0 };
    },
  };
}
