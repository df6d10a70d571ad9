/**
 * The option table: what can be asked of a picture, once. Terminal help, the page's form, chat commands, parsing and
 * the README's table derive from it; no default and no range is written anywhere else.
 */
import { colorChoices, devices, ownControls, poolings } from '../engine/port.js';
import { defaultRecipe } from '../engine/recipe/table.js';
import type { OptionTable } from './option.js';

const everywhere = ['terminal', 'page', 'discord', 'slack'] as const;
const typed = ['terminal', 'page'] as const;
const terminal = ['terminal'] as const;

/** Long side in pixels of what the engine renders. */
export const sizeLimits = { min: 32, max: 2048 } as const;

/** What computes a picture and where: shared by every command that starts the engine. */
export const engineOptions = {
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

/** What changes in a recipe, whichever it is (Controls in engine/port.ts). */
export const controlOptions = {
  'style-scale': {
    type: 'number',
    default: ownControls.styleScale,
    min: 0.25,
    max: 4,
    help: 'size of the style picture beside the photo; larger gives larger strokes',
    doors: everywhere,
    placeholder: 'factor',
  },
  coarseness: {
    type: 'number',
    default: ownControls.coarseness,
    min: 0,
    max: 100,
    help: "0 fine texture, 100 coarse strokes; 50 is the recipe's own",
    doors: everywhere,
    placeholder: 'n',
  },
  'content-layers': {
    type: 'layers',
    default: null,
    help: 'VGG19 layers of the content loss, with :weight',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'layer[:weight],...',
  },
  'style-layers': {
    type: 'layers',
    default: null,
    help: 'VGG19 layers of the style loss, with :weight',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'layer[:weight],...',
  },
  pooling: {
    type: 'choice',
    choices: poolings,
    default: null,
    help: 'how VGG19 halves the picture: max is crisper, average smoother',
    doors: everywhere,
    unset: "the recipe's own",
  },
  'content-weight': {
    type: 'number',
    default: null,
    min: 0,
    max: 1e12,
    help: 'alpha, the weight of the content loss',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'alpha',
  },
  'style-weight': {
    type: 'number',
    default: null,
    min: 0,
    max: 1e12,
    help: 'beta, the weight of the style loss; strength multiplies it',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'beta',
  },
  'tv-weight': {
    type: 'number',
    default: null,
    min: 0,
    max: 1e12,
    help: 'weight of the total variation: smooths',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'weight',
  },
} as const satisfies OptionTable;

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

/** What the terminal does with it. */
export const outputOptions = {
  output: {
    type: 'text',
    default: null,
    help: 'file to write: .png, .jpg or .webp',
    doors: terminal,
    short: 'o',
    unset: '<photo>-<style>.png in this folder',
    placeholder: 'file',
  },
  trace: {
    type: 'text',
    default: null,
    help: 'also write every step with its losses, and the settings, as JSON',
    doors: terminal,
    unset: 'none',
    placeholder: 'file',
  },
  plot: {
    type: 'text',
    default: null,
    help: 'also draw the loss terms of every step, as an .svg',
    doors: terminal,
    unset: 'none',
    placeholder: 'file',
  },
  'save-every': {
    type: 'size',
    default: null,
    min: 1,
    max: 5000,
    choices: ['recipe'],
    help: "also write the picture after every so many steps, beside the output; recipe takes the recipe's own rhythm",
    doors: terminal,
    unset: 'never',
    placeholder: 'steps',
  },
  timelapse: {
    type: 'text',
    default: null,
    help: 'also write the picture forming, as a moving .webp or .gif',
    doors: terminal,
    unset: 'none',
    placeholder: 'file',
  },
  resume: {
    type: 'text',
    default: null,
    help: 'go on from a picture painted before: its own settings, unless others are given, and it as the start',
    doors: terminal,
    unset: 'none',
    placeholder: 'picture',
  },
  'side-by-side': {
    type: 'flag',
    default: false,
    help: 'also write photo, style and result in one picture, beside the output',
    doors: terminal,
  },
  json: { type: 'flag', default: false, help: 'print one JSON object a line', doors: terminal },
  quiet: { type: 'flag', default: false, help: 'print nothing but errors', doors: terminal, short: 'q' },
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

/** What the lists take. */
export const listOptions = { json: outputOptions.json } as const satisfies OptionTable;
