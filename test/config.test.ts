import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPackageRoot } from '../src/assets.js';
import { loadDotenv, readConfig, variables } from '../src/config.js';

test('an empty environment gives the defaults', () => {
  expect(readConfig({})).toEqual({ engine: 'onnx', device: 'auto', slots: 1, threads: 0, logLevel: 'info' });
  expect(readConfig({ IMPASTO_SLOTS: '  ' }).slots).toBe(1);
});

test('values are read whatever their case and the space around them', () => {
  expect(readConfig({ IMPASTO_DEVICE: ' WebGPU ', IMPASTO_SLOTS: '3', IMPASTO_THREADS: '16' })).toEqual({
    engine: 'onnx',
    device: 'webgpu',
    slots: 3,
    threads: 16,
    logLevel: 'info',
  });
});

test.each([
  ['IMPASTO_ENGINE', 'torch', 'onnx'],
  ['IMPASTO_DEVICE', 'gpu', 'one of auto, cpu, webgpu, cuda, dml, coreml'],
  ['IMPASTO_SLOTS', '0', 'a whole number from 1 to 16'],
  ['IMPASTO_SLOTS', '1.5', 'a whole number from 1 to 16'],
  ['IMPASTO_SLOTS', '1e1', 'a whole number from 1 to 16'],
  ['IMPASTO_THREADS', '-1', 'a whole number from 0 to 256'],
  ['LOG_LEVEL', 'loud', 'one of debug, info, warn, error'],
  ['IMPASTO_THREADS', 'all', 'a whole number from 0 to 256'],
])('%s=%s is refused, saying what is expected', (variable, value, expected) => {
  expect(() => readConfig({ [variable]: value })).toThrow(
    expect.objectContaining({ code: 'config-invalid', context: { variable, value, expected } }),
  );
});

test('.env.example has every variable with its help and its default, and no other', async () => {
  const example = await readFile(join(findPackageRoot(), '.env.example'), 'utf8');
  const wanted = Object.values(variables).map((row) => `# ${row.help}\n${row.name}=${row.default}`);
  expect(example.trim().split('\n\n').slice(1)).toEqual(wanted);
});

test('.env fills in what the shell has not set, and may be missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'impasto-config-'));
  try {
    const env: NodeJS.ProcessEnv = { IMPASTO_SLOTS: '2' };
    loadDotenv(folder, env);
    expect(env).toEqual({ IMPASTO_SLOTS: '2' });
    await writeFile(join(folder, '.env'), 'IMPASTO_SLOTS=5\nIMPASTO_THREADS=4\n');
    loadDotenv(folder, env);
    expect(readConfig(env)).toMatchObject({ slots: 2, threads: 4 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
