/**
 * `npm run figures`: the figures that the sources of the first recipes describe, as docs/figures/*.webp. Names of figures
 * (`npm run figures -- 000-beta`) make those only; an option stands in place of the table's (`--size 64`).
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assetFolders } from '../../src/assets.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { createRendererProcess } from '../../src/engine/process/renderer-process.js';
import { findRecipe } from '../../src/engine/recipe/resolve.js';
import { contactSheet } from '../../src/image/contact-sheet.js';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage } from '../../src/image/encode.js';
import { barePixels, type Pixels } from '../../src/image/pixels.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery } from '../../src/request/presets.js';
import { buildRequest } from '../../src/request/request.js';
import { longSideOf, toSpec } from '../../src/request/spec.js';
import { parseAxis, type Typed } from '../../src/tools/axis.js';
import { explore } from '../../src/tools/explore.js';
import { grid } from '../../src/tools/grid.js';
import { readAvailableMiB } from '../../src/tools/machine.js';
import type { CellParts } from '../../src/tools/paint-cells.js';
import { type Figure, figures } from './figure-table.js';

const maxBytes = 300 * 1024;
const { values: args, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string' },
    steps: { type: 'string' },
    content: { type: 'string' },
    threads: { type: 'string' },
    folder: { type: 'string' },
  },
});
const { folder, ...changes } = args;

const { root, models } = assetFolders();
const { signal } = new AbortController();
const gallery = await createGallery(root);
const renderer = createRendererProcess({ root });
const { family } = findNetwork(await readNetworks(models, readFile));
const parts: CellParts = {
  studio: { submit: (request) => renderer.render(toSpec(request, longSideOf(request)), signal) },
  ...{ gallery, availableMiB: readAvailableMiB, now: () => performance.now() },
  show: (progress) => {
    if (progress.type === 'cell-ended')
      console.log(`  ${progress.column} ${progress.row} ${progress.seconds.toFixed(0)} s`);
  },
};

/** One picture as it forms: the photo, and every so many steps the picture and its loss. */
async function rhythm(typed: Typed, output: string): Promise<void> {
  const { x, ...rest } = typed;
  const [value] = parseAxis(x as readonly string[], 'x').values;
  const values = parseOptions(stylizeOptions, value!.set(rest, family));
  const { reportEvery: saveEvery } = findRecipe(values.recipe);
  const rhythm = { previewIntervalMs: 0, previewEvery: 0, saveEvery, signal };
  const request = await buildRequest(values, gallery, rhythm);
  const cells: Pixels[] = [barePixels(request.content)];
  const labels: string[] = [request.content.label];
  const losses = new Map<number, number>();
  const say = (step: number) => `${step}: ${losses.get(step)?.toPrecision(3) ?? ''}`;
  let last = 0;
  for await (const progress of parts.studio.submit(request, signal)) {
    if (progress.type === 'step') {
      losses.set(progress.step, progress.losses.total);
      last = progress.step;
    }
    if (progress.type !== 'done' && progress.type !== 'intermediate') continue;
    const step = progress.type === 'intermediate' ? progress.step : last;
    const { picture } = progress;
    if (picture === null || labels.at(-1) === say(step)) continue;
    cells.push(picture);
    labels.push(say(step));
    console.log(`  step ${step}`);
  }
  const columns = Math.min(6, cells.length);
  const inRows = <One>(all: readonly One[]) =>
    Array.from({ length: Math.ceil(all.length / columns) }, (_, k) =>
      all.slice(k * columns, (k + 1) * columns),
    );
  const { width, height } = cells[1]!;
  const sheet = await contactSheet({
    ...{ rows: inRows(cells), cellLabels: inRows(labels), cellWidth: width, cellHeight: height },
    title: `${values.recipe}: step and loss`,
  });
  await writeFile(output, await encodeImage(sheet, { format: 'png' }));
}

const makers: Readonly<Record<Figure['kind'], (typed: Typed, output: string) => Promise<unknown>>> = {
  rhythm,
  grid: (typed, output) => grid({ ...typed, output }, family, parts, signal),
  explore: (typed, output) => explore({ ...typed, output }, parts, signal),
};

const scratch = await mkdtemp(join(tmpdir(), 'impasto-figures-'));
try {
  for (const { name, kind, typed } of figures) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const began = performance.now();
    const png = join(scratch, `${name}.png`);
    await makers[kind]({ ...typed, ...changes }, png);
    const sheet = await decodeImage(await readFile(png), { name });
    const data = await encodeImage(sheet, { format: 'webp', quality: 88 });
    if (data.length > maxBytes)
      throw new RangeError(`${name} has ${data.length} bytes, more than ${maxBytes}`);
    await writeFile(join(folder ?? join(root, 'docs', 'figures'), `${name}.webp`), data);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(
      `${name}: ${sheet.width}x${sheet.height}, ${Math.ceil(data.length / 1024)} KiB, ${seconds} s`,
    );
  }
} finally {
  await renderer.close();
  await rm(scratch, { recursive: true });
}
