/** What the environment says. The only reader of process.env: everything else is handed a {@link Config}. */
import { join } from 'node:path';
import { config as readDotenv } from 'dotenv';
import { type ChatConfig, chatVariables } from './chat-variables.js';
import { type Device, devices, type Engine, engines, parseSlotDevice } from './engine/port.js';
import { StudioError } from './errors.js';
import { address, choice, parseNames, ports, type Variable, wholeNumber } from './variable.js';

/** How much is told of what happens inside, from most to least. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A place where one picture is rendered at a time, in a process of its own. */
export interface SlotRow {
  /** `slot 1`, counted from 1. */
  readonly name: string;
  /** A text that `parseSlotDevice` knows: `cuda:1`, `cpu`, `auto`. */
  readonly device: string;
}

export interface Config extends ChatConfig {
  /** The folder that jobs, pictures and caches are kept in; relative to the working directory. */
  readonly dataDir: string;
  readonly engine: Engine;
  readonly device: Device;
  /** One or more. */
  readonly slots: readonly SlotRow[];
  /** Threads for the arithmetic of one picture; 0 = as many as there are physical cores. */
  readonly threads: number;
  readonly logLevel: LogLevel;
  /** Where the page is served. */
  readonly pageHost: string;
  /** 0 = any that is free. */
  readonly pagePort: number;
  /** What people must know to use the page; null = whoever reaches it may. */
  readonly pageToken: string | null;
  /** Names that the page is asked for under, with or without a port; empty = those of this machine alone. */
  readonly pageNames: readonly string[];
  /** Where health and metrics are served. */
  readonly metricsHost: string;
  /** 0 = any that is free; null = health and metrics are not served. */
  readonly metricsPort: number | null;
}

/** The variables' own values, before one is understood by means of another. */
interface Values extends Omit<Config, 'slots'> {
  /** So many on IMPASTO_DEVICE, or a device each. */
  readonly slots: number | readonly string[];
}

const maxSlots = 16;

function parseSlots(text: string): number | readonly string[] | undefined {
  const count = wholeNumber(1, maxSlots).parse(text);
  if (count !== undefined) return count;
  const slots = text.split(',').map((entry) => entry.trim().toLowerCase());
  return slots.length <= maxSlots && slots.every((slot) => parseSlotDevice(slot) !== null)
    ? slots
    : undefined;
}

const minTokenLength = 16;

/** Every variable we read, by the field of {@link Config} that it fills. */
export const variables: { readonly [Field in keyof Values]: Variable<Values[Field]> } = {
  dataDir: {
    name: 'IMPASTO_DATA_DIR',
    default: './data',
    parse: (text) => text,
    expected: 'a folder',
    help: 'The folder that jobs, settings and pictures are kept in. One Impasto at a time uses it.',
  },
  engine: {
    name: 'IMPASTO_ENGINE',
    default: 'auto',
    ...choice(engines),
    help: 'What computes: onnx (onnxruntime, in the package), tensorflow (after npm run setup:tensorflow), or auto, the faster one.',
  },
  device: {
    name: 'IMPASTO_DEVICE',
    default: 'auto',
    ...choice(devices),
    help: `Where it computes: ${devices.join(', ')}. auto takes the best that works here.`,
  },
  slots: {
    name: 'IMPASTO_SLOTS',
    default: 1,
    parse: parseSlots,
    expected: `a whole number from 1 to ${maxSlots}, or as many devices at most, such as cuda:0,cuda:1,cpu`,
    help: 'Pictures rendered at the same time, 1 to 16, or a device for each: cuda:0,cuda:1,cpu. Each takes about 1 GB of memory at 320 pixels, 2 GB at 512.',
  },
  threads: {
    name: 'IMPASTO_THREADS',
    default: 0,
    ...wholeNumber(0, 256),
    help: 'Threads for one picture, 0 to 256. 0 takes one per physical core.',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    ...choice(logLevels),
    help: `How much is told on stderr: ${logLevels.join(', ')}. debug shows where a failure came from.`,
  },
  pageHost: {
    name: 'IMPASTO_HOST',
    default: '127.0.0.1',
    ...address,
    help: 'Where the page is served. Beyond this machine (0.0.0.0) it needs IMPASTO_TOKEN and IMPASTO_ALLOWED_HOSTS.',
  },
  pagePort: {
    name: 'IMPASTO_PORT',
    default: 8787,
    ...ports,
    help: 'Port of the page. 0 takes any that is free.',
  },
  pageToken: {
    name: 'IMPASTO_TOKEN',
    default: null,
    parse: (text) => (text.length >= minTokenLength ? text : undefined),
    expected: `a text of ${minTokenLength} characters or more that nobody can guess`,
    isSecret: true,
    help: 'What people type once to use the page, 16 characters or more. `openssl rand -hex 16` makes a good one.',
  },
  pageNames: {
    name: 'IMPASTO_ALLOWED_HOSTS',
    default: [],
    parse: parseNames,
    expected: 'names as browsers show them, such as studio.example, 192.168.0.5:8787',
    help: 'Names that people open the page under: studio.example, 192.168.0.5:8787. Any other is refused.',
  },
  metricsHost: {
    name: 'METRICS_HOST',
    default: '127.0.0.1',
    ...address,
    help: 'Where /healthz, /readyz and /metrics are served. They ask for no password: keep them off the open network.',
  },
  metricsPort: {
    name: 'METRICS_PORT',
    default: 8788,
    parse: (text) => (text.toLowerCase() === 'off' ? null : ports.parse(text)),
    expected: `${ports.expected}, or off`,
    help: 'Port of /healthz, /readyz and /metrics. 0 takes any that is free; off serves none.',
  },
  ...chatVariables,
};

/** The environment as it is, for whoever is handed it: `readConfig`, `doctor` (which tokens are set). */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/**
 * Reads and checks the variables; one that is unset or empty takes its default.
 * @throws StudioError 'config-invalid' for the first one with a value that we cannot use.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const entries = Object.entries(variables).map(([field, variable]) => {
    const text = env[variable.name]?.trim() ?? '';
    const value = text === '' ? variable.default : variable.parse(text);
    if (value !== undefined) return [field, value];
    throw new StudioError('config-invalid', {
      variable: variable.name,
      value: variable.isSecret ? `one of ${text.length}` : text,
      expected: variable.expected,
    });
  });
  const values: Values = Object.fromEntries(entries);
  const { slots, device } = values;
  const places = typeof slots === 'number' ? Array<string>(slots).fill(device) : slots;
  return { ...values, slots: places.map((place, k) => ({ name: `slot ${k + 1}`, device: place })) };
}

/**
 * Takes the variables of a folder's `.env` into the environment, where it has one; what is set already stays.
 * @throws StudioError 'file-unreadable' when there is a `.env` that cannot be read.
 */
export function loadDotenv(folder: string, env: NodeJS.ProcessEnv = process.env): void {
  const path = join(folder, '.env');
  const { error } = readDotenv({ path, processEnv: env as Record<string, string>, quiet: true });
  if (error === undefined || (error as NodeJS.ErrnoException).code === 'ENOENT') return;
  throw new StudioError('file-unreadable', { path, detail: error.message }, { cause: error });
}
