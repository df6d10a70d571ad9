/** The part of the option table that says what the terminal does with a picture. */
import type { OptionTable } from './option.js';

const terminal = ['terminal'] as const;

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
