/**
 * The option table: what can be asked of a picture, once. Terminal help, the page's form, chat commands, parsing and
 * the README's table derive from it; no default and no range is written anywhere else.
 */
import { colorChoices, devices, engines } from '../engine/port.js';
import { defaultRecipe } from '../engine/recipe/table.js';
import { controlOptions } from './control-options.js';
import type { OptionTable } from './option.js';
import { outputOptions } from './output-options.js';

export { controlOptions, outputOptions };

const everywhere = ['terminal', 'page', 'discord', 'slack'] as const;
const typed = ['terminal', 'page'] as const;
const terminal = ['terminal'] as const;

/** Long side in pixels of what the engine renders. */
export const sizeLimits = { min: 32, max: 2048 } as const;

/** What computes a picture and where: shared by every command that starts the engine. */
export const engineOptions = {
  engine: {
    type: 'choice',
    choices: engines,
    default: 'auto',
    help: 'what computes; auto takes the faster of those that are set up here',
    doors: terminal,
  },
  device: {
    type: 'choice',
    choices: devices,
    default: 'auto',
    help: 'where it computes; auto takes the best that works here',
    doors: terminal,
  },
  threads: {
    type: 'integer',
    default: 0,
    min: 0,
    max: 256,
    help: 'threads for the arithmetic; 0 takes one per physical core',
    doors: terminal,
    placeholder: 'n',
  },
} as const satisfies OptionTable;

/** The pictures and the recipe, shared by stylize and score. */
export const pictureOptions = {
  content: {
    type: 'text',
    default: null,
    required: true,
    help: 'the photo: a file or the name of a sample',
    doors: everywhere,
    placeholder: 'photo',
  },
  style: {
    type: 'list',
    default: null,
    required: true,
    help: 'a style: a file or the name of a preset, with :weight if there are several; may be repeated',
    doors: everywhere,
    short: 's',
    placeholder: 'picture[:weight]',
  },
  recipe: {
    type: 'text',
    default: defaultRecipe,
    help: 'which system paints; see the recipes',
    doors: everywhere,
    short: 'r',
    placeholder: 'name',
  },
} as const satisfies OptionTable;

/** Where a picture can start, by word. */
export const startWords = ['photo', 'matched', 'noise', 'style'] as const;

/** How the picture is made. */
export const paintingOptions = {
  size: {
    type: 'size',
    default: null,
    ...sizeLimits,
    choices: ['original'],
    help: "long side of the result in pixels, or original for the photo's own",
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'pixels',
  },
  steps: {
    type: 'integer',
    default: null,
    min: 1,
    max: 5000,
    help: 'steps at full size; more paints further and takes longer',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'n',
  },
  strength: {
    type: 'number',
    default: 50,
    min: 0,
    max: 100,
    help: "how much of the style; 50 is the recipe's own balance",
    doors: everywhere,
    placeholder: 'n',
  },
  colors: {
    type: 'choice',
    choices: colorChoices,
    default: 'style',
    help: "whose colours: the style's, the photo's, matched before (content) or kept after (luminance)",
    doors: everywhere,
  },
  init: {
    type: 'picture',
    default: null,
    choices: startWords,
    help: "where to start: the photo, the photo in the style's colours (matched), noise, the style, or a picture",
    doors: typed,
    unset: "the recipe's own",
    placeholder: 'start',
  },
  seed: {
    type: 'integer',
    default: 0,
    min: 0,
    max: 2 ** 32 - 1,
    help: 'another seed gives another picture, the same one the same',
    doors: everywhere,
    placeholder: 'n',
  },
  mask: {
    type: 'list',
    default: null,
    help: 'where the style goes: a grey picture (white = style) or one with transparency; the first for the first style, and so on',
    doors: typed,
    unset: 'everywhere',
    placeholder: 'picture',
  },
  'invert-mask': {
    type: 'flag',
    default: false,
    help: 'the style goes where the mask is black or transparent',
    doors: everywhere,
  },
  ...controlOptions,
} as const satisfies OptionTable;

/** Everything /stylize takes. */
export const stylizeOptions = {
  ...pictureOptions,
  ...paintingOptions,
  ...engineOptions,
  ...outputOptions,
} as const satisfies OptionTable;

/** Everything `score` takes. */
export const scoreOptions = {
  image: {
    type: 'text',
    default: null,
    required: true,
    help: 'the picture to judge: a file',
    doors: terminal,
    placeholder: 'image',
  },
  ...pictureOptions,
  ...engineOptions,
  json: outputOptions.json,
} as const satisfies OptionTable;

/** Everything `info` takes. */
export const infoOptions = {
  image: {
    type: 'text',
    default: null,
    required: true,
    help: 'a picture that was painted here: a file',
    doors: terminal,
    placeholder: 'image',
  },
  json: outputOptions.json,
} as const satisfies OptionTable;

/** What the lists take. */
export const listOptions = { json: outputOptions.json } as const satisfies OptionTable;
