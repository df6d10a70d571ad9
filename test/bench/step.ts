/** Started by speed.ts: one value-and-gradient step of the default recipe, again and again. Prints one JSON line. */
import { readFile } from 'node:fs/promises';
import { assetFolders } from '../../src/assets.js';
import { createAtelier } from '../../src/engine/atelier.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { parameterSource } from '../../src/engine/network/parameters.js';
import { loadNetwork } from '../../src/engine/network/weights.js';
import { createOnnxBackend } from '../../src/engine/onnx/onnx-backend.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes } from '../../src/engine/planes/planes.js';
import { recipes } from '../../src/engine/recipe/table.js';

const [width = 256, height = 256, runs = 5, threads = 0] = process.argv.slice(2).map(Number);

const network = await loadNetwork(findNetwork(await readNetworks(assetFolders().models, readFile)), readFile);
const backend = createOnnxBackend({ device: 'cpu', threads, parameters: parameterSource(network) });
const picture = (seed: number) => createPlanes(width, height, createUniformNoise(3 * width * height, seed));

const began = performance.now();
const photo = picture(1);
const session = await createAtelier(backend, network).open(recipes.impasto, photo, photo, [
  { picture: picture(2), weight: 1 },
]);
const openSeconds = (performance.now() - began) / 1000;
const image = picture(3).data;
await session.evaluate(image);
const seconds: number[] = [];
for (let run = 0; run < runs; run++) {
  const start = performance.now();
  await session.evaluate(image);
  seconds.push((performance.now() - start) / 1000);
}
console.log(JSON.stringify({ seconds, openSeconds, peakMiB: process.resourceUsage().maxRSS / 1024 }));
