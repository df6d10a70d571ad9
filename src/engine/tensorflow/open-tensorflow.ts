/** TensorFlow on a device: natively where it is set up, in WebAssembly on request. */
import { availableParallelism } from 'node:os';
import { StudioError } from '../../errors.js';
import type { Backend } from '../backend.js';
import type { ParameterSource } from '../onnx/emit.js';
import type { Device } from '../port.js';
import { loadNative, prepareEnvironment } from './load-native.js';
import { loadWasm } from './load-wasm.js';
import { createTensorflowBackend } from './tensorflow-backend.js';

export interface OpenTensorflow {
  /** The project's root. */
  readonly root: string;
  readonly device: Device;
  /** Which card; only the first is known to the binding. */
  readonly index: number;
  /** Threads of one operation; 0 = as many as TensorFlow likes. Those of the first call hold for the process. */
  readonly threads: number;
  readonly parameters: ParameterSource;
  /** What the native library reads when it loads. */
  readonly env: Record<string, string | undefined>;
}

const here: ReadonlySet<Device> = new Set(['auto', 'cpu', 'cuda', 'wasm']);

/** @throws StudioError 'engine-unavailable' where it is not set up, 'device-unavailable' for another device than it runs on. */
export async function openTensorflow(options: OpenTensorflow): Promise<Backend> {
  const { root, device, index, threads, parameters, env } = options;
  const refuse = (detail: string) =>
    new StudioError('device-unavailable', { device: index > 0 ? `${device}:${index}` : device, detail });
  if (!here.has(device)) throw refuse(`the engine tensorflow knows ${[...here].join(', ')}`);
  if (index > 0)
    throw refuse('the engine tensorflow takes the first card; CUDA_VISIBLE_DEVICES says which that is');
  if (device === 'wasm') {
    const tf = await loadWasm().catch((cause: unknown) => {
      throw new StudioError(
        'engine-unavailable',
        { engine: 'tensorflow', detail: (cause as Error).message },
        { cause },
      );
    });
    // Nothing here tells it to take more than one.
    return createTensorflowBackend({ tf, device, threads: 1, parameters });
  }
  prepareEnvironment(env, threads);
  const library = loadNative(root);
  if (device !== 'auto' && device !== library.device)
    throw refuse(`TensorFlow ${library.version}, as it is set up, computes on ${library.device}`);
  const told = Number(env.TF_NUM_INTRAOP_THREADS);
  return createTensorflowBackend({
    ...{ tf: library.tf, device: library.device, parameters },
    // As many as there are CPUs is what it likes where it is told nothing.
    threads: told > 0 ? told : availableParallelism(),
  });
}
