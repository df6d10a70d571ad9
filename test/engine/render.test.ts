import * as ort from 'onnxruntime-node';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPackageRoot } from '../../src/assets.js';
import type { RenderSpec } from '../../src/engine/port.js';
import { ownControls } from '../../src/engine/port.js';
import type { Renderer } from '../../src/engine/process/serve.js';
import { createRenderer, listDevices } from '../../src/engine/render.js';
import type { Pixels } from '../../src/image/pixels.js';
import type { EndProgress, Progress } from '../../src/progress/progress.js';
import { readPixels } from '../golden/fixtures.js';

const never = new AbortController().signal;
let renderer: Renderer;
let content: Pixels;
let style: Pixels;

beforeAll(async () => {
  renderer = await createRenderer({ root: findPackageRoot() });
  [content, style] = [await readPixels('content.png'), await readPixels('style.png')];
});
afterEach(() => void vi.restoreAllMocks());

async function render(changes: Partial<RenderSpec> = {}): Promise<Progress[]> {
  const all: Progress[] = [];
  const spec: RenderSpec = {
    ...{ content, styles: [{ pixels: style, weight: 1, mask: null }], recipe: 'impasto', size: 64, steps: 4 },
    ...{ strength: 50, start: null, startPicture: null, colors: 'style', seed: 0, device: 'cpu', threads: 1 },
    deviceIndex: 0,
    previewIntervalMs: 0,
    previewEvery: 0,
    saveEvery: 0,
    controls: ownControls,
    engine: 'onnx',
    ...changes,
  };
  for await (const progress of renderer.render(spec, never)) all.push(progress);
  return all;
}

const endOf = (all: readonly Progress[]) => all.at(-1) as EndProgress;
const score = (image: Pixels, recipe = 'impasto') =>
  renderer.score(
    {
      ...{ image, content, styles: [{ pixels: style, weight: 1, mask: null }], recipe },
      ...{ engine: 'onnx', device: 'cpu', threads: 1 },
    },
    never,
  );
const countCompiles = () => vi.spyOn(ort.InferenceSession, 'create');

describe('createRenderer', () => {
  it('scores a finished picture as its render did', async () => {
    // A recipe that clips to 0..1 in the loop: nothing but the rounding to bytes lies between.
    const end = endOf(await render({ recipe: 'tf-tutorial' }));
    const { width, height } = end.picture!;
    const scored = await score(end.picture!, 'tf-tutorial');
    expect(scored).toMatchObject({ width, height, device: 'cpu' });
    expect(Object.keys(scored.style)).toEqual(Object.keys(end.losses!.style));
    expect(Math.abs(scored.total / end.losses!.total - 1)).toBeLessThan(0.01);
    for (const [layer, loss] of Object.entries(end.losses!.style))
      expect(Math.abs(scored.style[layer]! / loss - 1), layer).toBeLessThan(0.02);
  });

  it('scores the photo at its own size as having kept all of its content', async () => {
    const { content: terms, total } = await score(content);
    expect(terms.conv4_2).toBeLessThan(1e-6 * total);
  });

  it('scores with the gain for the weights in use, and names it', async () => {
    const { content: terms, style: styles, total, balanceGain } = await score(style, 'udacity');
    const sum = (losses: Readonly<Record<string, number>>) =>
      Object.values(losses).reduce((all, loss) => all + loss, 0);
    expect(balanceGain).toBeCloseTo(57.6 ** -2, 10);
    expect(total / (sum(terms) + 1e6 * balanceGain * sum(styles))).toBeCloseTo(1, 4);
    expect((await score(style)).balanceGain).toBe(1);
  });

  it('compiles nothing for a second render of the same size, in the same or another style', async () => {
    await render();
    const compiles = countCompiles();
    await render();
    await render({ styles: [{ pixels: content, weight: 1, mask: null }], strength: 70, seed: 3 });
    expect(compiles).not.toHaveBeenCalled();
  });

  it('compiles once for another size, the score of that size included', async () => {
    const compiles = countCompiles();
    const end = endOf(await render({ size: 56 }));
    await score(end.picture!);
    expect(compiles).toHaveBeenCalledTimes(1);
  });

  it('shares what is warm between `auto` and the device that it stands for', async () => {
    await render();
    const compiles = countCompiles();
    const [started] = await render({ device: 'auto' });
    expect(started).toMatchObject({ device: 'cpu' });
    // The trial of each device that `auto` asks first, and no objective.
    expect(compiles.mock.calls.every(([model]) => (model as unknown as Uint8Array).length < 1000)).toBe(true);
    expect(compiles).toHaveBeenCalled();
  });

  it('fails for a recipe and a device that are not there, and works on', async () => {
    await expect(render({ recipe: 'nonsense' })).rejects.toMatchObject({ code: 'option-invalid' });
    await expect(render({ device: 'coreml' })).rejects.toMatchObject({ code: 'device-unavailable' });
    expect(endOf(await render({ steps: 1 })).type).toBe('done');
  });

  it('lists the CPU among the devices of the package', () => {
    expect(listDevices()).toContain('cpu');
  });
});
