import { describe, expect, it } from 'vitest';
import { planRender } from '../../src/engine/plan.js';
import { ownControls, type RenderSpec } from '../../src/engine/port.js';
import type { Progress } from '../../src/progress/progress.js';
import { controlOptions } from '../../src/request/control-options.js';
import type { AskedRender } from '../../src/request/memory.js';
import { parseOptions } from '../../src/request/parse.js';
import type { Picture } from '../../src/request/pictures.js';
import type { StyleRequest } from '../../src/request/request.js';
import { createPaintHere } from '../../src/tools/paint-here.js';

const picture = (width: number, height: number, more: Partial<Picture> = {}): Picture => ({
  ...{
    width,
    height,
    originalWidth: width,
    originalHeight: height,
    data: new Uint8Array(width * height * 3),
  },
  ...{ alpha: null, format: 'png', label: 'p', path: 'p.png', preset: null },
  ...more,
});
const ownOptions = parseOptions(controlOptions, {});
const request = (more: Partial<StyleRequest> = {}): StyleRequest => ({
  content: picture(60, 40),
  styles: [{ picture: picture(20, 30), weight: 2, mask: null }],
  ...{
    recipe: 'impasto',
    size: null,
    steps: null,
    strength: 50,
    colors: 'style',
    seed: 7,
    engine: 'auto',
    device: 'auto',
    threads: 0,
  },
  ...ownOptions,
  ...{ init: null, previewIntervalMs: 100, previewEvery: 3, saveEvery: 5 },
  ...more,
});

function open(availableMiB = 8000) {
  const specs: RenderSpec[] = [];
  const asked: AskedRender[] = [];
  const studio = createPaintHere({
    async *render(spec) {
      specs.push(spec);
      yield { type: 'note', code: 'not-finite', detail: 'painted' };
    },
    plan: (planned) => {
      asked.push(planned);
      return planRender(planned);
    },
    availableMiB: () => availableMiB,
  });
  const submit = async (asked: StyleRequest) => {
    const all: Progress[] = [];
    for await (const progress of studio.submit(asked, new AbortController().signal)) all.push(progress);
    return all;
  };
  return { submit, specs, asked };
}

describe('createStudio', () => {
  it('hands the engine pixels and numbers, without names and alpha', async () => {
    const { submit, specs } = open();
    await submit(
      request({
        content: picture(60, 40, { alpha: new Uint8Array(2400) }),
        strength: 80,
        colors: 'luminance',
      }),
    );
    const { content, styles, ...numbers } = specs[0]!;
    expect(Object.keys(content)).toEqual(['width', 'height', 'data']);
    expect(styles.map(({ pixels, weight }) => [pixels.width, weight])).toEqual([[20, 2]]);
    expect(numbers).toEqual({
      ...{ recipe: 'impasto', size: null, steps: null, strength: 80, start: null, startPicture: null },
      ...{ colors: 'luminance', seed: 7, engine: 'auto', device: 'auto', deviceIndex: 0, threads: 0 },
      ...{ controls: ownControls, previewIntervalMs: 100, previewEvery: 3, saveEvery: 5 },
    });
  });

  it("takes original as the photo's own long side, before it was shrunk, within what is rendered", async () => {
    const { submit, specs } = open(64_000);
    await submit(
      request({ size: 'original', content: picture(60, 40, { originalWidth: 600, originalHeight: 400 }) }),
    );
    const large = picture(60, 40, { originalWidth: 6000, originalHeight: 4000 });
    const notes = await submit(request({ size: 'original', content: large }));
    expect(specs.map(({ size }) => size)).toEqual([600, 2048]);
    expect(notes[0]).toMatchObject({
      type: 'note',
      code: 'size-reduced',
      detail: expect.stringContaining('6000'),
    });
  });

  it('starts from a word or from a picture', async () => {
    const { submit, specs } = open();
    await submit(request({ init: 'noise' }));
    await submit(request({ init: picture(9, 9) }));
    expect(specs.map(({ start, startPicture }) => [start, startPicture?.width])).toEqual([
      ['noise', undefined],
      ['picture', 9],
    ]);
  });

  it('refuses what does not fit into memory before it is in line', async () => {
    const { submit, specs } = open(900);
    await expect(submit(request({ size: 1024 }))).rejects.toMatchObject({
      code: 'memory-too-small',
      context: { size: 1024, fits: expect.any(Number) },
    });
    expect(specs).toEqual([]);
  });

  it('plans with the steps, the strength and the controls of the request', async () => {
    const { submit, asked } = open();
    await submit(request({ recipe: 'pastiche', steps: 7, strength: 80, size: 64, 'style-scale': 2 }));
    expect(asked[0]).toMatchObject({
      ...{ recipe: 'pastiche', steps: 7, strength: 80, size: 64 },
      controls: { styleScale: 2 },
    });
  });

  it('advises a size that really fits with a large style, and takes it', async () => {
    const wide = {
      'style-scale': 4,
      content: picture(60, 60),
      styles: [{ picture: picture(60, 60), weight: 1, mask: null }],
    };
    const { submit, specs } = open(4000);
    const refusal = await submit(request({ ...wide, size: 1024 })).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'memory-too-small', context: { size: 1024 } });
    const { fits } = refusal.context;
    expect(fits).toBeGreaterThan(100);
    await submit(request({ ...wide, size: fits }));
    expect(specs.map(({ size }) => size)).toEqual([fits]);
    await expect(submit(request({ ...wide, size: fits + 8 }))).rejects.toMatchObject({
      code: 'memory-too-small',
    });
    expect((await submit(request({ content: picture(60, 60), size: fits + 8 }))).length).toBe(1);
  });

  it('passes on what is wrong with the recipe', async () => {
    await expect(open().submit(request({ recipe: 'none' }))).rejects.toMatchObject({
      code: 'option-invalid',
    });
  });
});
