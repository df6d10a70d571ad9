/** `impasto bench`: the same picture on every engine that is set up, side by side. */

import { planWork } from '../engine/plan.js';
import { type Device, type Engine, ownControls, type RenderSpec } from '../engine/port.js';
import { defaultRecipe, recipes } from '../engine/recipe/table.js';
import { barePixels } from '../image/pixels.js';
import type { EndProgress } from '../progress/progress.js';
import type { benchOptions } from '../request/bench-options.js';
import { checkMemory } from '../request/memory.js';
import type { ValuesOf } from '../request/option.js';
import { loadPicture } from '../request/pictures.js';
import type { Gallery } from '../request/presets.js';
import { describeCause } from './doctor-check.js';
import type { Place, TrialRenderer } from './doctor-device.js';
import { type Io, writeJson } from './io.js';
import { formatTable } from './table.js';

export interface BenchParts {
  readonly gallery: Gallery;
  /** A fresh process: what one engine holds must not slow another. */
  readonly createRenderer: () => TrialRenderer;
  readonly availableMiB: () => number;
  readonly io: Pick<Io, 'stdout' | 'stderr' | 'now'>;
}

/** What is painted: a sample photo and a preset that come with the package. */
const pictures = { content: 'coffee', style: 'cafe-terrace' } as const;

const places: readonly Place[] = [
  { engine: 'onnx', device: 'cpu' },
  { engine: 'onnx', device: 'cuda' },
  { engine: 'tensorflow', device: 'cpu' },
  { engine: 'tensorflow', device: 'cuda' },
];
const wasm: Place = { engine: 'tensorflow', device: 'wasm' };

interface Timing extends Place {
  /** Of the fastest step, seconds. */
  readonly step: number;
  /** Until the first step was done, with the loading of the engine and the weights, seconds. */
  readonly start: number;
  /** The total after the last step: what two engines agree on. */
  readonly loss: number;
  readonly peakRssMiB: number;
}

/** @throws StudioError 'memory-too-small'; the signal's reason when aborted. */
export async function bench(
  values: ValuesOf<typeof benchOptions>,
  { gallery, createRenderer, availableMiB, io }: BenchParts,
  signal: AbortSignal,
): Promise<void> {
  const { size, steps, threads, json } = values;
  const square = { width: size, height: size };
  checkMemory(planWork(square, recipes[defaultRecipe], size), availableMiB());
  const load = (name: string) => loadPicture(name, gallery, { maxSide: size, signal });
  const [content, style] = [await load(pictures.content), await load(pictures.style)];
  const spec = ({ engine, device }: { readonly engine: Engine; readonly device: Device }): RenderSpec => ({
    ...{ engine, device, deviceIndex: 0, threads, recipe: defaultRecipe, size, steps, strength: 50 },
    content: barePixels(content),
    styles: [{ pixels: barePixels(style), weight: 1, mask: null }],
    ...{ start: null, startPicture: null, colors: 'style', controls: ownControls, seed: 0 },
    ...{ previewIntervalMs: 0, previewEvery: 0, saveEvery: 0 },
  });
  const timings: Timing[] = [];
  for (const place of values.wasm ? [...places, wasm] : places) {
    signal.throwIfAborted();
    const found = await time(place, spec(place), createRenderer(), io, signal);
    if (typeof found === 'string') {
      if (json) writeJson(io, { type: 'absent', ...place, detail: found });
      else io.stderr(`${place.engine} on ${place.device}: ${found}\n`);
      continue;
    }
    timings.push(found);
    if (json) writeJson(io, { type: 'timing', ...found });
  }
  const chosen = await choose(spec({ engine: 'auto', device: 'auto' }), createRenderer(), signal);
  if (json) writeJson(io, { type: 'done', auto: chosen });
  else io.stdout(describe(timings, chosen, size));
}

/** A text where the place is none: why not. */
async function time(
  place: Place,
  spec: RenderSpec,
  renderer: TrialRenderer,
  { now }: Pick<Io, 'now'>,
  signal: AbortSignal,
): Promise<Timing | string> {
  const began = now();
  let start: number | null = null;
  let before = { at: 0, rung: 0 };
  let step = Number.POSITIVE_INFINITY;
  let end: EndProgress | null = null;
  try {
    for await (const progress of renderer.render(spec, signal)) {
      if (progress.type === 'done') end = progress;
      if (progress.type !== 'step') continue;
      start ??= (now() - began) / 1000;
      // Only steps at full size, and between two of them: the first of a size has its session to make.
      const isFull = progress.rung === progress.rungs;
      if (isFull && before.rung === progress.rung) step = Math.min(step, progress.seconds - before.at);
      before = { at: progress.seconds, rung: progress.rung };
    }
  } catch (error) {
    signal.throwIfAborted();
    return describeCause(error);
  } finally {
    await renderer.close();
  }
  if (end === null) return 'it ended without a picture';
  const { losses, peakRssMiB } = end;
  return { ...place, step, start: start ?? 0, loss: losses?.total ?? Number.NaN, peakRssMiB };
}

/** What `auto` takes here: as a real picture would find it. */
async function choose(spec: RenderSpec, renderer: TrialRenderer, signal: AbortSignal): Promise<string> {
  try {
    for await (const progress of renderer.render({ ...spec, steps: 1, size: 64 }, signal)) {
      if (progress.type === 'started') return `${progress.recipe.engine} on ${progress.device}`;
    }
  } finally {
    await renderer.close();
  }
  return 'nothing';
}

function describe(timings: readonly Timing[], chosen: string, size: number): string {
  const fastest = Math.min(...timings.map(({ step }) => step));
  const rows = timings.map(({ engine, device, step, start, loss, peakRssMiB }) => [
    ...[engine, device, step.toFixed(3), (step / fastest).toFixed(2), start.toFixed(1)],
    ...[loss.toPrecision(5), peakRssMiB],
  ]);
  const header = ['engine', 'device', 's/step', 'x fastest', 'first step s', 'loss', 'peak MiB'];
  return `${formatTable(header, rows)}\n${size}x${size} pixels; auto takes ${chosen}\n`;
}
