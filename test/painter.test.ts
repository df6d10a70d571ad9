import { describe, expect, it } from 'vitest';
import type { Keeping, RenderSpec } from '../src/engine/port.js';
import { StudioError } from '../src/errors.js';
import { decodeImage } from '../src/image/decode.js';
import { packPixels } from '../src/image/pixel-file.js';
import type { Job } from '../src/job/job.js';
import type { RunUpdate } from '../src/job/run.js';
import { createPainter, type PainterParts } from '../src/painter.js';
import type { EndProgress, Progress } from '../src/progress/progress.js';
import type { Order } from '../src/request/order.js';
import { createMemoryBlobs } from './fakes/memory-blobs.js';
import { ownValues } from './request/own-values.js';

const slot = { name: 'slot 2', device: 'cuda:1' };
const losses = (total: number) => ({ content: {}, style: {}, tv: 0, total });
const flat = (width: number, height: number, value: number) => ({
  ...{ width, height },
  data: new Uint8Array(width * height * 3).fill(value),
});
const step = (count: number): Progress => ({
  ...{ type: 'step', step: count, steps: 900, rung: 1, rungs: 1, width: 40, height: 30 },
  ...{ losses: losses(1 / count), seconds: count, etaSeconds: null },
});
const end = (more: Partial<EndProgress> = {}): EndProgress => ({
  ...{ type: 'done', picture: flat(40, 30, 90), steps: 900, seconds: 77, peakRssMiB: 800 },
  ...{ losses: losses(1), recipe: { name: 'impasto' }, device: 'cuda:1' },
  ...more,
});

async function open(progress: readonly Progress[], change: Partial<PainterParts> = {}) {
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
  };
  const job = { id: 'rokadimu', order: order as unknown as Job['order'] } as Job;
  const asked: { spec: RenderSpec; keeping: Keeping | undefined }[] = [];
  const removed: string[] = [];
  const parts: PainterParts = {
    blobs,
    renderers: new Map([
      [
        slot.name,
        {
          async *render(spec, _, keeping) {
            asked.push({ spec, keeping });
            yield* progress;
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

describe('the painter', () => {
  it('hands the stored pictures and values to the renderer of its slot', async () => {
    const { paint, asked } = await open([end()]);
    await paint();
    const { spec, keeping } = asked[0]!;
    expect(spec).toMatchObject({
      recipe: 'impasto',
      size: 40,
      steps: 900,
      strength: 60,
      colors: 'luminance',
      seed: 5,
    });
    expect(spec).toMatchObject({ device: 'cuda', deviceIndex: 1, threads: 3, previewIntervalMs: 3000 });
    expect(spec.content).toEqual(flat(20, 10, 10));
    expect(spec.styles).toEqual([{ pixels: flat(8, 16, 200), weight: 2, mask: null }]);
    expect(keeping).toMatchObject({ checkpoint: '/tmp/rokadimu.ckpt', hangSeconds: 200 });
  });

  it('keeps the result as a PNG with the transparency of the photo', async () => {
    const { paint, blobs } = await open([end()]);
    const [ended] = await paint();
    expect(ended).toMatchObject({ type: 'ended', state: 'done' });
    const result = ended?.type === 'ended' ? ended.result! : null;
    expect(result).toMatchObject({ width: 40, height: 30, steps: 900, seconds: 77, device: 'cuda:1' });
    const file = blobs.files.get(result!.blob!)!;
    expect(file.length).toBe(result!.bytes);
    const decoded = await decodeImage(file, { name: 'result' });
    expect(decoded.data[0]).toBe(90);
    expect(decoded.alpha?.[0]).toBe(128);
  });

  it('passes progress on and keeps a thin curve of the loss', async () => {
    const steps = Array.from({ length: 900 }, (_, k) => step(k + 1));
    const { paint } = await open([...steps, end()]);
    const updates = await paint();
    expect(updates.length).toBe(901);
    const ended = updates.at(-1)!;
    const curve = ended.type === 'ended' ? ended.result!.curve : [];
    expect(curve.length).toBe(200);
    expect(curve[0]).toEqual([1, 1]);
    expect(curve.at(-1)).toEqual([900, 1 / 900]);
  });

  it('has no result where it was cancelled before the first picture', async () => {
    const { paint } = await open([end({ type: 'cancelled', picture: null })]);
    expect(await paint()).toEqual([{ type: 'ended', state: 'cancelled', result: null }]);
  });

  it('gives up its checkpoint, then old results, before a painted picture is lost', async () => {
    let made = 0;
    const { paint, blobs, removed } = await open([end()], {
      makeRoom: async () => {
        made += 1;
        if (made === 3) blobs.room = 1e6;
        return made === 3;
      },
    });
    blobs.room = 0;
    expect((await paint())[0]).toMatchObject({ state: 'done' });
    expect(made).toBe(3);
    expect(removed[0]).toBe('rokadimu');
  });

  it('says that the disk is full where no room can be made', async () => {
    const { paint, blobs } = await open([end()]);
    blobs.room = 0;
    await expect(paint()).rejects.toMatchObject({ code: 'storage-full' });
  });

  it('says that a picture is missing, or is not one of ours', async () => {
    const { paint, blobs, content } = await open([end()]);
    blobs.files.set(content, new Uint8Array(9));
    await expect(paint()).rejects.toMatchObject({ code: 'blob-missing' });
    blobs.files.delete(content);
    await expect(paint()).rejects.toBeInstanceOf(StudioError);
  });
});
