/** What the benches paint: pictures of the package, and specs for the rendering process. */

import { readFile } from 'node:fs/promises';
import { assetFolders } from '../../src/assets.js';
import type { RenderSpec } from '../../src/engine/port.js';
import { ownControls } from '../../src/engine/port.js';
import { decodeImage } from '../../src/image/decode.js';
import { barePixels, type Pixels } from '../../src/image/pixels.js';
import { createGallery } from '../../src/request/presets.js';

/** A sample photo or a preset style by its name. */
export async function readPicture(name: string): Promise<Pixels> {
  const gallery = await createGallery(assetFolders().root);
  const row = [...gallery.samples, ...gallery.styles].find(({ id }) => id === name);
  if (!row) throw new RangeError(`Expected a sample or a preset, got ${name}`);
  return barePixels(await decodeImage(await readFile(row.file), { name }));
}

/** The default recipe over `coffee` in the style of `cafe-terrace`, with changes. */
export async function createSpec(changes: Partial<RenderSpec>): Promise<RenderSpec> {
  return {
    content: await readPicture('coffee'),
    styles: [{ pixels: await readPicture('cafe-terrace'), weight: 1, mask: null }],
    recipe: 'impasto',
    size: null,
    steps: null,
    strength: 50,
    start: null,
    startPicture: null,
    colors: 'style',
    seed: 0,
    device: 'cpu',
    deviceIndex: 0,
    threads: 0,
    previewIntervalMs: 0,
    previewEvery: 0,
    saveEvery: 0,
    controls: ownControls,
    engine: 'onnx',
    ...changes,
  };
}

/** The middle one; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
