import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../src/errors.js';
import { packPixels } from '../src/image/pixel-file.js';
import { readRecord } from '../src/image/record.js';
import type { RunUpdate } from '../src/job/run.js';
import type { Progress } from '../src/progress/progress.js';
import { end, flat, openPainter } from './painter-stage.js';

describe('a timelapse', () => {
  const preview = (count: number, value: number): Progress => ({
    ...{ type: 'preview', step: count, picture: flat(20, 15, value) },
  });
  const shown = (updates: readonly RunUpdate[]) =>
    updates.flatMap((update) => (update.type === 'preview' ? [update.step] : []));
  const timelapseOf = (update: RunUpdate | undefined) =>
    update?.type === 'ended' ? update.result?.timelapse : undefined;

  it('goes from the photo over the previews to the picture, and is kept beside it', async () => {
    const { paint, blobs } = await openPainter([preview(1, 40), preview(2, 60), preview(3, 80), end()]);
    const kept = timelapseOf((await paint()).at(-1))!;
    const file = blobs.files.get(kept.blob)!;
    expect(file.length).toBe(kept.bytes);
    const moving = sharp(file, { animated: true });
    expect(await moving.metadata()).toMatchObject({ format: 'webp', pages: 5, width: 40, pageHeight: 30 });
    const { data } = await moving.raw().toBuffer({ resolveWithObject: true });
    const middles = [0, 1, 2, 3, 4].map((page) => data[Math.round(((page + 0.5) * data.length) / 5)]!);
    for (const [at, value] of [10, 40, 60, 80, 90].entries())
      expect(Math.abs(middles[at]! - value)).toBeLessThanOrEqual(6);
    for (const part of ['"recipe":{"name":"impasto"}', '"shows":"timelapse"'])
      expect(readRecord(file)).toContain(part);
  });

  it('goes from the picture that it starts from, where there is one', async () => {
    const { paint, blobs } = await openPainter([preview(1, 40), end()], {}, async (stored, stores) => ({
      initPicture: stored(await stores.put(packPixels(flat(16, 12, 230), null))),
    }));
    const file = blobs.files.get(timelapseOf((await paint()).at(-1))!.blob)!;
    const { data } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect(Math.abs(data[data.length / 2]! - 230)).toBeLessThanOrEqual(6);
  });

  it('takes more pictures than are shown: those come at the pace that was asked for', async () => {
    let now = 0;
    const pass = (ms: number) => () => {
      now += ms;
    };
    const told = [
      preview(1, 40),
      pass(2999),
      preview(2, 50),
      pass(1),
      preview(3, 60),
      pass(100),
      preview(4, 70),
    ];
    const { paint } = await openPainter([...told, end()], { now: () => now });
    expect(shown(await paint())).toEqual([1, 3]);
  });

  it('is made of what is never shown, where previews are off', async () => {
    const { paint } = await openPainter([preview(1, 40), end()], {}, async () => ({ previewIntervalMs: 0 }));
    const updates = await paint();
    expect(shown(updates)).toEqual([]);
    expect(timelapseOf(updates.at(-1))).toMatchObject({ bytes: expect.any(Number) });
  });

  it('is none where nothing was on the way, or no picture came of it', async () => {
    const nothing = await openPainter([end()]);
    expect(timelapseOf((await nothing.paint()).at(-1))).toBeUndefined();
    const stopped = await openPainter([preview(1, 40), end({ type: 'cancelled', picture: null })]);
    expect(await stopped.paint()).toContainEqual({ type: 'ended', state: 'cancelled', result: null });
  });

  it('is worth no room that is not there', async () => {
    const { paint, blobs } = await openPainter([preview(1, 40), end()]);
    const put = blobs.put.bind(blobs);
    let puts = 0;
    blobs.put = async (bytes) => {
      puts += 1;
      if (puts === 2) throw new StudioError('storage-full', { detail: 'full' });
      return put(bytes);
    };
    const ended = (await paint()).at(-1);
    expect(ended).toMatchObject({ state: 'done', result: { width: 40 } });
    expect([puts, timelapseOf(ended)]).toEqual([2, undefined]);
  });
});
