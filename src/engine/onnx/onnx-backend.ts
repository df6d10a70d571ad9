/** onnxruntime-node as a backend. `session.run` blocks its thread, so this lives in a rendering process only. */
import * as ort from 'onnxruntime-node';
import type { Backend } from '../backend.js';
import { lowerRoots } from '../graph/lower-roots.js';
import { cpuPolicy, lowerWinograd, type WinogradPolicy } from '../graph/lower-winograd.js';
import { resolveThreads } from '../threads.js';
import { emitModel, type ParameterSource } from './emit.js';

export interface OnnxOptions {
  /** Execution provider: cpu, webgpu, cuda, dml, coreml. */
  readonly device: string;
  /** Which card of it, for cuda and dml. @default 0, the first */
  readonly index?: number;
  /** Threads of one operation, never more than CPUs; 0 = as many as there are physical cores. */
  readonly threads: number;
  readonly parameters: ParameterSource;
  /** Which convolutions become minimal filtering. Default: what was measured to be faster on the device. */
  readonly lowering?: WinogradPolicy;
}

/** Which convolutions are lowered, where that was measured to be faster. */
const policies: Readonly<Record<string, WinogradPolicy>> = { cpu: cpuPolicy };

/** A backend on one execution provider. Fails at the first `compile` when the provider does not work here. */
export function createOnnxBackend({
  device,
  index = 0,
  threads,
  parameters,
  lowering = policies[device] ?? [],
}: OnnxOptions): Backend {
  const count = resolveThreads(threads);
  return {
    engine: 'onnx',
    device: index > 0 ? `${device}:${index}` : device,
    threads: count,
    lowering: lowering.length > 0 ? 'winograd' : 'none',
    compile: async (graph, options) => {
      const plain = lowerRoots(graph);
      // Minimal filtering is written for one size.
      const lowered = options?.anySize ? plain : lowerWinograd(plain, lowering);
      const session = await ort.InferenceSession.create(emitModel(lowered, parameters, options), {
        executionProviders: [index > 0 ? { name: device as 'cuda' | 'dml', deviceId: index } : device],
        intraOpNumThreads: count,
        graphOptimizationLevel: 'all',
        // Planning memory as one pattern held 40 % more at 512 px, and no time was seen to be won.
        enableMemPattern: false,
        logSeverityLevel: 3,
      });
      return {
        run: async (feeds) => {
          const results = await session.run(
            Object.fromEntries(
              Object.entries(feeds).map(([name, { data, shape }]) => [
                name,
                new ort.Tensor('float32', data, shape),
              ]),
            ),
          );
          return Object.fromEntries(
            Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]),
          );
        },
        release: () => session.release(),
      };
    },
  };
}
