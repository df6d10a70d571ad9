/**
 * `npm run bench:quality [-- --photos a,b --styles c,d --pairs a:c,b:d --change JSON]`: the default recipe over all sample photos and
 * presets at 320x240 pixels' area, judged after 12 and 24 full-size steps, beside single-scale Adam .02 and L-BFGS on
 * pixels at the same work. Prints one line a pair, then median and worst of each.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { assetFolders } from '../../src/assets.js';
import { createAtelier } from '../../src/engine/atelier.js';
import { fitPictures } from '../../src/engine/fit-pictures.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { parameterSource } from '../../src/engine/network/parameters.js';
import { loadNetwork } from '../../src/engine/network/weights.js';
import { convert } from '../../src/engine/objective/space.js';
import { createOnnxBackend } from '../../src/engine/onnx/onnx-backend.js';
import { planRungs } from '../../src/engine/plan.js';
import { equalArea } from '../../src/engine/planes/fit.js';
import { createPlanes, fromPixels, type Planes, toPixels } from '../../src/engine/planes/planes.js';
import { resizePlanes } from '../../src/engine/planes/resize.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';
import { createRung } from '../../src/engine/rung.js';
import { makeStart } from '../../src/engine/start-image.js';
import { decodeImage } from '../../src/image/decode.js';
import { createGallery } from '../../src/request/presets.js';
import { createJudge, type Verdict } from './judge.js';

const area = 320 * 240;

const { values: args } = parseArgs({
  options: {
    photos: { type: 'string' },
    styles: { type: 'string' },
    /** `photo:style,...` of the above. */
    pairs: { type: 'string' },
    runs: { type: 'string', default: 'impasto,adam,lbfgs' },
    threads: { type: 'string', default: '0' },
    steps: { type: 'string', default: '12,24' },
    /** JSON merged into the default recipe, for experiments. */
    change: { type: 'string', default: '{}' },
  },
});

/** Full-size steps after which the picture is judged. */
const budgets = args.steps.split(',').map(Number);
const impasto: Recipe = { ...recipes.impasto, ...JSON.parse(args.change) };
const runs: Readonly<Record<string, Recipe>> = {
  impasto,
  adam: {
    ...recipes.impasto,
    basis: { type: 'pixels' },
    start: 'photo',
    optimizer: { type: 'adam', lr: 0.02 },
    clamp: true,
    rangePenalty: 0,
  },
  lbfgs: { ...recipes.impasto, basis: { type: 'pixels' }, start: 'photo', clamp: true, rangePenalty: 0 },
};

const network = await loadNetwork(findNetwork(await readNetworks(assetFolders().models, readFile)), readFile);
const backend = createOnnxBackend({
  device: 'cpu',
  threads: Number(args.threads),
  parameters: parameterSource(network),
});
const atelier = createAtelier(backend, network);
const judge = await createJudge(backend, network);
const gallery = await createGallery(assetFolders().root);

async function load(
  list: readonly { readonly id: string; readonly file: string }[],
  wanted: string | undefined,
) {
  const ids = wanted?.split(',');
  const chosen = list.filter(({ id }) => !ids || ids.includes(id));
  return Promise.all(
    chosen.map(async ({ id, file }) => ({
      id,
      picture: fromPixels(await decodeImage(await readFile(file), { name: id })),
    })),
  );
}

/** Verdicts of one run on one pair, after each budget of full-size steps. */
async function judgeRun(recipe: Recipe, photo: Planes, style: Planes): Promise<readonly Verdict[]> {
  const full = equalArea(photo.width, photo.height, area, 16);
  const rungs = planRungs(full, { ...recipe, steps: Math.max(...budgets) });
  const verdicts: Verdict[] = [];
  let carried: Planes | null = null;
  for (const size of rungs.filter(({ carry }) => carry)) {
    const { content, styles } = fitPictures(photo, [{ picture: style, weight: 1 }], recipe, size);
    const session = await atelier.open(recipe, size, content, styles);
    const start: Planes = carried
      ? resizePlanes(carried, size.width, size.height, 'bicubic')
      : makeStart(recipe.start, { size, content, styles, seed: 0, picture: null, noise: recipe.noise });
    const rung = createRung(recipe, start);
    for (let step = 1; step <= size.steps; step++) {
      await rung.advance(session);
      const isBudget = size === rungs.at(-1) && budgets.includes(step);
      if (!isBudget && step < size.steps) continue;
      const picture = createPlanes(
        size.width,
        size.height,
        convert(rung.kept.image!, recipe.variable, 'unit'),
      );
      carried = picture;
      if (isBudget) verdicts.push(await judge.verdict(toPixels(picture), photo, style));
    }
    session.close();
  }
  return verdicts;
}

const measures = ['style', 'heldOut', 'content'] as const;
const show = (verdict: Verdict): string => measures.map((name) => verdict[name].toFixed(3)).join(' ');
const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

const pairs = args.pairs?.split(',');
const photos = await load(gallery.samples, args.photos);
const styles = await load(gallery.styles, args.styles);
for (const name of args.runs.split(',')) {
  const recipe = runs[name];
  if (!recipe)
    throw new RangeError(`Expected \`runs\` to be among ${Object.keys(runs).join(', ')}, got ${name}`);
  const all: (readonly Verdict[])[] = [];
  for (const photo of photos) {
    for (const style of styles) {
      if (pairs && !pairs.includes(`${photo.id}:${style.id}`)) continue;
      const verdicts = await judgeRun(recipe, photo.picture, style.picture);
      all.push(verdicts);
      console.log(
        `${name.padEnd(8)} ${photo.id.padEnd(14)} ${style.id.padEnd(17)} ${verdicts.map(show).join('   ')}`,
      );
    }
  }
  for (const [i, budget] of budgets.entries()) {
    const figures = measures.map((measure) => {
      const values = all.map((verdicts) => verdicts[i]![measure]);
      return `${measure} ${median(values).toFixed(3)} / ${Math.min(...values).toFixed(3)}`;
    });
    console.log(`${name}, ${budget} steps, ${all.length} pairs, median / worst: ${figures.join(', ')}`);
  }
}
