/**
 * `npm run bench:strength [-- --recipes a,b --pairs photo:style,... --powers=-4,0,4 --size 192 --steps 40 --sheet file.webp]`:
 * what a factor on beta does to the picture, per recipe, and the powers of ten that make the strengths even
 * (src/engine/recipe/strength.ts); with `--strengths 0,50,100` how even they came out.
 *
 * The effect is the style gain plus what the content cosine lost (judge.ts): 0 for the photo itself. Below a recipe's own
 * balance mostly the gain moves, above it mostly the content. Strength 0 is where a twentieth of the own effect is left
 * (above what resizing and the start do by themselves), 100 where nearly all of what any factor wins is won.
 *
 * All run at one small size, with sums corrected for its fewer positions. Recipes of many steps run with few: Adam's rate
 * grows by as much (up to .02 of the picture's range), the average of the iterates forgets as much faster, and L-BFGS is
 * the default recipe's. They start from the photo where they would from noise. So what is compared is the balance of the losses.
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
import type {
  ContentFormula,
  OptimizerRecipe,
  Recipe,
  StyleFormula,
  TvFormula,
} from '../../src/engine/recipe/recipe.js';
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

/** With how many positions a term grows, as a power of their number: sums do, means do not. */
const growth = {
  content: { mean: 0, 'half-sum': 1, scaled: 0 },
  style: {
    ...{
      undivided: 2,
      'per-position': 0,
      'undivided-per-size': 1,
      paper: 0,
      'per-channel': 0,
      'per-element': 0,
    },
    ...{ scaled: 0, wasserstein: 0 },
  },
  tv: { 'l1-sum': 1, 'l1-half-mean': 0, 'l2-mean': 0, 'l2-half-sum': 1, 'l2-nine-point': 0 },
} as const satisfies {
  readonly content: Readonly<Record<ContentFormula, number>>;
  readonly style: Readonly<Record<StyleFormula, number>>;
  readonly tv: Readonly<Record<TvFormula, number>>;
};

/** The recipe at a smaller size with few steps, so that it comes about as far in the same balance. */
function shorten(recipe: ResolvedRecipe): ResolvedRecipe {
  const { content, style, tv } = recipe;
  const fewer = (recipe.size.longSide / Number(args.size)) ** 2;
  const balanced = {
    ...recipe,
    content: { ...content, weight: content.weight * fewer ** growth.content[content.formula] },
    style: { ...style, weight: style.weight * fewer ** growth.style[style.formula] },
    tv: { ...tv, weight: tv.weight * fewer ** growth.tv[tv.formula] },
  };
  if (recipe.steps <= most) return balanced;
  const ratio = recipe.steps / most;
  const unit = scalings[recipe.variable].std[0]!;
  return {
    ...balanced,
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

/** Points on either side of 50. */
const levels = 5;

/** Powers at strengths 0, 10 .. 40 and 60 .. 100. */
function calibrate(points: readonly Point[]): readonly number[] {
  let highest = 0;
  const curve = points.map((point) => {
    highest = Math.max(highest, effectOf(point));
    return [point.power, highest] as const;
  });
  const own = curve.find(([power]) => power === 0)![1];
  const [, floor] = curve[0]!;
  const below = Array.from({ length: levels }, (_, k) => {
    const share = shares.none + (k / levels) * (1 - shares.none);
    return powerAt(floor + share * (own - floor), curve);
  });
  const above = Array.from({ length: levels }, (_, k) => {
    // Where style has won already, more of it changes nothing: any rise will do.
    if (highest - own < reach.still) return (k + 1) * 0.4;
    return powerAt(own + ((k + 1) / levels) * shares.most * (highest - own), curve);
  });
  return [...below, ...above];
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
