/**
 * `npm run bench:strength [-- --recipes a,b --pairs photo:style,... --powers=-4,0,4 --size 192 --steps 40 --sheet file.webp]`: what
 * a factor on beta does to the picture, per recipe, and the powers of ten that make strengths 0, 25, 75 and 100 even
 * (src/engine/recipe/strength.ts).
 *
 * The effect is the style gain plus what the content cosine lost (judge.ts): 0 for the photo itself. Below a recipe's own
 * balance mostly the gain moves, above it mostly the content. Strength 0 is where a twentieth of the own effect is left
 * (above what resizing and the start do by themselves), 100 where nearly all of what any factor wins is won, 25 and 75 the middles.
 *
 * Recipes of many steps run with few: Adam's rate grows by as much (up to .02 of the picture's range), the average of the
 * iterates forgets as much faster, and L-BFGS is the default recipe's. All that move pixels start from the photo. So
 * what is compared is the balance of the losses.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { assetFolders } from '../../src/assets.js';
import { createAtelier } from '../../src/engine/atelier.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { parameterSource } from '../../src/engine/network/parameters.js';
import { loadNetwork } from '../../src/engine/network/weights.js';
import { scalings } from '../../src/engine/objective/space.js';
import { createOnnxBackend } from '../../src/engine/onnx/onnx-backend.js';
import { paint } from '../../src/engine/paint.js';
import { fromPixels } from '../../src/engine/planes/planes.js';
import type { OptimizerRecipe, Recipe } from '../../src/engine/recipe/recipe.js';
import { noChanges, type ResolvedRecipe, resolveRecipe } from '../../src/engine/recipe/resolve.js';
import { recipeNames, recipes } from '../../src/engine/recipe/table.js';
import { contactSheet } from '../../src/image/contact-sheet.js';
import { encodeImage } from '../../src/image/encode.js';
import type { Pixels } from '../../src/image/pixels.js';
import { createJudge, type Verdict } from './judge.js';
import { createSpec, readPicture } from './samples.js';

const { values: args } = parseArgs({
  options: {
    recipes: { type: 'string', default: recipeNames.join(',') },
    pairs: { type: 'string', default: 'coffee:cafe-terrace,astronaut:swirl-strokes' },
    /** Powers of ten on beta, 0 among them; without: down and up from 0 until nothing more happens. */
    powers: { type: 'string' },
    /** In place of powers: strengths as they are, to see how even they came out. */
    strengths: { type: 'string' },
    size: { type: 'string', default: '192' },
    steps: { type: 'string', default: '40' },
    threads: { type: 'string', default: '0' },
    sheet: { type: 'string' },
  },
});
const most = Number(args.steps);

const { models } = assetFolders();
const network = await loadNetwork(findNetwork(await readNetworks(models, readFile)), readFile);
const backend = createOnnxBackend({
  device: 'cpu',
  threads: Number(args.threads),
  parameters: parameterSource(network),
});
const atelier = createAtelier(backend, network);
const judge = await createJudge(backend, network);

/** The recipe with few steps, so that it comes about as far. */
function shorten(recipe: ResolvedRecipe): ResolvedRecipe {
  if (recipe.steps <= most) return recipe;
  const ratio = recipe.steps / most;
  const unit = scalings[recipe.variable].std[0]!;
  return {
    ...recipe,
    ladder: [],
    steps: most,
    start: recipe.start === 'noise' ? 'photo' : recipe.start,
    averaging: recipe.averaging ** ratio,
    optimizer: hasten(recipe.optimizer, ratio, 0.02 / unit),
  };
}

function hasten(optimizer: OptimizerRecipe, ratio: number, step: number): OptimizerRecipe {
  if (optimizer.type === 'adam') {
    return { ...optimizer, lr: Math.max(optimizer.lr, Math.min(optimizer.lr * ratio, step)) };
  }
  if (optimizer.type === 'descent') return optimizer;
  return { ...recipes.impasto.optimizer, firstStep: step };
}

interface Point {
  readonly power: number;
  readonly verdicts: readonly Verdict[];
  readonly pictures: readonly Pixels[];
}

const pairs = await Promise.all(
  args.pairs.split(',').map(async (pair) => {
    const [photo, style] = pair.split(':') as [string, string];
    return { photo: await readPicture(photo), style: await readPicture(style) };
  }),
);

