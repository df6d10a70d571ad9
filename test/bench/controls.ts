/**
 * `npm run bench:controls [-- --photos a,b --presets c,d --size 256 --sheet docs/controls.webp]`: what masks and colours do to
 * pictures of the default recipe, as tables for the README. With `--sheet` it paints what every control does in place of that.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { assetFolders } from '../../src/assets.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { parameterSource } from '../../src/engine/network/parameters.js';
import { loadNetwork } from '../../src/engine/network/weights.js';
import { createOnnxBackend } from '../../src/engine/onnx/onnx-backend.js';
import { createRenderer } from '../../src/engine/render.js';
import { encodeImage } from '../../src/image/encode.js';
import { measureColors } from './controls-colors.js';
import { measureMasks } from './controls-masks.js';
import type { Parts } from './controls-pairs.js';
import { drawSheet } from './controls-sheet.js';
import { createJudge } from './judge.js';
import { createSpec, readPicture } from './samples.js';

const { values: args } = parseArgs({
  options: {
    photos: { type: 'string', default: 'coffee,astronaut,raccoon' },
    /** Two or more: of each, the next one is the second style. */
    presets: { type: 'string', default: 'cafe-terrace,swirl-strokes' },
    size: { type: 'string', default: '256' },
    sheet: { type: 'string' },
  },
});

const { root, models } = assetFolders();
const renderer = await createRenderer({ root });

/** A picture of the default recipe. */
const paint: Parts['paint'] = async (changes) => {
  const spec = await createSpec({ size: Number(args.size), ...changes });
  for await (const progress of renderer.render(spec, new AbortController().signal)) {
    if (progress.type === 'done' && progress.picture) return progress.picture;
  }
  throw new Error('The render ended without a picture');
};

if (args.sheet) {
  const sheet = await drawSheet(paint);
  await writeFile(args.sheet, await encodeImage(sheet, { format: 'webp', quality: 88 }));
  console.log(`${args.sheet}: ${sheet.width}x${sheet.height}, ${process.uptime().toFixed(0)} s`);
} else {
  const network = await loadNetwork(findNetwork(await readNetworks(models, readFile)), readFile);
  const backend = createOnnxBackend({ device: 'cpu', threads: 0, parameters: parameterSource(network) });
  const judge = await createJudge(backend, network);
  const read = (names: string) => Promise.all(names.split(',').map(readPicture));
  const [photos, presets] = [await read(args.photos), await read(args.presets)];
  const pairs = photos.flatMap((photo) =>
    presets.map((style, k) => ({ photo, style, other: presets[(k + 1) % presets.length]! })),
  );
  console.log(await measureMasks(pairs, { paint, judge }));
  console.log(await measureColors(pairs, { paint, judge }));
  console.log(`${pairs.length} pairs at ${args.size} px, ${process.uptime().toFixed(0)} s`);
}
