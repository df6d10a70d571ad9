import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPackageRoot } from '../src/assets.js';
import { loadDotenv, readConfig, variables } from '../src/config.js';

const defaults = {
  dataDir: './data',
  engine: 'auto',
  device: 'auto',
  slots: [{ name: 'slot 1', device: 'auto' }],
  threads: 0,
  logLevel: 'info',
  pageHost: '127.0.0.1',
  pagePort: 8787,
  pageToken: null,
  pageNames: [],
  metricsHost: '127.0.0.1',
  metricsPort: 8788,
  inputHosts: [],
  discordToken: null,
  discordApplication: null,
  discordApi: 'https://discord.com/api',
  slackBotToken: null,
  slackAppToken: null,
  slackSigningSecret: null,
  slackClientId: null,
  slackClientSecret: null,
  slackStateSecret: null,
  slackEncryptionKeys: [],
  slackPort: 8789,
  slackApi: 'https://slack.com/api/',
};

test('an empty environment gives the defaults', () => {
  expect(readConfig({})).toEqual(defaults);
  expect(readConfig({ IMPASTO_SLOTS: '  ' }).slots).toHaveLength(1);
});

test('values are read whatever their case and the space around them', () => {
  expect(readConfig({ IMPASTO_DEVICE: ' WebGPU ', IMPASTO_THREADS: '16', METRICS_PORT: ' Off ' })).toEqual({
    ...defaults,
    device: 'webgpu',
    slots: [{ name: 'slot 1', device: 'webgpu' }],
    threads: 16,
    metricsPort: null,
  });
  expect(readConfig({ IMPASTO_DATA_DIR: '/srv/Impasto Data', METRICS_PORT: '0' })).toMatchObject({
    dataDir: '/srv/Impasto Data',
    metricsPort: 0,
  });
});

test('a number of slots puts them all on the one device; a list names the device of each', () => {
  const slots = (text: string) => readConfig({ IMPASTO_DEVICE: 'cuda', IMPASTO_SLOTS: text }).slots;
  expect(slots('2')).toEqual([
    { name: 'slot 1', device: 'cuda' },
    { name: 'slot 2', device: 'cuda' },
  ]);
  expect(slots(' CUDA:0, cuda:1,cpu ,cpu').map(({ name, device }) => `${name} ${device}`)).toEqual([
    'slot 1 cuda:0',
    'slot 2 cuda:1',
    'slot 3 cpu',
    'slot 4 cpu',
  ]);
  expect(slots('cpu')).toEqual([{ name: 'slot 1', device: 'cpu' }]);
  expect(slots('16')).toHaveLength(16);
});

const slotsExpected = 'a whole number from 1 to 16, or as many devices at most, such as cuda:0,cuda:1,cpu';
const namesExpected = 'names as browsers show them, such as studio.example, 192.168.0.5:8787';
const portExpected = 'a whole number from 0 to 65535, or off';

test.each([
  ['IMPASTO_ENGINE', 'torch', 'one of auto, onnx, tensorflow'],
  ['IMPASTO_DEVICE', 'gpu', 'one of auto, cpu, webgpu, cuda, dml, coreml, wasm'],
  ...[
    '0',
    '17',
    '1.5',
    '1e1',
    'gpu',
    'cuda:',
    'cuda:0,,cpu',
    'cpu:1',
    'cuda:-1',
    Array(17).fill('cpu').join(),
  ].map((value) => ['IMPASTO_SLOTS', value, slotsExpected]),
  ['METRICS_HOST', 'http://here', 'a host name or an address'],
  ['METRICS_PORT', '65536', portExpected],
  ['METRICS_PORT', 'none', portExpected],
  ['IMPASTO_HOST', 'http://here', 'a host name or an address'],
  ['IMPASTO_PORT', 'off', 'a whole number from 0 to 65535'],
  ['IMPASTO_ALLOWED_HOSTS', 'https://here', namesExpected],
  ['IMPASTO_ALLOWED_HOSTS', 'here,,there', namesExpected],
  ['IMPASTO_THREADS', '-1', 'a whole number from 0 to 256'],
  ['LOG_LEVEL', 'loud', 'one of debug, info, warn, error'],
  ['IMPASTO_THREADS', 'all', 'a whole number from 0 to 256'],
])('%s=%s is refused, saying what is expected', (variable, value, expected) => {
  expect(() => readConfig({ [variable]: value })).toThrow(
    expect.objectContaining({ code: 'config-invalid', context: { variable, value, expected } }),
  );
});

test('a token that is too short is refused without being told', () => {
  const expected = 'a text of 16 characters or more that nobody can guess';
  expect(() => readConfig({ IMPASTO_TOKEN: 'fifteen letters' })).toThrow(
    expect.objectContaining({ context: { variable: 'IMPASTO_TOKEN', value: 'one of 15', expected } }),
  );
  expect(readConfig({ IMPASTO_TOKEN: ' sixteen letters. ' }).pageToken).toBe('sixteen letters.');
});

test('names of the page are read as browsers send them', () => {
  const names = (text: string) => readConfig({ IMPASTO_ALLOWED_HOSTS: text }).pageNames;
  expect(names(' Studio.Example, 192.168.0.5:8787,[::1]:80')).toEqual([
    'studio.example',
    '192.168.0.5:8787',
    '[::1]:80',
  ]);
});

test('.env.example has every variable with its help and its default, and no other', async () => {
  const example = await readFile(join(findPackageRoot(), '.env.example'), 'utf8');
  const wanted = Object.values(variables).map((row) => `# ${row.help}\n${row.name}=${row.default ?? ''}`);
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
    expect(readConfig(env)).toMatchObject({ slots: [{}, {}], threads: 4 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
