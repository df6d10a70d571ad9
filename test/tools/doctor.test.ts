import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { assetFolders } from '../../src/assets.js';
import { createRendererProcess } from '../../src/engine/process/renderer-process.js';
import { StudioError } from '../../src/errors.js';
import type { Progress } from '../../src/progress/progress.js';
import { type DoctorParts, doctor } from '../../src/tools/doctor.js';
import { checkDevice, type TrialRenderer } from '../../src/tools/doctor-device.js';

const folder = mkdtempSync(join(tmpdir(), 'impasto-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

const picture = { width: 1, height: 1, data: new Uint8Array(3) };
const end = { type: 'done', picture, steps: 1, seconds: 0, peakRssMiB: 1, losses: null, recipe: {} } as const;
/** A renderer on which only the CPU works. */
const createRenderer = (): TrialRenderer => ({
  async *render({ engine, device }): AsyncGenerator<Progress> {
    if (engine !== 'auto' && (engine !== 'onnx' || device !== 'cpu'))
      throw new StudioError('device-unavailable', { device, detail: `no ${device} here` });
    yield { ...end, recipe: { engine: 'onnx' }, device: 'cpu' };
  },
  close: async () => undefined,
});

async function examine(more: Partial<DoctorParts> = {}, machine: Partial<DoctorParts['machine']> = {}) {
  let all = '';
  const parts: DoctorParts = {
    io: {
      stdout: (text) => {
        all += text;
      },
      now: () => 0,
      env: { SLACK_BOT_TOKEN: 'xoxb-secret', DISCORD_TOKEN: ' ' },
    },
    ...assetFolders(),
    ...{ version: '1.2.3', minNode: '20.19', createRenderer, readFile, probeFile: join(folder, 'o.png') },
    checkEnvironment: () => undefined,
    machine: { node: '22.3.0', platform: 'linux', cpus: 2, availableMiB: 8000, nvidia: null, ...machine },
    ...more,
  };
  const isSound = await doctor({ json: true }, parts);
  const lines = all
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const status = Object.fromEntries(lines.map((line) => [line.name, line.status]));
  return { isSound, lines, status, text: all };
}

describe('doctor', () => {
  it('finds a sound machine sound, and tells what each look found', async () => {
    const { isSound, lines, status } = await examine();
    expect(isSound).toBe(true);
    expect(status).toMatchObject({
      Node: 'ok',
      weights: 'ok',
      presets: 'ok',
      machine: 'ok',
      'onnx on cpu': 'ok',
      auto: 'ok',
    });
    expect(status).toMatchObject({
      'onnx on webgpu': 'absent',
      'onnx on cuda': 'absent',
      'writing here': 'ok',
    });
    expect(status).not.toHaveProperty('onnx on dml');
    expect(lines.at(-1)).toEqual({ type: 'done', ok: true });
  });

  it('tells which tokens are set and never what they are', async () => {
    const { status, text } = await examine();
    expect(status).toMatchObject({
      SLACK_BOT_TOKEN: 'ok',
      DISCORD_TOKEN: 'absent',
      SLACK_APP_TOKEN: 'absent',
    });
    expect(text).not.toContain('xoxb');
  });

  it.each([
    ['an old Node', {}, { node: '20.18.9' }, 'Node'],
    ['damaged files', { readFile: async (path: string) => damage(path) }, {}, 'weights'],
    ['no memory', {}, { availableMiB: 300 }, 'machine'],
    ['no folder to write to', { probeFile: join(folder, 'no', 'o.png') }, {}, 'writing here'],
    ['a setting that is none', { checkEnvironment: misset }, {}, 'settings'],
    ['an engine that crashes', { createRenderer: crashing }, {}, 'onnx on cpu'],
  ])('finds %s broken', async (_, more, machine, name) => {
    const { isSound, status } = await examine(more, machine);
    expect(isSound).toBe(false);
    expect(status[name]).toBe('broken');
  });

  it('says loudly that a GPU is there and not used', async () => {
    const { isSound, lines } = await examine({}, { nvidia: 'NVIDIA T4' });
    expect(isSound).toBe(true);
    expect(lines.find(({ name }) => name === 'NVIDIA GPU')).toMatchObject({
      status: 'warning',
      detail: expect.stringMatching(/T4 IS THERE BUT NOT USED/),
    });
  });
});

describe('checkDevice', () => {
  it('gives up on a device that hangs, and ends its process', async () => {
    const entry = fileURLToPath(new URL('../engine/process/fixture/hanging-child.mjs', import.meta.url));
    const renderer = createRendererProcess({ entry, root: '', closeGraceMs: 10 });
    const check = await checkDevice({ engine: 'onnx', device: 'webgpu' }, () => renderer, {
      isNeeded: false,
      seconds: 0.4,
      now: () => 0,
    });
    expect(check).toMatchObject({ status: 'absent', detail: 'it gave no picture in 0.4 s' });
    expect(renderer.pid).toBeNull();
  });
});

function crashing(): TrialRenderer {
  return {
    // biome-ignore lint/correctness/useYield: it dies before it has anything to say
    async *render() {
      throw new StudioError('renderer-died', { detail: 'killed by SIGSEGV' });
    },
    close: async () => undefined,
  };
}

function misset(): void {
  throw new StudioError('config-invalid', { variable: 'IMPASTO_SLOTS', value: 'x', expected: 'a number' });
}

async function damage(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (path.endsWith('.safetensors')) bytes[1000]! ^= 1;
  return bytes;
}
