/** What the environment says. The only reader of process.env: everything else is handed a {@link Config}. */
import { join } from 'node:path';
import { config as readDotenv } from 'dotenv';
import { type Device, devices } from './engine/port.js';
import { StudioError } from './errors.js';

/** The engines there are. */
export const engines = ['onnx'] as const;
export type Engine = (typeof engines)[number];

/** How much is told of what happens inside, from most to least. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  readonly engine: Engine;
  readonly device: Device;
  /** Pictures rendered at the same time, each in a process of its own. */
  readonly slots: number;
  /** Threads for the arithmetic of one picture; 0 = as many as there are physical cores. */
  readonly threads: number;
  readonly logLevel: LogLevel;
}

/** One environment variable: how its text becomes a value, and what to say of it. */
export interface Variable<Value> {
  readonly name: string;
  readonly default: Value;
  /** The value of a text, or null if it has none. */
  readonly parse: (text: string) => Value | null;
  /** Completes "expected ...". */
  readonly expected: string;
  /** One line for .env.example and `doctor`. */
  readonly help: string;
}

function choice<const Choice extends string>(choices: readonly Choice[]) {
  return {
    parse: (text: string) => choices.find((entry) => entry === text.toLowerCase()) ?? null,
    expected: choices.length === 1 ? `${choices[0]}` : `one of ${choices.join(', ')}`,
  };
}

function wholeNumber(min: number, max: number) {
  return {
    parse: (text: string) => {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : null;
    },
    expected: `a whole number from ${min} to ${max}`,
  };
}

/** Every variable we read, by the field of {@link Config} that it fills. */
export const variables: { readonly [Field in keyof Config]: Variable<Config[Field]> } = {
  engine: {
    name: 'IMPASTO_ENGINE',
    default: 'onnx',
    ...choice(engines),
    help: 'What computes: onnx (onnxruntime, in the package).',
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
    ...wholeNumber(1, 16),
    help: 'Pictures rendered at the same time, 1 to 16. Each takes about 1 GB of memory at 320 pixels, 2 GB at 512.',
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
  const values = Object.entries(variables).map(([field, variable]) => {
    const text = env[variable.name]?.trim() ?? '';
    const value = text === '' ? variable.default : variable.parse(text);
    if (value !== null) return [field, value];
    throw new StudioError('config-invalid', {
      variable: variable.name,
      value: text,
      expected: variable.expected,
    });
  });
  return Object.fromEntries(values);
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
