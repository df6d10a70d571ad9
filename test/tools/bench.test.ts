import { describe, expect, it } from 'vitest';
import { assetFolders } from '../../src/assets.js';
import type { RenderSpec } from '../../src/engine/port.js';
import { StudioError } from '../../src/errors.js';
import type { Progress } from '../../src/progress/progress.js';
import { createGallery } from '../../src/request/presets.js';
import { bench } from '../../src/tools/bench.js';

const picture = { width: 1, height: 1, data: new Uint8Array(3) };
const losses = { content: {}, style: {}, tv: 0, total: 12.5 };

/** Seconds of a step, by engine; TensorFlow's first step at full size has a session to make. */
const paces = { onnx: 0.5, tensorflow: 0.75 } as const;

function setUp(has: (spec: RenderSpec) => boolean) {
  const asked: RenderSpec[] = [];
  let closed = 0;
  const createRenderer = () => ({
    async *render(spec: RenderSpec): AsyncGenerator<Progress> {
      asked.push(spec);
      const engine = spec.engine === 'auto' ? 'onnx' : spec.engine;
      if (!has(spec)) throw new StudioError('engine-unavailable', { engine, detail: 'it is not set up' });
      const device = spec.device === 'auto' ? 'cpu' : spec.device;
      const recipe = { engine };
      yield { type: 'started', width: 64, height: 64, steps: 6, rungs: 2, resumedAt: 0, device, recipe };
      let seconds = 0;
      for (let step = 1; step <= 6; step++) {
        const rung = step < 3 ? 1 : 2;
        seconds += rung === 1 ? 0.1 : step === 3 ? 9 : paces[engine] + (step === 4 ? 0.2 : 0);
        const place = { rung, rungs: 2, width: 64, height: 64 };
        yield { type: 'step', step, steps: 6, ...place, losses, seconds, etaSeconds: null };
      }
      yield { type: 'done', picture, steps: 6, seconds, peakRssMiB: 777, losses, recipe, device };
    },
    close: async () => {
      closed += 1;
    },
  });
  return { asked, createRenderer, closed: () => closed };
}

async function run(has: (spec: RenderSpec) => boolean, json: boolean, wasm = false) {
  const parts = setUp(has);
  let [out, err] = ['', ''];
  const io = {
    stdout: (text: string) => {
      out += text;
    },
    stderr: (text: string) => {
      err += text;
    },
    now: () => 0,
  };
  const gallery = await createGallery(assetFolders().root);
  const values = { size: 64, steps: 4, threads: 2, wasm, json };
  const { createRenderer } = parts;
  await bench(
    values,
    { gallery, createRenderer, availableMiB: () => 8000, io },
    new AbortController().signal,
  );
  return { ...parts, out, err };
}

const onCpu = ({ device }: RenderSpec) => device === 'cpu' || device === 'auto';

describe('bench', () => {
  it('lists both engines by their fastest step at full size, and what auto takes', async () => {
    const { out, err, asked, closed } = await run(onCpu, false);
    expect(out).toMatch(/^onnx +cpu +0\.500 +1\.00 +0\.0 +12\.500 +777$/m);
    expect(out).toMatch(/^tensorflow +cpu +0\.750 +1\.50 +0\.0 +12\.500 +777$/m);
    expect(out).toMatch(/auto takes onnx on cpu\n$/);
    expect(err).toContain('tensorflow on cuda: it is not set up');
    expect(asked.every(({ threads, seed }) => threads === 2 && seed === 0)).toBe(true);
    expect(closed(), 'every process of its own is ended').toBe(asked.length);
  });

  it('says why an engine is not listed, one object a line with --json', async () => {
    const { out } = await run((spec) => onCpu(spec) && spec.engine !== 'tensorflow', true);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({
        type: 'absent',
        engine: 'tensorflow',
        device: 'cpu',
        detail: 'it is not set up',
      }),
    );
    expect(lines.filter(({ type }) => type === 'timing')).toHaveLength(1);
    expect(lines.at(-1)).toEqual({ type: 'done', auto: 'onnx on cpu' });
  });

  it('tries WebAssembly on request only', async () => {
    const devices = async (wasm: boolean) => (await run(onCpu, true, wasm)).asked.map(({ device }) => device);
    expect(await devices(false)).not.toContain('wasm');
    expect(await devices(true)).toContain('wasm');
  });
});
