/** From the engine and the device that were asked for to what computes. */
import { availableParallelism, cpus } from 'node:os';
import type { Backend } from './backend.js';
import { chooseEngine, type EngineChoices } from './choose-engine.js';
import { openDevice } from './devices.js';
import type { ParameterSource } from './onnx/emit.js';
import { createOnnxBackend } from './onnx/onnx-backend.js';
import type { Device, Engine } from './port.js';
import { isNativeSetUp } from './tensorflow/load-native.js';
import { openTensorflow } from './tensorflow/open-tensorflow.js';

export interface EngineWish {
  readonly engine: Engine;
  readonly device: Device;
  /** Which card, 0 = the first. */
  readonly index: number;
  /** Threads of one operation; 0 = as many as there are physical cores. */
  readonly threads: number;
}

export interface EngineParts {
  /** The project's root. */
  readonly root: string;
  readonly parameters: ParameterSource;
  /** Execution providers in this build of onnxruntime-node. */
  readonly listed: readonly string[];
  readonly choices: EngineChoices;
  /** What native libraries read when they load. */
  readonly env: Record<string, string | undefined>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Devices that only one of the engines has. */
const onlyOn: Readonly<Partial<Record<Device, Exclude<Engine, 'auto'>>>> = {
  webgpu: 'onnx',
  dml: 'onnx',
  coreml: 'onnx',
  wasm: 'tensorflow',
};

/**
 * `auto` is onnx where TensorFlow is not set up or the device leaves no choice, else the faster one by a short measurement;
 * where one of them does not load or has not that device, the other.
 * @throws StudioError 'engine-unavailable' or 'device-unavailable'.
 */
export async function openEngine(wish: EngineWish, parts: EngineParts): Promise<Backend> {
  const { device, index, threads } = wish;
  const { root, parameters, listed, env } = parts;
  const open = {
    onnx: () =>
      openDevice(device, index, listed, (name, card) =>
        createOnnxBackend({ device: name, index: card, threads, parameters }),
      ),
    tensorflow: () => openTensorflow({ root, device, index, threads, parameters, env }),
  };
  const named = wish.engine === 'auto' ? onlyOn[device] : wish.engine;
  if (named !== undefined) return open[named]();
  if (index > 0 || !isNativeSetUp(root)) return open.onnx();
  const tensorflow = await open.tensorflow().catch(() => null);
  if (tensorflow === null) return open.onnx();
  // Why: a device that is asked for may be there for TensorFlow alone, as CUDA where setup:cuda has not been run.
  const onnx = await open.onnx().catch(() => null);
  if (onnx === null) return tensorflow;
  const backends = { onnx: async () => onnx, tensorflow: async () => tensorflow };
  const { engine } = await chooseEngine(machineKey(device, threads), parts.choices, backends, parts.now);
  return engine === 'onnx' ? onnx : tensorflow;
}

/** What would change the answer. */
function machineKey(device: Device, threads: number): string {
  const model = cpus()[0]?.model ?? process.arch;
  return [model, availableParallelism(), process.version, device, threads].join(', ');
}
