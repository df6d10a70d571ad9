/** `impasto doctor`: what works here, looked at and not guessed. */
import { createHash } from 'node:crypto';
import { findNetwork, readNetworks } from '../engine/network/models.js';
import { memoryModel } from '../request/memory.js';
import { createGallery } from '../request/presets.js';
import { attempt, type Check } from './doctor-check.js';
import { checkDevice, type Place, type TrialRenderer } from './doctor-device.js';
import { type Io, writeJson } from './io.js';
import { checkWritable } from './output.js';
import { formatTable } from './table.js';

export interface DoctorParts {
  readonly io: Pick<Io, 'stdout' | 'now' | 'env'>;
  /** The package's root, its version, and the lowest Node it takes. */
  readonly root: string;
  readonly models: string;
  readonly version: string;
  readonly minNode: string;
  readonly machine: {
    readonly node: string;
    readonly platform: string;
    readonly cpus: number;
    readonly availableMiB: number;
    /** Name of an NVIDIA GPU that the driver knows, or null. */
    readonly nvidia: string | null;
  };
  readonly createRenderer: () => TrialRenderer;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** A file that a result could be written to. */
  readonly probeFile: string;
  /** Reads the environment's settings. @throws StudioError 'config-invalid'. */
  readonly checkEnvironment: () => void;
}

/** Where each engine can compute, by the platforms that has it; null = all. Tried one by one. */
const places: readonly (Place & { readonly platforms: readonly string[] | null })[] = [
  { engine: 'onnx', device: 'cpu', platforms: null },
  { engine: 'onnx', device: 'webgpu', platforms: null },
  { engine: 'onnx', device: 'cuda', platforms: ['linux', 'win32'] },
  { engine: 'onnx', device: 'dml', platforms: ['win32'] },
  { engine: 'onnx', device: 'coreml', platforms: ['darwin'] },
  { engine: 'tensorflow', device: 'cpu', platforms: ['linux'] },
  { engine: 'tensorflow', device: 'cuda', platforms: ['linux'] },
  { engine: 'tensorflow', device: 'wasm', platforms: null },
  { engine: 'auto', device: 'auto', platforms: null },
];

/** Long enough for the first shaders of a slow GPU. */
const deviceSeconds = 60;

/** Secrets of the doors: only whether they are set is ever told. */
const tokens = ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;

/** @returns whether everything that is needed works. */
export async function doctor({ json }: { readonly json: boolean }, parts: DoctorParts): Promise<boolean> {
  const { io, machine } = parts;
  const checks: Check[] = [];
  const add = (check: Check) => {
    checks.push(check);
    if (json) writeJson(io, { type: 'check', ...check });
  };
  add(checkNode(parts));
  add({ name: 'package', status: 'ok', detail: `impasto-bot ${parts.version}` });
  add(
    await attempt('settings', async () => {
      parts.checkEnvironment();
      return 'the environment and .env are as they should be';
    }),
  );
  add(await attempt('weights', () => lookAtWeights(parts)));
  add(await attempt('presets', () => lookAtPresets(parts)));
  add(checkMemoryAndCpus(machine));
  for (const { engine, device, platforms } of places) {
    if (platforms !== null && !platforms.includes(machine.platform)) continue;
    const isNeeded = engine === 'onnx' && device === 'cpu';
    const options = { isNeeded, seconds: deviceSeconds, now: io.now };
    add(await checkDevice({ engine, device }, parts.createRenderer, options));
  }
  add(checkNvidia(machine.nvidia, checks));
  add(
    await attempt('writing here', async () => {
      await checkWritable(parts.probeFile, []);
      return 'this folder takes files';
    }),
  );
  for (const token of tokens) {
    const isSet = (io.env[token] ?? '').trim() !== '';
    add({ name: token, status: isSet ? 'ok' : 'absent', detail: isSet ? 'set' : 'not set' });
  }
  const isSound = !checks.some(({ status }) => status === 'broken');
  if (json) writeJson(io, { type: 'done', ok: isSound });
  else io.stdout(describeChecks(checks, isSound));
  return isSound;
}

function checkNode({ machine: { node }, minNode }: DoctorParts): Check {
  const isEnough = compareVersions(node, minNode) >= 0;
  return {
    name: 'Node',
    status: isEnough ? 'ok' : 'broken',
    detail: isEnough ? node : `${node}, but ${minNode} or newer is needed`,
  };
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) =>
    version
      .replace(/^[^\d]*/, '')
      .split('.')
      .map(Number),
  );
  const k = [0, 1, 2].find((i) => (x![i] ?? 0) !== (y![i] ?? 0));
  return k === undefined ? 0 : (x![k] ?? 0) - (y![k] ?? 0);
}

async function lookAtWeights({ models, readFile }: DoctorParts): Promise<string> {
  const entry = findNetwork(await readNetworks(models, readFile));
  await checkHash(await readFile(entry.path), entry);
  return `${entry.title}: ${(entry.bytes / 2 ** 20).toFixed(1)} MiB, sha256 as listed`;
}

async function lookAtPresets({ root, readFile }: DoctorParts): Promise<string> {
  const { styles, samples } = await createGallery(root, readFile);
  for (const preset of [...styles, ...samples]) await checkHash(await readFile(preset.file), preset);
  return `${styles.length} styles and ${samples.length} samples, sha256 as listed`;
}

async function checkHash(bytes: Uint8Array, { id, sha256 }: { id: string; sha256: string }): Promise<void> {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${id} is damaged: its sha256 is not the listed one`);
}

function checkMemoryAndCpus({ availableMiB, cpus }: DoctorParts['machine']): Check {
  const pixels =
    ((availableMiB * memoryModel.usableShare - memoryModel.baseMiB) * 1024) / memoryModel.perPixelKiB;
  const square = Math.floor(Math.sqrt(Math.max(0, pixels)));
  const fits = square < 32 ? 'no picture fits' : `a picture of ${square}x${square} pixels fits`;
  const status = square < 32 ? 'broken' : square < 256 ? 'warning' : 'ok';
  return { name: 'machine', status, detail: `${cpus} CPUs, ${Math.floor(availableMiB)} MiB free: ${fits}` };
}

function checkNvidia(nvidia: string | null, checks: readonly Check[]): Check {
  const name = 'NVIDIA GPU';
  if (nvidia === null) return { name, status: 'absent', detail: 'none found' };
  const isUsed = checks.some((check) => check.name.endsWith('on cuda') && check.status === 'ok');
  if (isUsed) return { name, status: 'ok', detail: `${nvidia}, used` };
  return {
    name,
    status: 'warning',
    detail: `${nvidia} IS THERE BUT NOT USED: run \`npm run setup:cuda\`, pictures come many times faster`,
  };
}

const marks = { ok: 'ok', warning: 'WARNING', broken: 'BROKEN', absent: '-' } as const;

function describeChecks(checks: readonly Check[], isSound: boolean): string {
  const rows = checks.map(({ name, status, detail }) => [marks[status], name, detail]);
  const verdict = isSound
    ? 'Everything that is needed works.'
    : 'Something that is needed is broken: see BROKEN above.';
  return `${formatTable(['', 'what', 'found'], rows)}\n${verdict}\n`;
}
