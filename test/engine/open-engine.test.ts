import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/assets.js';
import type { Backend } from '../../src/engine/backend.js';
import {
  chooseEngine,
  type EngineChoice,
  type EngineChoices,
  measureStep,
} from '../../src/engine/choose-engine.js';
import { openEngine } from '../../src/engine/open-engine.js';
import { createChoiceFile } from '../../src/engine/tensorflow/choice-file.js';
import { nativeFolder } from '../../src/engine/tensorflow/load-native.js';
import { hasTensorflow, howToSetUp } from './tensorflow/is-set-up.js';

/** A backend whose steps take as long as the clock is told. */
function timed(
  engine: Backend['engine'],
  seconds: number,
  clock: { ms: number },
): Backend & { runs: () => number } {
  let runs = 0;
  return {
    ...{ engine, device: 'cpu', threads: 1, lowering: 'none', runs: () => runs },
    compile: async () => ({
      run: async () => {
        runs += 1;
        clock.ms += seconds * 1000;
        return {};
      },
      release: async () => undefined,
    }),
  };
}

function memory(): EngineChoices & { known: Map<string, EngineChoice> } {
  const known = new Map<string, EngineChoice>();
  return {
    known,
    get: async (key) => known.get(key) ?? null,
    put: async (key, choice) => void known.set(key, choice),
  };
}

describe('choosing an engine', () => {
  it.each([
    ['tensorflow', 1, 0.5],
    ['onnx', 0.5, 1],
    // About as fast: what is in the package.
    ['onnx', 1, 0.97],
  ] as const)('takes %s where a step takes %s s on onnx and %s s on tensorflow', async (wanted, a, b) => {
    const clock = { ms: 0 };
    const [onnx, tensorflow] = [timed('onnx', a, clock), timed('tensorflow', b, clock)];
    const choices = memory();
    const open = { onnx: async () => onnx, tensorflow: async () => tensorflow };
    const choice = await chooseEngine('here', choices, open, () => clock.ms);
    expect(choice.engine).toBe(wanted);
    expect(choice.seconds.onnx).toBeCloseTo(a);
    expect(choice.seconds.tensorflow).toBeCloseTo(b);
    const runs = onnx.runs();
    expect(await chooseEngine('here', choices, open, () => clock.ms)).toEqual(choice);
    expect(onnx.runs(), 'remembered').toBe(runs);
    await chooseEngine('elsewhere', choices, open, () => clock.ms);
    expect(onnx.runs(), 'another machine').toBeGreaterThan(runs);
  });

  it('leaves the first step out, which warms up', async () => {
    const clock = { ms: 0 };
    let first = true;
    const backend = timed('onnx', 0.25, clock);
    const slowStart: Backend = {
      ...backend,
      compile: async (graph) => {
        const program = await backend.compile(graph);
        return {
          ...program,
          run: (feeds) => {
            if (first) clock.ms += 9000;
            first = false;
            return program.run(feeds);
          },
        };
      },
    };
    expect(await measureStep(slowStart, () => clock.ms)).toBeCloseTo(0.25);
  });
});

describe('opening an engine', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'impasto-engine-'));
    await mkdir(join(root, nativeFolder), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const open = (
    wish: Partial<Parameters<typeof openEngine>[0]>,
    parts: Partial<Parameters<typeof openEngine>[1]> = {},
  ) =>
    openEngine(
      { engine: 'auto', device: 'auto', index: 0, threads: 1, ...wish },
      {
        ...{ root, listed: ['cpu'], choices: memory(), env: {}, now: () => performance.now() },
        parameters: () => new Float32Array(),
        ...parts,
      },
    );

  it('is onnx where TensorFlow is not set up', async () => {
    expect(await open({})).toMatchObject({ engine: 'onnx', device: 'cpu' });
  });

  it('says how TensorFlow is set up where it is asked for and is not', async () => {
    await expect(open({ engine: 'tensorflow' })).rejects.toMatchObject({
      code: 'engine-unavailable',
      context: { engine: 'tensorflow', detail: expect.stringContaining('npm run setup:tensorflow') },
    });
  });

  it('is onnx for `auto` where TensorFlow is there but does not load', async () => {
    const lib = join(root, nativeFolder, 'node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8');
    await mkdir(lib, { recursive: true });
    await writeFile(join(lib, 'tfjs_binding.node'), 'no library');
    expect(await open({})).toMatchObject({ engine: 'onnx' });
  });

  it.skipIf(!hasTensorflow)(
    `is tensorflow for \`auto\` where onnx has not the device${howToSetUp}`,
    async () => {
      const set = { root: findPackageRoot(), listed: [] };
      expect(await open({ device: 'cpu' }, set)).toMatchObject({ engine: 'tensorflow', device: 'cpu' });
    },
  );

  it('computes in WebAssembly on request', async () => {
    expect(await open({ engine: 'tensorflow', device: 'wasm' })).toMatchObject({
      engine: 'tensorflow',
      device: 'wasm',
    });
    expect(await open({ device: 'wasm' }), 'auto').toMatchObject({ engine: 'tensorflow' });
  });

  it.each([
    ['tensorflow', 'webgpu', /knows auto, cpu, cuda, wasm/],
    ['onnx', 'wasm', /offers cpu/],
  ] as const)('refuses %s on %s', async (engine, device, words) => {
    await expect(open({ engine, device })).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { device, detail: expect.stringMatching(words) },
    });
  });

  it('remembers in a file beside the library, and minds no damage', async () => {
    const choices = createChoiceFile(root);
    const choice = { engine: 'onnx', seconds: { onnx: 1, tensorflow: 2 } } as const;
    expect(await choices.get('here')).toBeNull();
    await choices.put('here', choice);
    await choices.put('there', { ...choice, engine: 'tensorflow' });
    expect(await createChoiceFile(root).get('here')).toEqual(choice);
    const path = join(root, nativeFolder, 'choice.json');
    expect(JSON.parse(await readFile(path, 'utf8'))).toHaveProperty('there');
    await writeFile(path, '{"here": {"engine": 7');
    expect(await choices.get('here')).toBeNull();
    await rm(join(root, nativeFolder), { recursive: true });
    await choices.put('here', choice);
    expect(await choices.get('here')).toBeNull();
  });
});
