/** Files by hash, in memory, with room for so many bytes. */
import { createHash } from 'node:crypto';
import { StudioError } from '../../src/errors.js';
import type { Blobs } from '../../src/job/store.js';

export interface MemoryBlobs extends Blobs {
  readonly files: Map<string, Uint8Array>;
  /** Bytes that fit; can be changed at any time. */
  room: number;
}

export function createMemoryBlobs(room = Number.POSITIVE_INFINITY): MemoryBlobs {
  const files = new Map<string, Uint8Array>();
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
      return hash;
    },
    async get(hash) {
      const bytes = files.get(hash);
      if (bytes === undefined) throw new StudioError('blob-missing', { hash });
      return bytes;
    },
    size: async (hash) => files.get(hash)?.length ?? null,
    async remove(hash) {
      files.delete(hash);
    },
    async *list() {
      for (const [hash, { length }] of files) yield { hash, bytes: length, at: 0 };
    },
  };
}
