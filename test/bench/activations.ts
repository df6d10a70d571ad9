/**
 * `npm run build && node dist/test/bench/activations.js`: mean activation of the weights in use at the layers of the paper (its
 * recipe is gatys-2016), over the sample photos at 512 pixels. It says how far those weights are from ones normalised to a
 * mean of 1 (recipe/balance.ts).
 */
import { readFile } from 'node:fs/promises';
import { assetFolders } from '../../src/assets.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { parameterSource } from '../../src/engine/network/parameters.js';
import { loadNetwork } from '../../src/engine/network/weights.js';
import { names } from '../../src/engine/objective/names.js';
import { convert } from '../../src/engine/objective/space.js';
import { createTargets } from '../../src/engine/objective/targets.js';
import { createOnnxBackend } from '../../src/engine/onnx/onnx-backend.js';
import { fitLongSide } from '../../src/engine/planes/fit.js';
import { fromPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import { recipes } from '../../src/engine/recipe/table.js';
import { createGallery } from '../../src/request/presets.js';
import { readPicture } from './samples.js';

const longSide = 512;
const recipe = recipes['gatys-2016'];
const style = recipe.style.layers.map(({ layer }) => layer);
const layers = [...recipe.content.layers.map(({ layer }) => layer), ...style];

const { models, root } = assetFolders();
const network = await loadNetwork(findNetwork(await readNetworks(models, readFile)), readFile);
const backend = createOnnxBackend({ device: 'cpu', threads: 0, parameters: parameterSource(network) });
const measured = {
  ...recipe,
  content: { ...recipe.content, layers: layers.map((layer) => ({ layer, weight: 1 })) },
};
const targets = await createTargets(backend, measured, network.inputScale);
const photos = (await createGallery(root)).samples;
const means = new Map(layers.map((layer) => [layer, 0]));
for (const { id } of photos) {
  const picture = fromPixels(await readPicture(id));
  const { width, height } = fitLongSide(picture.width, picture.height, longSide);
  const data = convert(resizePlanes(picture, width, height, 'lanczos3').data, 'unit', recipe.variable);
  const { content } = await targets.measure({ width, height, data });
  for (const layer of layers) {
    const features = content[names.target(names.content(layer))]!.data;
    const mean = features.reduce((sum, value) => sum + value, 0) / features.length;
    means.set(layer, means.get(layer)! + mean / photos.length);
  }
}
for (const [layer, mean] of means) console.log(`${layer}  ${mean.toFixed(1)}`);
const inStyle = style.map((layer) => means.get(layer)!);
const all = [...means.values()];
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
console.log(`weights ${network.id}, mean of all layers ${average(all).toFixed(1)}`);
console.log(
  `of the layers of style: arithmetic ${average(inStyle).toFixed(1)}, geometric ${(2 ** average(inStyle.map(Math.log2))).toFixed(1)}`,
);
