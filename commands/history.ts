import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';

export const historyOptions = {
  limit: {
    type: 'integer',
    default: 10,
    // A message of either chat has room for so many lines.
    min: 1,
    max: 25,
    help: 'so many at most, the newest first',
    doors: ['page', 'discord', 'slack'],
  },
} as const satisfies OptionTable;

export const history = {
  name: 'history',
  summary: 'your pictures, the newest first',
  options: historyOptions,
  positional: ['limit'],
  rest: null,
  examples: ['/history', '/history 25'],
} as const satisfies Command;
