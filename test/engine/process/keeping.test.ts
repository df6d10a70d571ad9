/** Suspended, hanging and killed rendering processes, as their parent sees them. */
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Keeping, RenderSpec } from '../../../src/engine/port.js';
import { createRendererProcess, type RendererProcess } from '../../../src/engine/process/renderer-process.js';
import type { Progress } from '../../../src/progress/progress.js';

const entry = fileURLToPath(new URL('./fixture/child.mjs', import.meta.url));
const never = new AbortController().signal;

let renderer: RendererProcess;
const start = (root = 'well', loadSeconds = 120) => {
  renderer = createRendererProcess({ entry, root, loadSeconds });
};
afterEach(() => renderer.close());

async function collect(
  recipe: string,
  steps: number,
  keeping: Partial<Keeping>,
  see: (progress: Progress) => unknown = () => undefined,
  signal = never,
) {
  const content = { width: 1, height: 1, data: new Uint8Array([9, 9, 9]) };
  const spec = { recipe, steps, content } as unknown as RenderSpec;
  const all: Progress[] = [];
  const kept = { checkpoint: '/c', suspend: never, ...keeping };
  for await (const progress of renderer.render(spec, signal, kept)) {
    all.push(progress);
    await see(progress);
  }
  return all;
}

describe('a render that is suspended', () => {
  it('ends with its checkpoint, and its process stays warm', async () => {
    start();
    const abort = new AbortController();
    const all = await collect('slow', 1000, { suspend: abort.signal }, (progress) => {
      if (progress.type === 'step' && progress.step === 3) abort.abort();
    });
    const { step } = all.at(-1) as { step: number };
    expect(step).toBeLessThan(100);
    expect(all.slice(-2)).toEqual([
      { type: 'checkpoint', step, path: '/c' },
      { type: 'suspended', step },
    ]);
    const { pid } = renderer;
    expect((await collect('plain', 1, {})).at(-1)).toMatchObject({ type: 'done' });
    expect(renderer.pid).toBe(pid);
  });

  it('has no step before the engine is loaded, and starts no process for that', async () => {
    start('mute');
    const gone = { suspend: AbortSignal.abort() };
    expect(await collect('plain', 1, gone)).toEqual([{ type: 'suspended', step: 0 }]);
    expect(renderer.pid).toBeNull();
    const abort = new AbortController();
    const waiting = collect('plain', 1, { suspend: abort.signal });
    setTimeout(() => abort.abort(), 50);
    expect(await waiting).toEqual([{ type: 'suspended', step: 0 }]);
    expect(renderer.pid).not.toBeNull();
    await renderer.kill();
  });
});

describe('a process that hangs', () => {
  const hung = (seconds: number) => ({
    code: 'renderer-died',
    context: { detail: `it gave no sign of life for ${seconds} s and was killed` },
  });

  it('is killed and the next render has a fresh one', async () => {
    start();
    await expect(collect('hang', 5, { hangSeconds: 0.2 })).rejects.toMatchObject(hung(0.2));
    expect((await collect('plain', 1, { hangSeconds: 5 })).at(-1)).toMatchObject({ type: 'done' });
  });

  it('is killed after a cancel and after a suspend as well', async () => {
    for (const what of ['cancel', 'suspend'] as const) {
      start();
      const abort = new AbortController();
      const suspend = what === 'suspend' ? abort.signal : never;
      const signal = what === 'cancel' ? abort.signal : never;
      const see = ({ type }: Progress) => type === 'step' && abort.abort();
      const render = collect('hang', 5, { hangSeconds: 0.2, suspend }, see, signal);
      await expect(render).rejects.toMatchObject(hung(0.2));
    }
  });

  it('is killed when the reader has left the loop, so that nobody waits for ever', async () => {
    start();
    const leave = () => {
      throw new Error('enough');
    };
    await expect(collect('hang', 5, { hangSeconds: 0.2 }, leave)).rejects.toThrow('enough');
    await expect.poll(() => renderer.pid).toBeNull();
  });

  it('is not taken for one while its steps come, however slow the reader', async () => {
    start();
    const sleep = () => new Promise((resolve) => setTimeout(resolve, 500));
    const dawdle = ({ type }: Progress) => type === 'preview' && sleep();
    const all = await collect('slow', 60, { hangSeconds: 0.2 }, dawdle);
    expect(all.at(-1)).toMatchObject({ type: 'done', steps: 60 });
    expect(renderer.pid).not.toBeNull();
  });

  it('may take its own time to load the engine, but not for ever', async () => {
    start('mute', 0.3);
    await expect(collect('plain', 1, { hangSeconds: 0.05 })).rejects.toMatchObject(hung(0.3));
  });
});

describe('kill', () => {
  it('ends the process at once, and says so to those who wait', async () => {
    start();
    const render = collect('hang', 5, {}, ({ type }) => type === 'step' && void renderer.kill());
    await expect(render).rejects.toMatchObject({
      code: 'renderer-died',
      context: { detail: 'killed on request' },
    });
    expect(renderer.pid).toBeNull();
    await renderer.kill();
    expect((await collect('plain', 1, {})).at(-1)).toMatchObject({ type: 'done' });
  });
});
