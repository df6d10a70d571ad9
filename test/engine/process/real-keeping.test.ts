/** Checkpoints of the real engine, over real processes: `npm test` builds before it tests. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import type { RenderSpec } from '../../../src/engine/port.js';
import { ownControls } from '../../../src/engine/port.js';
import { createRendererProcess, type RendererProcess } from '../../../src/engine/process/renderer-process.js';
import type { EndProgress, Progress } from '../../../src/progress/progress.js';

const root = findPackageRoot();
const dist = join(root, 'dist/src');
const entry = join(dist, 'engine/process/child.js');
const never = new AbortController().signal;
const picture = (salt: number) => ({
  width: 48,
  height: 32,
  data: Uint8Array.from({ length: 48 * 32 * 3 }, (_, i) => (i * salt + (i >> 5) * 13) % 256),
});
const spec: RenderSpec = {
  content: picture(7),
  styles: [{ pixels: picture(31), weight: 1, mask: null }],
  ...{
    recipe: 'impasto',
    size: 48,
    steps: 12,
    strength: 50,
    start: null,
    startPicture: null,
    colors: 'style',
    seed: 0,
  },
  ...{
    device: 'cpu',
    deviceIndex: 0,
    threads: 1,
    previewIntervalMs: 0,
    ...{ previewEvery: 0, saveEvery: 0, controls: ownControls, engine: 'onnx' },
  },
};

let folder: string;
let checkpoint: string;
const renderers: RendererProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'impasto-keeping-'));
  checkpoint = join(folder, 'rokadimu');
});
afterEach(async () => {
  await Promise.all(renderers.splice(0).map((renderer) => renderer.kill()));
  rmSync(folder, { recursive: true });
});
const startRenderer = () => {
  const renderer = createRendererProcess({ root, entry, cacheFolder: join(folder, 'cache') });
  renderers.push(renderer);
  return renderer;
};
async function collect(
  renderer: RendererProcess,
  changes: Partial<RenderSpec>,
  see: (progress: Progress) => unknown = () => undefined,
  suspend = never,
) {
  const all: Progress[] = [];
  for await (const progress of renderer.render({ ...spec, ...changes }, never, { checkpoint, suspend })) {
    all.push(progress);
    see(progress);
  }
  return all;
}
const endOf = (all: readonly Progress[]) => all.at(-1) as EndProgress;
const isSame = (a: EndProgress, b: EndProgress) => Buffer.compare(a.picture!.data, b.picture!.data) === 0;

describe('a render with the real engine', () => {
  it('goes on in another process to the same picture, byte by byte', async () => {
    const first = startRenderer();
    const whole = endOf(await collect(first, {}));
    rmSync(checkpoint, { force: true });
    const abort = new AbortController();
    const see = (p: Progress) => p.type === 'step' && p.step === 4 && abort.abort();
    const { step } = (await collect(first, {}, see, abort.signal)).at(-1) as { step: number };
    expect(step).toBeGreaterThanOrEqual(4);
    expect(step).toBeLessThan(12);
    expect(existsSync(checkpoint)).toBe(true);
    const all = await collect(startRenderer(), {});
    expect(all[0]).toMatchObject({ resumedAt: step });
    expect(endOf(all)).toMatchObject({ type: 'done', steps: 12, losses: whole.losses! });
    expect(isSame(endOf(all), whole)).toBe(true);
    expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
  });

  it('goes on from its last checkpoint after its process was killed, to the same picture', async () => {
    const steps = 60;
    const whole = endOf(await collect(startRenderer(), { steps }));
    rmSync(checkpoint, { force: true });
    const renderer = startRenderer();
    let step = 0;
    const kill = (p: Progress) => {
      if (p.type !== 'checkpoint') return;
      step = p.step;
      process.kill(renderer.pid!, 'SIGKILL');
    };
    await expect(collect(renderer, { steps }, kill)).rejects.toMatchObject({ code: 'renderer-died' });
    const all = await collect(renderer, { steps });
    expect(all[0]).toMatchObject({ type: 'started' });
    // The one that was told of, or one that came to the disk before the process died.
    expect((all[0] as { resumedAt: number }).resumedAt).toBeGreaterThanOrEqual(step);
    expect(step).toBeGreaterThan(0);
    expect(endOf(all)).toMatchObject({ type: 'done', steps, losses: whole.losses! });
    expect(isSame(endOf(all), whole)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['cache', 'rokadimu']);
  });

  it('outlives the SIGTERM that a service manager sends to all of a service', async () => {
    const renderer = startRenderer();
    const see = (p: Progress) => p.type === 'step' && p.step === 2 && process.kill(renderer.pid!, 'SIGTERM');
    expect(endOf(await collect(renderer, {}, see))).toMatchObject({ type: 'done', steps: 12 });
  });

  it('knows no second CPU', async () => {
    const render = collect(startRenderer(), { deviceIndex: 1 });
    await expect(render).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { device: 'cpu:1' },
    });
  });

  it('ends when its parent is killed', async () => {
    const script = fileURLToPath(new URL('./fixture/parent.mjs', import.meta.url));
    const parent = spawn(process.execPath, [script, dist, root, checkpoint], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (d) => resolve(Number(`${d}`.split('\n')[0]))),
    );
    const isAlive = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    expect(isAlive()).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(isAlive, { timeout: 10_000 }).toBe(false);
  });
}, 60_000);
