import { expect, test } from 'vitest';
import { removeFilesOf } from '../../src/job/files-of.js';
import type { Job } from '../../src/job/job.js';
import { createMemoryBlobs } from '../fakes/memory-blobs.js';
import { picture } from './stage.js';

const jobs = { referencedBlobs: async () => new Set<string>() };

/** A picture that was put, by a job that ended five milliseconds later, and again after so long where told so. */
async function removeAfter(putAgainMs: number | null) {
  let wall = 1e12;
  const blobs = createMemoryBlobs(Number.POSITIVE_INFINITY, () => wall);
  const bytes = new Uint8Array([1, 2, 3]);
  const blob = await blobs.put(bytes);
  const job = { inputs: [], result: picture({ blob }), endedAt: wall + 5 } as unknown as Job;
  wall += putAgainMs ?? 0;
  if (putAgainMs !== null) await blobs.put(bytes);
  return { freed: await removeFilesOf([job], { jobs, blobs, wall: wall + 1000 }), left: blobs.files.size };
}

test('a result goes at once', async () => {
  expect(await removeAfter(null)).toEqual({ freed: 3, left: 0 });
});

test('one that was put again since, for a job whose end is just being written, stays', async () => {
  expect(await removeAfter(60_000)).toEqual({ freed: 0, left: 1 });
});
