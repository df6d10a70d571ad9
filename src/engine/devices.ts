/** Execution providers by the names people give devices, and the choice among them. */
import { StudioError } from '../errors.js';
import type { Backend } from './backend.js';
import { constant, input, multiply } from './graph/build.js';
import type { Device } from './port.js';

/** Tried in this order for `auto`; the CPU always works. WebGPU, DirectML and CoreML are slower than the CPU where
 * they run on a software device or hand parts of the graph back, so they are taken only when asked for. */
export const automaticDevices = ['cuda', 'cpu'] as const;

/** Makes a backend on one provider; it may fail at its first compile. */
export type CreateBackend = (device: string) => Backend;

/** The first line of what the runtime says, without the place in its sources that a failed check starts with. */
function plainReason(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.split('\n')[0]!.replace(/^.* was false\. (?=\S)/, '');
}

/** A graph small enough to be a question: does this provider run at all? */
async function probe(backend: Backend): Promise<void> {
  const x = input('x', [1]);
  const program = await backend.compile({ outputs: { y: multiply(x, constant(2)) } });
  try {
    const { y } = await program.run({ x: { data: Float32Array.of(21), shape: [1] } });
    if (y?.[0] !== 42) throw new Error(`it computed ${y?.[0]} for 2 x 21`);
  } finally {
    await program.release();
  }
}

/**
 * The backend that really runs for a device asked for.
 * @param listed provider names that the engine's package was built with on this platform.
 * @throws StudioError 'device-unavailable' for a device that does not work here; `auto` never fails for that reason.
 */
export async function openDevice(
  device: Device,
  listed: readonly string[],
  create: CreateBackend,
): Promise<Backend> {
  const wanted = device === 'auto' ? automaticDevices.filter((name) => listed.includes(name)) : [device];
  let reason = `this build of onnxruntime offers ${listed.join(', ')}`;
  for (const name of wanted) {
    if (!listed.includes(name)) continue;
    const backend = create(name);
    try {
      await probe(backend);
      return backend;
    } catch (error) {
      reason = plainReason(error);
    }
  }
  throw new StudioError('device-unavailable', { device, detail: reason });
}
