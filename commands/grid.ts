import { engineOptions, paintingOptions, pictureOptions } from '../src/request/options.js';
import { gridOptions } from '../src/request/sheet-options.js';
import type { Command } from './command.js';

const { content, style, x, y, recipe, output, json, quiet } = gridOptions;

export const grid = {
  name: 'grid',
  summary: 'a labelled sheet of pictures over any two options',
  options: gridOptions,
  positional: ['content'],
  rest: null,
  groups: [
    ['Pictures', { ...pictureOptions, content, style, recipe }],
    ['Axes', { x, y }],
    ['Every picture', paintingOptions],
    ['Engine', engineOptions],
    ['Output', { output, json, quiet }],
  ],
  examples: [
    'impasto grid coffee --style cafe-terrace --x "style-weight=.1,1,10" --y "coarseness=0,50,100"',
    'impasto grid --x "photo=coffee,raccoon" --y "preset=harvest,ink-wash,cafe-terrace" -o gallery.webp',
    'impasto grid coffee -s harvest --recipe gatys-2016 --x "ratio=1e-1,1e-2,1e-3,1e-4" --y "content-layers=conv2_2;conv4_2"',
  ],
} as const satisfies Command;
