import { describe, expect, it } from 'vitest';
import { StudioError } from '../src/errors.js';
import { decodeImage } from '../src/image/decode.js';
import { packPixels } from '../src/image/pixel-file.js';
import { readRecord } from '../src/image/record.js';
import { parseRecord } from '../src/request/record.js';
import { end, flat, openPainter, step } from './painter-stage.js';

describe('the painter', () => {
  it('hands the stored pictures and values to the renderer of its slot', async () => {
    const { paint, asked } = await openPainter([end()]);
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
    // 1200 steps in about 40 pictures of a timelapse.
    expect(spec).toMatchObject({ previewEvery: 30, saveEvery: 0, start: null, startPicture: null });
    expect(spec.content).toEqual(flat(20, 10, 10));
    expect(spec.styles).toEqual([{ pixels: flat(8, 16, 200), weight: 2, mask: null }]);
    expect(keeping).toMatchObject({ checkpoint: '/tmp/rokadimu.ckpt', hangSeconds: 200 });
  });

  it('hands over masks, the picture to start from and every control', async () => {
    const grey = { width: 2, height: 1, data: Uint8Array.from([0, 0, 0, 255, 255, 255]) };
    const { paint, asked } = await openPainter([end()], {}, async (stored, blobs) => {
      const mask = stored(await blobs.put(packPixels(grey, null)));
      const style = stored(await blobs.put(packPixels(flat(8, 16, 200), null)));
      return {
        styles: [
          { ...style, weight: 1, preset: null, mask },
          { ...style, weight: 3, preset: null },
        ],
        initPicture: stored(await blobs.put(packPixels(flat(9, 9, 33), null))),
        ...{ 'style-scale': 2, coarseness: 80, pooling: 'average', 'tv-weight': 0, 'style-weight': 1e4 },
        'content-layers': [{ layer: 'conv4_2', weight: 2 }],
      };
    });
    await paint();
    const { spec } = asked[0]!;
    expect(spec.styles.map(({ mask, weight }) => [mask, weight])).toEqual([
      [{ width: 2, height: 1, data: Uint8Array.from([0, 255]) }, 1],
      [null, 3],
    ]);
    expect(spec).toMatchObject({ start: 'picture', startPicture: flat(9, 9, 33) });
    expect(spec.controls).toEqual({
      ...{ styleScale: 2, coarseness: 80, pooling: 'average', tvWeight: 0, styleWeight: 1e4 },
      ...{ contentWeight: null, styleLayers: null, contentLayers: [{ layer: 'conv4_2', weight: 2 }] },
    });
  });

  it('hands over the word to start from', async () => {
    const { paint, asked } = await openPainter([end()], {}, async () => ({ init: 'noise' }));
    await paint();
    expect(asked[0]!.spec).toMatchObject({ start: 'noise', startPicture: null });
  });

  it('keeps the result as a PNG with the transparency of the photo', async () => {
    const { paint, blobs } = await openPainter([end()]);
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

  it('writes into the picture how it was made, and nothing of who asked or what their files are called', async () => {
    const recordOf = async (...told: Parameters<typeof openPainter>) => {
      const { paint, blobs, content } = await openPainter(...told);
      const [ended] = await paint();
      const blob = ended?.type === 'ended' ? ended.result!.blob! : '';
      return { blob, content, text: readRecord(blobs.files.get(blob)!)! };
    };
    const { blob, content, text } = await recordOf([end()]);
    expect(parseRecord(text)).toEqual({
      version: 1,
      settings: {
        ...{ recipe: 'impasto', size: '40', steps: '900', strength: '60', colors: 'luminance', seed: '5' },
        ...{ 'style-scale': '1', coarseness: '50' },
      },
      pictures: {
        ...{ content: { sha256: content }, masks: [], init: null },
        styles: [{ sha256: expect.stringMatching(/^[\da-f]{64}$/), weight: 2 }],
      },
      recipe: { name: 'impasto' },
      device: 'cuda:1',
    });
    expect(text).not.toContain('"p"');
    expect((await recordOf([end({ seconds: 1, peakRssMiB: 1 })])).blob).toBe(blob);
    const stopped = await recordOf([end({ type: 'cancelled', steps: 12 })]);
    expect(parseRecord(stopped.text)).toMatchObject({ stoppedAt: 12 });
  });

  it('passes progress on and keeps a thin curve of the loss', async () => {
    const steps = Array.from({ length: 900 }, (_, k) => step(k + 1));
    const { paint } = await openPainter([...steps, end()]);
    const updates = await paint();
    expect(updates.length).toBe(901);
    const ended = updates.at(-1)!;
    const curve = ended.type === 'ended' ? ended.result!.curve : [];
    expect(curve.length).toBe(200);
    expect(curve[0]).toEqual([1, 1]);
    expect(curve.at(-1)).toEqual([900, 1 / 900]);
  });

  it('has no result where it was cancelled before the first picture', async () => {
    const { paint } = await openPainter([end({ type: 'cancelled', picture: null })]);
    expect(await paint()).toEqual([{ type: 'ended', state: 'cancelled', result: null }]);
  });

  it('gives up its checkpoint, then old results, before a painted picture is lost', async () => {
    let made = 0;
    const { paint, blobs, removed } = await openPainter([end()], {
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
    const { paint, blobs } = await openPainter([end()]);
    blobs.room = 0;
    await expect(paint()).rejects.toMatchObject({ code: 'storage-full' });
  });

  it('says that a picture is missing, or is not one of ours', async () => {
    const { paint, blobs, content } = await openPainter([end()]);
    blobs.files.set(content, new Uint8Array(9));
    await expect(paint()).rejects.toMatchObject({ code: 'blob-missing' });
    blobs.files.delete(content);
    await expect(paint()).rejects.toBeInstanceOf(StudioError);
  });
});
