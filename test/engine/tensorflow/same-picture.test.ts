/** The same job on both engines: they take each their own way through rounding, and end as well. */
import { describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import type { Engine } from '../../../src/engine/port.js';
import { createRenderer } from '../../../src/engine/render.js';
import type { EndProgress } from '../../../src/progress/progress.js';
import { createSpec } from '../../bench/samples.js';
import { hasTensorflow, howToSetUp } from './is-set-up.js';

describe.skipIf(!hasTensorflow)(`the same picture by both engines${howToSetUp}`, () => {
  it.each([
    ['impasto', 8],
    ['tf-tutorial', 10],
    ['crowsonkb-w2', 3],
  ] as const)('%s: final losses within 2 %%', { timeout: 240_000 }, async (recipe, steps) => {
    const renderer = await createRenderer({ root: findPackageRoot(), env: process.env });
    const end = async (engine: Engine): Promise<EndProgress> => {
      const spec = { ...(await createSpec({ recipe, steps, size: 112 })), engine, device: 'cpu' } as const;
      for await (const progress of renderer.render(spec, new AbortController().signal)) {
        if (progress.type === 'done') return progress;
      }
      throw new Error('it did not end');
    };
    const [onnx, tensorflow] = [await end('onnx'), await end('tensorflow')];
    expect(onnx.recipe).toMatchObject({ engine: 'onnx' });
    expect(tensorflow.recipe).toMatchObject({ engine: 'tensorflow' });
    const ratio = tensorflow.losses!.total / onnx.losses!.total;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  });

  it('stops within a step when cancelled, with the best picture so far', async () => {
    const renderer = await createRenderer({ root: findPackageRoot(), env: process.env });
    const spec = { ...(await createSpec({ steps: 500, size: 64 })), engine: 'tensorflow' } as const;
    const stop = new AbortController();
    let steps = 0;
    for await (const progress of renderer.render(spec, stop.signal)) {
      if (progress.type === 'step' && progress.step === 3) stop.abort();
      if (progress.type === 'step') steps = progress.step;
      if (progress.type === 'cancelled') expect(progress.picture).toMatchObject({ width: 64 });
    }
    expect(steps).toBe(3);
  });
});
