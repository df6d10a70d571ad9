/**
 * The promise of the record: the same seed, settings, engine, device, threads and lowering give the same bytes on the CPU,
 * in another process, too. `npm test` builds before it tests.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import { createNormalNoise, createUniformNoise } from '../../../src/engine/planes/noise.js';
import { createPlanes, toPixels } from '../../../src/engine/planes/planes.js';
import { ownControls, type RenderSpec } from '../../../src/engine/port.js';
import { createRendererProcess } from '../../../src/engine/process/renderer-process.js';
import type { EndProgress } from '../../../src/progress/progress.js';

const root = findPackageRoot();
/** Square and large enough for some convolutions to be lowered. */
const side = 128;
const picture = (noise: Float32Array) => toPixels(createPlanes(side, side, noise));
const length = 3 * side * side;
const content = picture(createNormalNoise(length, 1, 0.5, 0.2));
const [one, other] = [2, 3].map((seed) => picture(createUniformNoise(length, seed)));
const left = {
  ...{ width: 64, height: 64 },
  data: Uint8Array.from({ length: 64 * 64 }, (_, i) => Math.min(255, 8 * Math.max(0, 40 - (i % 64)))),
};

const specs: Readonly<Record<string, Partial<RenderSpec>>> = {
  'the default recipe, from noise': { recipe: 'impasto', steps: 4, start: 'noise' },
  'two styles by region, colours of the photo': {
    ...{ recipe: 'crowsonkb-w2', size: 64, steps: 2, colors: 'content' },
    styles: [
      { pixels: one!, weight: 1, mask: left },
      { pixels: other!, weight: 1, mask: null },
    ],
  },
};

async function render(threads: number, changes: Partial<RenderSpec>): Promise<EndProgress> {
  const renderer = createRendererProcess({ root, entry: join(root, 'dist/src/engine/process/child.js') });
  try {
    const spec: RenderSpec = {
      ...{ content, styles: [{ pixels: one!, weight: 1, mask: null }], startPicture: null },
      ...{ recipe: 'impasto', size: side, steps: 3, strength: 50, start: null, colors: 'style', seed: 5 },
      ...{ controls: ownControls, engine: 'onnx', device: 'cpu', deviceIndex: 0, threads },
      ...{ previewIntervalMs: 0, previewEvery: 0, saveEvery: 0 },
      ...changes,
    };
    let end: EndProgress | null = null;
    for await (const progress of renderer.render(spec, new AbortController().signal))
      if (progress.type === 'done') end = progress;
    return end!;
  } finally {
    await renderer.close();
  }
}

const digest = ({ picture: pixels }: EndProgress) => createHash('sha256').update(pixels!.data).digest('hex');

describe.each(Object.entries(specs))(
  '%s',
  (_, changes) => {
    it.each([1, 2])('is the same to the byte from two processes with %i threads', async (threads) => {
      const [first, second] = [await render(threads, changes), await render(threads, changes)];
      expect(digest(second)).toBe(digest(first));
      expect(second.recipe).toEqual(first.recipe);
      expect(second.losses).toEqual(first.losses);
      expect(first.recipe).toMatchObject({ engine: 'onnx', device: 'cpu', lowering: 'winograd' });
      expect(first.recipe.threads).toBeLessThanOrEqual(threads);
      expect(first.recipe.networkSha256).toMatch(/^[\da-f]{64}$/);
    });
  },
  120_000,
);

it('another seed gives another picture', { timeout: 120_000 }, async () => {
  const wish = { steps: 2, size: 64, start: 'noise' } as const;
  expect(digest(await render(2, { ...wish, seed: 6 }))).not.toBe(digest(await render(2, wish)));
});
