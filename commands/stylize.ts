import { stylizeOptions } from '../src/request/options.js';
import type { Command } from './command.js';

export const stylize = {
  name: 'stylize',
  summary: 'paint a photo in the style of a picture',
  options: stylizeOptions,
  positional: ['content'],
  rest: 'style',
  examples: [
    'impasto stylize coffee --style cafe-terrace',
    'impasto stylize photo.jpg --style harvest:2 --style waves.jpg --size 768 -o painted.png',
    '/stylize coffee cafe-terrace strength:70',
  ],
} as const satisfies Command;
