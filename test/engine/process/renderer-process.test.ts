import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { RenderSpec, ScoreSpec } from '../../../src/engine/port.js';
import { createRendererProcess, type RendererProcess } from '../../../src/engine/process/renderer-process.js';
import type { Progress } from '../../../src/progress/progress.js';

const entry = fileURLToPath(new URL('./fixture/child.mjs', import.meta.url));
const never = new AbortController().signal;
const specOf = (recipe: string, steps: number) =>
  ({
    recipe,
    steps,
    content: { width: 1, height: 1, data: new Uint8Array([9, 9, 9]) },
  }) as unknown as RenderSpec;

describe('createRendererProcess', () => {
  let renderer: RendererProcess;
  const start = (root = 'well', closeGraceMs = 2000) => {
    renderer = createRendererProcess({ entry, root, closeGraceMs });
    return renderer;
  };
  const collect = async (recipe: string, steps: number, signal = never) => {
    const all: Progress[] = [];
    for await (const progress of renderer.render(specOf(recipe, steps), signal)) all.push(progress);
    return all;
  };
  afterEach(() => renderer.close());

  it('brings every step and the finished picture as bytes', async () => {
    start();
    const all = await collect('plain', 3);
    expect(all.filter((p) => p.type === 'step')).toHaveLength(3);
    expect(all.at(-1)).toMatchObject({ type: 'done', picture: { data: new Uint8Array([3, 2, 3]) } });
  });

  it('stays warm: the second render runs in the same process', async () => {
    start();
    await collect('plain', 1);
    const { pid } = renderer;
    await collect('plain', 1);
    expect(pid).toBeTypeOf('number');
    expect(renderer.pid).toBe(pid);
  });

  it('drops previews that nobody has read when a newer one comes, and no steps', async () => {
    start();
    const all: Progress[] = [];
    for await (const progress of renderer.render(specOf('plain', 20), never)) {
      if (all.length === 0) await new Promise((resolve) => setTimeout(resolve, 300));
      all.push(progress);
    }
    expect(all.filter((p) => p.type === 'step')).toHaveLength(20);
    expect(all.filter((p) => p.type === 'preview').map((p) => p.step)).toEqual([20]);
  });

  it('ends a cancelled render with the best picture so far', async () => {
    start();
    const abort = new AbortController();
    const all: Progress[] = [];
    for await (const progress of renderer.render(specOf('slow', 1000), abort.signal)) {
      all.push(progress);
      if (progress.type === 'step' && progress.step === 3) abort.abort();
    }
    const last = all.at(-1)!;
    expect(last).toMatchObject({ type: 'cancelled' });
    expect(last.type === 'cancelled' && last.steps).toBeLessThan(100);
    expect(await collect('plain', 1)).not.toHaveLength(0);
  });

  it('stops the render when the reader leaves the loop', async () => {
    start();
    for await (const _ of renderer.render(specOf('slow', 1000), never)) break;
    expect((await collect('plain', 2)).at(-1)).toMatchObject({ type: 'done', steps: 2 });
  });

  it('throws at once when the signal is aborted before the engine is loaded', async () => {
    start();
    await expect(collect('plain', 1, AbortSignal.abort(new Error('not wanted')))).rejects.toThrow(
      'not wanted',
    );
  });

  it('says that a child killed mid-render may have run out of memory, and renders the next job in a fresh one', async () => {
    start();
    await expect(collect('die', 5)).rejects.toMatchObject({
      code: 'renderer-died',
      context: { detail: expect.stringMatching(/SIGKILL.*memory/) },
    });
    expect((await collect('plain', 2)).at(-1)).toMatchObject({ type: 'done', steps: 2 });
  });

  it('fails a render whose child is killed from outside while it computes', async () => {
    start();
    const running = renderer.render(specOf('slow', 1000), never)[Symbol.asyncIterator]();
    await running.next();
    const { pid } = renderer;
    process.kill(pid!, 'SIGKILL');
    await expect(
      (async () => {
        while (!(await running.next()).done);
      })(),
    ).rejects.toMatchObject({ code: 'renderer-died' });
    await collect('plain', 1);
    expect(renderer.pid).not.toBe(pid);
  });

  it('tells the exit code of a child that leaves mid-render', async () => {
    start();
    await expect(collect('exit', 5)).rejects.toMatchObject({ context: { detail: 'exit code 3' } });
  });

  it('rebuilds the failure that the engine threw and keeps the child', async () => {
    start();
    await expect(collect('fail', 5)).rejects.toMatchObject({ code: 'loss-not-finite', stack: 'there' });
    expect((await collect('plain', 1)).at(-1)).toMatchObject({ type: 'done' });
  });

  it('passes on what the engine says when it cannot start', async () => {
    start('broken');
    await expect(renderer.warmUp()).rejects.toMatchObject({
      code: 'weights-broken',
      context: { detail: 'torn' },
    });
    await expect(collect('plain', 1)).rejects.toMatchObject({ code: 'weights-broken' });
  });

  it('tells the exit code and the last words of a child that crashes at its start', async () => {
    start('crash');
    await expect(collect('plain', 1)).rejects.toMatchObject({
      code: 'renderer-died',
      context: { detail: 'exit code 7; it said: no such library' },
    });
  });

  it('says so when the entry file is not there', async () => {
    renderer = createRendererProcess({ entry: '/nowhere/child.js', root: '' });
    await expect(renderer.warmUp()).rejects.toMatchObject({ code: 'renderer-died' });
  });

  it('scores a picture', async () => {
    start();
    const image = { width: 5, height: 1, data: new Uint8Array([42, 0, 0]) };
    const result = await renderer.score({ image } as unknown as ScoreSpec, never);
    expect(result).toMatchObject({ total: 42, width: 5 });
  });

  it('kills a child that does not go when it is closed', async () => {
    start('stubborn', 50);
    await renderer.warmUp();
    const { pid } = renderer;
    await renderer.close();
    expect(renderer.pid).toBeNull();
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
  });
});
