/** How long the studio's event loop is held up while a picture is rendered in its process beside it. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { findPackageRoot } from '../../src/assets.js';
import type { RenderSpec } from '../../src/engine/port.js';
import { createRendererProcess } from '../../src/engine/process/renderer-process.js';
import { loadPicture } from '../../src/request/pictures.js';
import { createGallery } from '../../src/request/presets.js';

/** Milliseconds. The house wants p99 under 20. */
export interface EventLoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Seconds that were watched: from the first message of the render to its last. */
  readonly seconds: number;
}

/**
 * Renders coffee in the style of the café terrace with a preview after every step, the most that a parent has to do.
 * @param size long side, pixels.
 * @param steps at full size.
 */
export async function measureEventLoop(size: number, steps: number): Promise<EventLoopDelay> {
  const gallery = await createGallery();
  const [content, style] = await Promise.all(
    ['coffee', 'cafe-terrace'].map((name) => loadPicture(name, gallery)),
  );
  const renderer = createRendererProcess({ root: findPackageRoot() });
  await renderer.warmUp();
  // Why resolution 1: the histogram holds the interval between two looks, so what is over 1 ms is delay.
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const began = performance.now();
  delay.enable();
  const spec: RenderSpec = {
    content: toPixels(content!),
    styles: [{ pixels: toPixels(style!), weight: 1 }],
    ...{ recipe: 'impasto', size, steps, strength: 50, start: null, startPicture: null, seed: 0 },
    device: 'auto',
    threads: 0,
    previewIntervalMs: 1,
  };
  for await (const _ of renderer.render(spec, new AbortController().signal));
  delay.disable();
  const seconds = (performance.now() - began) / 1000;
  await renderer.close();
  const [p50, p99] = [50, 99].map((percent) => delay.percentile(percent) / 1e6);
  return { p50: p50!, p99: p99!, max: delay.max / 1e6, seconds };
}

function toPixels({ width, height, data }: { width: number; height: number; data: Uint8Array }) {
  return { width, height, data };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { p50, p99, max, seconds } = await measureEventLoop(256, 12);
  const [a, b, c] = [p50, p99, max].map((ms) => ms.toFixed(1));
  console.log(
    `event-loop delay over ${seconds.toFixed(0)} s of rendering: p50 ${a} ms, p99 ${b} ms, max ${c} ms`,
  );
}
