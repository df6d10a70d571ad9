/** Everything `grid` and `explore` take: stylize's rows, and what makes many pictures of one. */
import type { OptionTable } from './option.js';
import { engineOptions, paintingOptions, pictureOptions, sizeLimits } from './options.js';
import { outputOptions } from './output-options.js';

const terminal = ['terminal'] as const;

// Why not required here: a grid's axis may bring them.
const { required: _content, ...content } = pictureOptions.content;
const { required: _style, ...style } = pictureOptions.style;

const sheetOptions = {
  ...engineOptions,
  output: { ...outputOptions.output, unset: '<photo>-<style>-<command>.png in this folder' },
  json: outputOptions.json,
  quiet: outputOptions.quiet,
} as const satisfies OptionTable;

const cellSize = {
  type: 'integer',
  default: 256,
  ...sizeLimits,
  help: 'long side of each picture in pixels',
  doors: terminal,
  placeholder: 'pixels',
} as const;

const axisForm = 'option=value,value,...';

export const gridOptions = {
  content: { ...content, unset: 'from an axis' },
  style: { ...style, unset: 'from an axis' },
  x: {
    type: 'list',
    default: null,
    required: true,
    help: 'what changes from column to column: any option that shapes a picture, also photo, preset, beta (as the recipe counts it) and ratio (alpha/beta); values with commas are parted by ; or given by repeating it',
    doors: terminal,
    placeholder: axisForm,
  },
  y: {
    type: 'list',
    default: null,
    help: 'what changes from row to row',
    doors: terminal,
    unset: 'one row',
    placeholder: axisForm,
  },
  recipe: pictureOptions.recipe,
  ...paintingOptions,
  size: cellSize,
  ...sheetOptions,
} as const satisfies OptionTable;

export const exploreOptions = {
  content: pictureOptions.content,
  layer: {
    type: 'layers',
    default: null,
    required: true,
    help: 'VGG19 layers to look through, a row of pictures for each',
    doors: terminal,
    short: 'l',
    placeholder: 'layer,...',
  },
  style: { ...style, unset: 'the photo itself' },
  recipe: { ...pictureOptions.recipe, default: 'gatys-2016' },
  steps: { ...paintingOptions.steps, default: 200, help: 'steps for each picture' },
  size: cellSize,
  seed: paintingOptions.seed,
  ...sheetOptions,
} as const satisfies OptionTable;
