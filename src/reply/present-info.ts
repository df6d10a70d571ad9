/** Everything there is to know of a job: how it was made, from what, where, and how long it took. */
import type { WeightsFamily } from '../engine/recipe/recipe.js';
import type { Job, JobResult } from '../job/job.js';
import { answer, note } from './answer.js';
import { changedControls } from './controls.js';
import { duration } from './duration.js';
import { describeJobNote, describeState } from './jobs.js';
import { moment } from './moment.js';
import {
  countSteps,
  creditStyle,
  type NamedPreset,
  nameJob,
  nameMask,
  namePhoto,
  nameShare,
  nameStart,
  orderOf,
} from './naming.js';
import type { Block, Reply } from './reply.js';
import { colorWords } from './variations.js';

type Fact = readonly [name: string, value: string];

/** Options whose names say too little by themselves. */
const titles: Readonly<Record<string, string>> = {
  init: 'Start',
  'content-weight': 'Content weight (alpha)',
  'style-weight': 'Style weight (beta)',
  'tv-weight': 'Total variation weight',
};
const capital = (option: string) => `${option[0]!.toUpperCase()}${option.slice(1).replaceAll('-', ' ')}`;

const sides = ({ width, height }: { readonly width: number; readonly height: number }) =>
  `${width}x${height}`;

function askedFor(job: Job, presets: readonly NamedPreset[]): readonly Fact[] {
  const order = orderOf(job);
  const { content, styles, recipe, strength, seed, steps } = order;
  const original = { width: content.originalWidth, height: content.originalHeight };
  return [
    ['Job', job.id],
    ['State', describeState(job.state)],
    ['Photo', `${namePhoto(order)}, ${sides(original)}`],
    ...styles.map((style, k): Fact => {
      return [
        styles.length === 1 ? 'Style' : `Style ${k + 1}`,
        `${creditStyle(style, presets)}${nameShare(style, order)}${nameMask(style)}`,
      ];
    }),
    ['Recipe', recipe],
    ['Size', job.result === null ? `${job.size} pixels on the longer side` : sides(job.result)],
    ['Steps at full size', steps === null ? "the recipe's own" : String(steps)],
    ['Strength', String(strength)],
    ['Colours', colorWords[order.colors]],
    ...(order.initPicture === null ? [] : [['Start', nameStart(order.initPicture)] as const]),
    ...changedControls(order).map(([option, value]): Fact => [titles[option] ?? capital(option), value]),
    ['Seed', String(seed)],
  ];
}

function happened({
  createdAt,
  startedAt,
  endedAt,
  slot,
  device,
  deaths,
  parent,
  result,
}: Job): readonly Fact[] {
  const facts: readonly (Fact | null)[] = [
    ['Asked for', moment(createdAt)],
    startedAt === null ? null : ['Waited', duration((startedAt - createdAt) / 1000)],
    result === null ? null : ['Painted', `${countSteps(result.steps)} in ${duration(result.seconds)}`],
    endedAt === null ? null : ['Ended', moment(endedAt)],
    slot === null ? null : ['Where', `${slot}, ${result?.device ?? device ?? 'an unknown device'}`],
    result === null ? null : ['Memory', `${Math.ceil(result.peakRssMiB)} MiB at most`],
    deaths === 0 ? null : ['Processes that ended under it', String(deaths)],
    parent === null ? null : ['Made from', parent],
  ];
  return facts.filter((fact) => fact !== null);
}

type Summary = Readonly<Record<string, unknown>>;
const part = (summary: Summary, name: string): Summary => (summary[name] ?? {}) as Summary;
const layers = (terms: Summary): string =>
  ((terms.layers ?? []) as readonly Summary[]).map(({ layer }) => String(layer)).join(', ');

/** Whose weights a recipe's numbers were found with. */
const families: Readonly<Record<WeightsFamily, string>> = {
  torchvision: "torchvision's",
  caffe: "Caffe's",
  normalized: 'normalized ones',
};

/** `beta x 3e-4: its weights were tuned on torchvision's`; nothing where the weights are those, or beta was given. */
function describeGain({ balanceGain, tunedOn, balancedOn = tunedOn }: Summary): string {
  if (typeof balanceGain !== 'number' || balanceGain === 1) return '';
  const gain = `beta x ${formatGain(balanceGain)}`;
  const family = families[balancedOn as WeightsFamily];
  return family === undefined ? gain : `${gain}: its weights were tuned on ${family}`;
}

/** Two digits: `3.1e-4`, `0.25`, `12`. */
function formatGain(gain: number): string {
  const isPlain = gain >= 0.01 && gain < 1000;
  return isPlain
    ? String(Number(gain.toPrecision(2)))
    : gain.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

/** The recipe as it ran; rows that an older or newer version did not write are left out. */
const recipeRows: readonly (readonly [name: string, read: (recipe: Summary) => string])[] = [
  ['Optimizer', (recipe) => String(part(recipe, 'optimizer').type ?? '')],
  ['Starts from', (recipe) => String(recipe.start ?? '')],
  ['Pooling', (recipe) => String(recipe.pooling ?? '')],
  ['Content layers', (recipe) => layers(part(recipe, 'content'))],
  ['Style layers', (recipe) => layers(part(recipe, 'style'))],
  ['Balance', describeGain],
  ['Network', (recipe) => (typeof recipe.network === 'string' ? recipe.network : '')],
];

const ran = ({ recipe }: JobResult): readonly Fact[] =>
  recipeRows.map(([name, read]): Fact => [name, read(recipe)]).filter(([, value]) => value !== '');

/** For the one who asked alone. */
export function presentInfo(job: Job, presets: readonly NamedPreset[]): Reply {
  const { result, notes } = job;
  const blocks: readonly (Block | null)[] = [
    { type: 'facts', facts: askedFor(job, presets) },
    result === null || result.curve.length < 2
      ? null
      : { type: 'plot', title: 'Loss by step', points: result.curve },
    { type: 'facts', facts: happened(job) },
    result === null || ran(result).length === 0 ? null : { type: 'facts', facts: ran(result) },
    notes.length === 0 ? null : note(notes.map(describeJobNote).join('\n')),
  ];
  return answer(
    `About ${nameJob(job, presets)}`,
    blocks.filter((block) => block !== null),
  );
}
