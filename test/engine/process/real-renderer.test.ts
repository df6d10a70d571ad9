/** The built rendering process with the real engine in it: `npm test` builds before it tests. */

import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import type { RenderSpec } from '../../../src/engine/port.js';
import { ownControls } from '../../../src/engine/port.js';
import { createRendererProcess, type RendererProcess } from '../../../src/engine/process/renderer-process.js';
import type { Progress } from '../../../src/progress/progress.js';

const root = findPackageRoot();
const never = new AbortController().signal;
const picture = (salt: number) => ({
  width: 48,
  height: 32,
  data: Uint8Array.from({ length: 48 * 32 * 3 }, (_, i) => (i * salt + (i >> 5) * 13) % 256),
});
const spec = (more: Partial<RenderSpec> = {}): RenderSpec => ({
  content: picture(7),
  styles: [{ pixels: picture(31), weight: 1, mask: null }],
  ...{
    recipe: 'impasto',
    size: 48,
    steps: 3,
    strength: 50,
    start: null,
    startPicture: null,
    colors: 'style',
    seed: 0,
  },
  device: 'cpu',
  deviceIndex: 0,
  threads: 1,
  previewIntervalMs: 1,
  previewEvery: 0,
  saveEvery: 0,
  controls: ownControls,
  engine: 'onnx',
  ...more,
});

describe('a rendering process with the real engine', () => {
  let renderer: RendererProcess;
  beforeAll(() => {
    renderer = createRendererProcess({ root, entry: join(root, 'dist/src/engine/process/child.js') });
  });
  afterAll(() => renderer.close());
  const render = async (more: Partial<RenderSpec>, signal = never, see = (_: Progress) => {}) => {
    const all: Progress[] = [];
    for await (const progress of renderer.render(spec(more), signal)) {
      all.push(progress);
      see(progress);
    }
    return all;
  };

  it('gives the same picture for the same request, from a warm process too', async () => {
    const ends = [await render({}), await render({})].map((all) => all.at(-1)!);
    expect(ends[0]).toMatchObject({ type: 'done', steps: 3, device: 'cpu' });
    const [a, b] = ends.map((end) => (end.type === 'done' ? end.picture!.data : null));
    expect(Buffer.compare(a!, b!)).toBe(0);
  });

  it('stops within a step of the cancel', async () => {
    const abort = new AbortController();
    const all = await render({ steps: 5000 }, abort.signal, (progress) => {
      if (progress.type === 'step' && progress.step === 2) abort.abort();
    });
    const end = all.at(-1)!;
    expect(end).toMatchObject({ type: 'cancelled', picture: { width: 48 } });
    expect(end.type === 'cancelled' && end.steps).toBeLessThan(10);
  });

  it('says what is wrong with the device and renders on', async () => {
    await expect(render({ device: 'coreml' })).rejects.toMatchObject({ code: 'device-unavailable' });
    expect((await render({})).at(-1)).toMatchObject({ type: 'done' });
  });

  it('fails clearly when killed mid-render, and the next render works', async () => {
    const killed = render({ steps: 5000 }, never, (progress) => {
      if (progress.type === 'step' && progress.step === 2) process.kill(renderer.pid!, 'SIGKILL');
    });
    await expect(killed).rejects.toMatchObject({ code: 'renderer-died' });
    expect((await render({})).at(-1)).toMatchObject({ type: 'done' });
  });

  it('leaves the event loop of its parent free while it computes', async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await render({ size: 128, steps: 4 });
    delay.disable();
    // Far above what is measured (test/bench/event-loop.ts prints it), far below one step of the engine in this process.
    expect(delay.percentile(99) / 1e6).toBeLessThan(100);
  });
}, 60_000);
