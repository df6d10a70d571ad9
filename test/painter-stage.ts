/** A painter whose renderer says what the test has it say. */
import type { Keeping, RenderSpec } from '../src/engine/port.js';
import { packPixels } from '../src/image/pixel-file.js';
import type { Job } from '../src/job/job.js';
import type { RunUpdate } from '../src/job/run.js';
import type { Blobs } from '../src/job/store.js';
import { createPainter, type PainterParts } from '../src/painter.js';
import type { EndProgress, Progress } from '../src/progress/progress.js';
import type { Order, StoredPicture } from '../src/request/order.js';
import { createMemoryBlobs } from './fakes/memory-blobs.js';
import { ownValues } from './request/own-values.js';

export const slot = { name: 'slot 2', device: 'cuda:1' };
const losses = (total: number) => ({ content: {}, style: {}, tv: 0, total });
export const flat = (width: number, height: number, value: number) => ({
  ...{ width, height },
  data: new Uint8Array(width * height * 3).fill(value),
});
export const step = (count: number): Progress => ({
  ...{ type: 'step', step: count, steps: 900, rung: 1, rungs: 1, width: 40, height: 30 },
  ...{ losses: losses(1 / count), seconds: count, etaSeconds: null },
});
export const end = (more: Partial<EndProgress> = {}): EndProgress => ({
  ...{ type: 'done', picture: flat(40, 30, 90), steps: 900, seconds: 77, peakRssMiB: 800 },
  ...{ losses: losses(1), recipe: { name: 'impasto' }, device: 'cuda:1' },
  ...more,
});

/** Progress, or what happens before the next one. */
type Told = Progress | (() => void);

export async function openPainter(
  progress: readonly Told[],
  change: Partial<PainterParts> = {},
  ordered: (
    stored: (blob: string) => StoredPicture,
    blobs: Blobs,
  ) => Promise<Partial<Order>> = async () => ({}),
) {
  const blobs = createMemoryBlobs();
  const alpha = new Uint8Array(20 * 10).fill(128);
  const content = await blobs.put(packPixels(flat(20, 10, 10), alpha));
  const style = await blobs.put(packPixels(flat(8, 16, 200), null));
  const stored = (blob: string) => ({
    ...{ blob, label: 'p', width: 20, height: 10, originalWidth: 200, originalHeight: 100 },
  });
  const order: Order = {
    content: stored(content),
    styles: [{ ...stored(style), weight: 2, preset: null }],
    ...{
      recipe: 'impasto',
      size: 40,
      steps: 900,
      strength: 60,
      colors: 'luminance',
      seed: 5,
      previewIntervalMs: 3000,
      ...ownValues,
    },
    ...(await ordered(stored, blobs)),
  };
  const work = [
    { pixels: 100, steps: 300 },
    { pixels: 1200, steps: 900 },
  ];
  const job = { id: 'rokadimu', work, order: order as unknown as Job['order'] } as unknown as Job;
  const asked: { spec: RenderSpec; keeping: Keeping | undefined }[] = [];
  const removed: string[] = [];
  const parts: PainterParts = {
    engine: 'onnx',
    blobs,
    renderers: new Map([
      [
        slot.name,
        {
          async *render(spec, _, keeping) {
            asked.push({ spec, keeping });
            for (const told of progress) {
              if (typeof told === 'function') told();
              else yield told;
            }
          },
        },
      ],
    ]),
    threads: 3,
    checkpointOf: (id) => `/tmp/${id}.ckpt`,
    removeCheckpoint: async (id) => void removed.push(id),
    makeRoom: async () => false,
    expectedStep: () => 10,
    sleep: async () => undefined,
    now: () => 0,
    ...change,
  };
  const signal = new AbortController().signal;
  const paint = async () => {
    const updates: RunUpdate[] = [];
    for await (const update of createPainter(parts)(job, { slot, signal, suspend: signal })) {
      updates.push(update);
    }
    return updates;
  };
  return { blobs, paint, asked, removed, content, style };
}
