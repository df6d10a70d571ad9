/** Execution providers by the names people give devices, and the choice among them. */
import { StudioError } from '../errors.js';
import type { Backend } from './backend.js';
import { constant, input, multiply } from './graph/build.js';
import { type Device, numberedDevices } from './port.js';

/** Tried in this order for `auto`; the CPU always works. WebGPU, DirectML and CoreML are slower than the CPU where
 * they run on a software device or hand parts of the graph back, so they are taken only when asked for. */
export const automaticDevices = ['cuda', 'cpu'] as const;

/** Makes a backend on one provider; it may fail at its first compile. @param index which card, 0 = the first. */
export type CreateBackend = (device: string, index: number) => Backend;

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
 * @param index which card, where there are several.
 * @param listed provider names that the engine's package was built with on this platform.
 * @throws StudioError 'device-unavailable' for a device that does not work here; `auto` never fails for that reason
 *   (save with an index: only cuda and dml have more than one).
 */
export async function openDevice(
  device: Device,
  index: number,
  listed: readonly string[],
  create: CreateBackend,
): Promise<Backend> {
  if (index > 0 && !numberedDevices.has(device)) {
    const numbered = [...numberedDevices].join(' and ');
    const detail = `only ${numbered} can have several cards, and number ${index} was asked for`;
    throw new StudioError('device-unavailable', { device: `${device}:${index}`, detail });
  }
  const wanted = device === 'auto' ? automaticDevices.filter((name) => listed.includes(name)) : [device];
  let reason = `this build of onnxruntime offers ${listed.join(', ')}`;
  for (const name of wanted) {
    if (!listed.includes(name)) continue;
    const backend = create(name, index);
    try {
      await probe(backend);
      return backend;
    } catch (error) {
      reason = plainReason(error);
    }
  }
  const name = index > 0 ? `${device}:${index}` : device;
  throw new StudioError('device-unavailable', { device: name, detail: reason });
}
