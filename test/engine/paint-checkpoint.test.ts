/** Checkpoints on the way of a render: when they come, and that a render never waits for one or suffers by one. */
import { describe, expect, it } from 'vitest';
import type { CheckpointPlace } from '../../src/engine/checkpointer.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, endOf, never, single, twoRungs, types } from './paint-fake.js';

/** A render in which every evaluation takes a second, and writes take as many steps as a test says. */
function start(writeSteps = 0) {
  let ms = 0;
  let under: { left: number; resolve: (isWritten: boolean) => void } | null = null;
  const begun: number[] = [];
  const finish = () => {
    under?.resolve(true);
    under = null;
  };
  const atelier = createFakeAtelier(async (evaluation) => {
    ms += 1000;
    if (under !== null && --under.left <= 0) finish();
    await new Promise(setImmediate);
    return evaluation;
  });
  const place: CheckpointPlace = {
    load: async () => null,
    save: async ({ header }) => {
      begun.push((header.state as { step: number }).step);
      if (writeSteps === 0) return true;
      return new Promise((resolve) => {
        under = { left: writeSteps, resolve };
      });
    },
  };
  const run = (
    recipe = single,
    more: Partial<CheckpointPlace> = {},
    signal = never,
    see?: (p: Progress) => unknown,
  ) => collect(atelier, recipe, {}, signal, see, { place: { ...place, ...more }, suspend: never }, () => ms);
  return { run, begun, finish };
}

const written = (all: readonly Progress[]) =>
  all.flatMap((progress) => (progress.type === 'checkpoint' ? [progress.step] : []));

describe('checkpoints', () => {
  it('come every ten seconds of a long render and every tenth of a short one', async () => {
    const long = start();
    // A tenth of 200 s is more than 10.
    await long.run({ ...single, steps: 200 });
    expect(long.begun.slice(0, 4)).toEqual([10, 20, 30, 40]);
    expect(long.begun.at(-1)).toBe(190);
    const short = start();
    await short.run({ ...single, steps: 30 });
    expect(short.begun).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27]);
  });

  it('are told of at the first boundary after they came to the disk', async () => {
    const { run, begun } = start(2);
    const all = await run({ ...single, steps: 30 });
    expect(begun).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27]);
    const at = all.findIndex(({ type }) => type === 'checkpoint');
    expect(all[at]).toEqual({ type: 'checkpoint', step: 3 });
    expect(all[at - 1]).toMatchObject({ type: 'step', step: 5 });
  });

  it('are not begun while one is under way', async () => {
    const { run, begun } = start(4);
    await run({ ...single, steps: 27 });
    expect(begun).toEqual([3, 7, 11, 15, 19, 23]);
  });

  it('come between rungs as well, where less is to be written', async () => {
    const sizes: Record<string, readonly string[]> = {};
    const { run } = start();
    await run(twoRungs(true), {
      save: async ({ header, tensors }) => {
        sizes[(header.state as { step: number }).step] = Object.keys(tensors);
        return true;
      },
    });
    expect(sizes[4]).toEqual(['carried']);
    expect(sizes[6]).toEqual(expect.arrayContaining(['carried', 'kept', 'optimizer/point']));
    expect(Object.keys(sizes)).not.toContain('10');
  });

  it('that cannot be written harm nothing and are not told of', async () => {
    const whole = endOf(await start().run());
    const all = await start().run(single, { save: async () => false });
    expect(written(all)).toEqual([]);
    expect(endOf(all)).toEqual({ ...whole, peakRssMiB: expect.any(Number) });
  });

  it.each(['done', 'cancelled'] as const)('are settled before a render is %s', async (end) => {
    const { run, begun, finish } = start(1000);
    const abort = new AbortController();
    const last = end === 'cancelled' ? 5 : 30;
    let seen = 0;
    const see = (p: Progress) => {
      if (p.type !== 'step') return;
      seen = p.step;
      if (seen === last && end === 'cancelled') abort.abort();
    };
    let isOver = false;
    const running = run({ ...single, steps: 30 }, {}, abort.signal, see).finally(() => {
      isOver = true;
    });
    // Not before its last step: a write that ends earlier is followed by another.
    await expect.poll(() => seen, { timeout: 20_000 }).toBe(last);
    expect(begun).toEqual([3]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isOver).toBe(false);
    finish();
    expect(types(await running).at(-1)).toBe(end);
  });

  it('are settled when the reader leaves', async () => {
    const { run, finish } = start(1000);
    let hasLeft = false;
    const leave = (progress: Progress) => {
      if (progress.type !== 'step' || progress.step !== 5) return;
      hasLeft = true;
      throw new Error('enough');
    };
    let isOver = false;
    const running = run({ ...single, steps: 30 }, {}, never, leave).catch((error: Error) => {
      isOver = true;
      return error.message;
    });
    await expect.poll(() => hasLeft, { timeout: 20_000 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isOver).toBe(false);
    finish();
    expect(await running).toBe('enough');
  });
});
