/** Whether a device really paints: one step of a tiny picture on it, in a process of its own. */

import type { Device, Engine, RenderSpec } from '../engine/port.js';
import { ownControls } from '../engine/port.js';
import type { Pixels } from '../image/pixels.js';
import type { Progress } from '../progress/progress.js';
import { type Check, describeCause } from './doctor-check.js';

/** A rendering process as the doctor uses it: for one picture. */
export interface TrialRenderer {
  render(spec: RenderSpec, signal: AbortSignal): AsyncIterable<Progress>;
  close(): Promise<void>;
}

const side = 32;
const recipe = 'impasto';

/** A picture in which every channel changes from pixel to pixel. */
function createTrialPicture(): Pixels {
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * 37 + (i % 7) * 11) % 256);
  return { width: side, height: side, data };
}

/** An engine on a device; both may be `auto`. */
export interface Place {
  readonly engine: Engine;
  readonly device: Device;
}

/**
 * Paints one step. A crash of native code ends that process alone and is a finding.
 * @param createRenderer makes a fresh process: one device's crash must not speak for the next.
 * @param isNeeded whether nothing works without this device.
 */
export async function checkDevice(
  { engine, device }: Place,
  createRenderer: () => TrialRenderer,
  {
    isNeeded,
    seconds,
    now,
  }: { readonly isNeeded: boolean; readonly seconds: number; readonly now: () => number },
): Promise<Check> {
  const name = engine === 'auto' ? 'auto' : `${engine} on ${device}`;
  const renderer = createRenderer();
  const picture = createTrialPicture();
  const spec: RenderSpec = {
    content: picture,
    styles: [{ pixels: picture, weight: 1, mask: null }],
    ...{ recipe, device, size: side, steps: 1, strength: 50, start: null, startPicture: null, seed: 0 },
    colors: 'style',
    deviceIndex: 0,
    threads: 0,
    previewIntervalMs: 0,
    previewEvery: 0,
    saveEvery: 0,
    controls: ownControls,
    engine,
  };
  const began = now();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it gave no picture in ${seconds} s`)), seconds * 1000);
  });
  try {
    const ran = await Promise.race([paintOnce(renderer, spec), tooLong]);
    return { name, status: 'ok', detail: `painted by ${ran} in ${((now() - began) / 1000).toFixed(1)} s` };
  } catch (error) {
    return { name, status: isNeeded ? 'broken' : 'absent', detail: describeCause(error) };
  } finally {
    clearTimeout(timer);
    await renderer.close();
  }
}

async function paintOnce(renderer: TrialRenderer, spec: RenderSpec): Promise<string> {
  let ran = '';
  for await (const progress of renderer.render(spec, new AbortController().signal)) {
    if (progress.type === 'done' && progress.picture !== null)
      ran = `${progress.recipe.engine} on ${progress.device}`;
  }
  if (ran === '') throw new Error('it ended without a picture');
  return ran;
}
