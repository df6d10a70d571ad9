import { scoreOptions } from '../src/request/options.js';
import type { Command } from './command.js';

export const score = {
  name: 'score',
  summary: 'the loss terms of a finished picture under a recipe',
  options: scoreOptions,
  positional: ['image'],
  rest: null,
  examples: ['impasto score painted.png --content coffee --style cafe-terrace --recipe impasto --json'],
} as const satisfies Command;