async function measure(recipe: Recipe, power: number): Promise<Point> {
  const gained = { ...recipe, style: { ...recipe.style, weight: recipe.style.weight * 10 ** power } };
  const verdicts: Verdict[] = [];
  const pictures: Pixels[] = [];
  for (const { photo, style } of pairs) {
    const spec = await createSpec({
      content: photo,
      styles: [{ pixels: style, weight: 1, mask: null }],
      size: Number(args.size),
    });
    for await (const progress of paint(atelier, gained, spec, new AbortController().signal)) {
      if (progress.type !== 'done' || !progress.picture) continue;
      pictures.push(progress.picture);
      verdicts.push(await judge.verdict(progress.picture, fromPixels(photo), fromPixels(style)));
    }
  }
  return { power, verdicts, pictures };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const effectOf = ({ verdicts }: Point): number =>
  mean(verdicts.map(({ style, content }) => Math.max(style, 0) + 1 - content));

/** The power at which the effect, taken as one that never falls, first reaches a value. */
function powerAt(wanted: number, curve: readonly (readonly [number, number])[]): number {
  const above = curve.findIndex(([, effect]) => effect >= wanted);
  if (above < 1) return curve[above === 0 ? 0 : curve.length - 1]![0];
  const [[p, e], [q, f]] = [curve[above - 1]!, curve[above]!];
  return f === e ? q : p + ((wanted - e) / (f - e)) * (q - p);
}

const shares = { none: 0.05, most: 0.97 } as const;

function calibrate(points: readonly Point[]): readonly number[] {
  let highest = 0;
  const curve = points.map((point) => {
    highest = Math.max(highest, effectOf(point));
    return [point.power, highest] as const;
  });
  const own = curve.find(([power]) => power === 0)![1];
  const [, floor] = curve[0]!;
  const none = floor + shares.none * (own - floor);
  const top = own + shares.most * (highest - own);
  return [none, (none + own) / 2, (own + top) / 2, top].map((effect) => powerAt(effect, curve));
}

const reach = { down: -11, up: 6, still: 0.02 } as const;

/** In rising order. */
async function walk(at: (power: number) => Promise<Point>): Promise<readonly Point[]> {
  const own = await at(0);
  const points = [own];
  for (let power = -1; power >= reach.down; power--) {
    points.unshift(await at(power));
    const [newest, older] = [effectOf(points[0]!), effectOf(points[1]!)];
    if (newest < shares.none * effectOf(own)) break;
    if (newest < effectOf(own) / 2 && older - newest < reach.still) break;
  }
  for (let power = 1; power <= reach.up; power++) {
    points.push(await at(power));
    const [older, newest] = [points.at(-3)!, points.at(-1)!];
    if (power > 1 && effectOf(newest) - effectOf(older) < reach.still) break;
  }
  return points;
}

const rows: (Pixels | null)[][] = [];
const labels: (string | null)[][] = [];
for (const name of args.recipes.split(',')) {
  const own = shorten(resolveRecipe(name, noChanges, network.family));
  const tell = (label: string, point: Point): Point => {
    const figures = (['style', 'heldOut', 'content'] as const).map((measured) =>
      mean(point.verdicts.map((verdict) => verdict[measured])).toFixed(3),
    );
    console.log(`${name}  ${label}  ${figures.join(' ')}  effect ${effectOf(point).toFixed(3)}`);
    return point;
  };
  const at = async (power: number): Promise<Point> => tell(`10^${power}`, await measure(own, power));
  const points: Point[] = [];
  if (args.strengths) {
    for (const strength of args.strengths.split(',').map(Number)) {
      const recipe = shorten(resolveRecipe(name, { ...noChanges, strength }, network.family));
      points.push(tell(`strength ${strength}`, await measure(recipe, 0)));
    }
  } else {
    if (args.powers) for (const power of args.powers.split(',').map(Number)) points.push(await at(power));
    else points.push(...(await walk(at)));
    const found = calibrate(points).map((power) => power.toFixed(2));
    console.log(`${name}: [${found.join(', ')}]  (${process.uptime().toFixed(0)} s)`);
  }
  for (const [k] of pairs.entries()) {
    rows.push(points.map(({ pictures }) => pictures[k] ?? null));
    const steps = args.strengths?.split(',') ?? points.map(({ power }) => `10^${power}`);
    labels.push(steps.map((step) => `${name} ${step}`));
  }
}
if (args.sheet) {
  const cell = Number(args.size);
  const sheet = await contactSheet({ rows, cellLabels: labels, cellWidth: cell, cellHeight: cell });
  await writeFile(args.sheet, await encodeImage(sheet, { format: 'webp', quality: 86 }));
}
