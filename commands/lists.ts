import { listOptions } from '../src/request/options.js';
import type { Command } from './command.js';

const list = { options: listOptions, positional: [], rest: null, examples: [] } as const;

export const styles = {
  ...list,
  name: 'styles',
  summary: 'the style pictures and sample photos that come with it',
} as const satisfies Command;

export const recipes = {
  ...list,
  name: 'recipes',
  summary: 'the systems of style transfer it can paint by',
} as const satisfies Command;

export const layers = {
  ...list,
  name: 'layers',
  summary: "VGG19's sixteen convolutions, with sizes and torchvision indices",
} as const satisfies Command;

export const doctor = {
  ...list,
  name: 'doctor',
  summary: 'what works here: engine, devices, memory, weights, presets, tokens',
} as const satisfies Command;
