/**
 * TensorFlow's native library through @tensorflow/tfjs-node-gpu, from the nested package that `npm run setup:tensorflow`
 * fills. The package is frozen at 4.22 (2024), so it is helped over what newer Nodes have taken away.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { StudioError } from '../../errors.js';
import type { TensorFlow } from './ops.js';

/** The nested package, from the project's root. */
export const nativeFolder = 'src/engine/tensorflow/native';

/** What the binding says of itself. */
interface NativeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

export interface NativeLibrary {
  readonly tf: TensorFlow;
  /** Of libtensorflow. */
  readonly version: string;
  /** Where it really computes: with a library for another CUDA than the machine's, `cpu`. */
  readonly device: 'cpu' | 'cuda';
}

/** Functions of node:util that are gone since Node 23, which the package still calls. */
const missing: Readonly<Record<string, (value: unknown) => boolean>> = {
  isNullOrUndefined: (value) => value === null || value === undefined,
  isArray: Array.isArray,
};

/** Whether it is set up; says nothing of whether it loads. @param root the project's root. */
export function isNativeSetUp(root: string): boolean {
  const lib = join(root, nativeFolder, 'node_modules/@tensorflow/tfjs-node-gpu/lib');
  return existsSync(lib) && readdirSync(lib).some((name) => existsSync(join(lib, name, 'tfjs_binding.node')));
}

/**
 * Tells the library, by the environment that it reads when it loads, how many threads to take and to say no more than
 * errors. What is set already stands.
 * @param threads of one operation; 0 = as it likes.
 */
export function prepareEnvironment(env: Record<string, string | undefined>, threads: number): void {
  env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  if (threads > 0) env.TF_NUM_INTRAOP_THREADS ??= String(threads);
}

/**
 * Loads it on the calling thread; once a process.
 * @param root the project's root.
 * @throws StudioError 'engine-unavailable' where it is not set up, or does not load.
 */
export function loadNative(root: string): NativeLibrary {
  const old = util as unknown as Record<string, unknown>;
  for (const [name, stand] of Object.entries(missing)) old[name] ??= stand;
  const require = createRequire(join(root, nativeFolder, 'package.json'));
  try {
    const tf = require('@tensorflow/tfjs-node-gpu') as TensorFlow;
    const backend = tf.backend() as unknown as NativeBackend;
    if (tf.getBackend() !== 'tensorflow') throw new Error(`it computes on ${tf.getBackend()}`);
    return {
      tf,
      version: backend.binding.TF_Version,
      device: backend.isUsingGpuDevice ? 'cuda' : 'cpu',
    };
  } catch (cause) {
    throw new StudioError('engine-unavailable', { engine: 'tensorflow', detail: reasonOf(cause) }, { cause });
  }
}

/** Absent, or there without its binding: both mean that it is not set up. */
function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  const isAbsent = code === 'MODULE_NOT_FOUND' || /tfjs_binding|native module/.test(message);
  return isAbsent
    ? 'its native part is not set up; `npm run setup:tensorflow` does so'
    : message.split('\n')[0]!;
}
