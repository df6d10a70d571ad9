/** A job as the studio stores one, for tests of what is said of it. */

import type { Job, JobResult } from '../../src/job/job.js';
import type { JobView } from '../../src/reply/present-job.js';
import type { Order } from '../../src/request/order.js';
import { createMemoryStore, draft } from '../fakes/memory-store.js';
import { ownValues } from '../request/own-values.js';

const picture = { width: 600, height: 400, originalWidth: 3000, originalHeight: 2000 } as const;

export const order: Order = {
  content: { ...picture, blob: 'c'.repeat(64), label: 'coffee' },
  styles: [{ ...picture, blob: 'a'.repeat(64), label: 'harvest', weight: 1, preset: 'harvest' }],
  ...{
    recipe: 'impasto',
    size: 512,
    steps: null,
    strength: 50,
    colors: 'style',
    seed: 3,
    previewIntervalMs: 3000,
    ...ownValues,
  },
};

const fresh = await createMemoryStore().admit(draft(), 0, 0, () => {});

export const job = (
  change: Partial<Job> = {},
  ordered: Partial<Order> & { readonly colors?: string } = {},
): Job => ({
  ...{ ...fresh, id: 'rokadimu', size: 512, inputs: ['c'.repeat(64), 'a'.repeat(64)] },
  work: [
    { pixels: 128 * 85, steps: 12 },
    { pixels: 512 * 341, steps: 18 },
  ],
  order: { ...order, ...ordered } as unknown as Job['order'],
  ...change,
});

export const result: JobResult = {
  ...{ blob: 'b'.repeat(64), format: 'png', width: 512, height: 341, bytes: 300_000, steps: 30 },
  ...{ seconds: 19.2, peakRssMiB: 900.5, device: 'cpu' },
  curve: [
    [1, 9000],
    [30, 120],
  ],
  recipe: {
    ...{ name: 'impasto', start: 'matched', pooling: 'max', optimizer: { type: 'lbfgs' } },
    style: { layers: [{ layer: 'conv1_1' }, { layer: 'conv2_1' }] },
  },
};

export const done = (change: Partial<Job> = {}, ordered: Parameters<typeof job>[1] = {}): Job =>
  job({ state: 'done', startedAt: 2000, endedAt: 25_000, slot: 'slot 1', result, ...change }, ordered);

export const harvest = { id: 'harvest', title: 'Harvest', artist: 'Vincent van Gogh', year: '1888' };
export const view: JobView = { maxSize: 1024, presets: [harvest] };
