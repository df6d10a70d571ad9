import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';

export const statusOptions = {
  job: {
    type: 'text',
    default: null,
    unset: 'your latest',
    help: 'which job, by its name',
    doors: ['page', 'discord', 'slack'],
  },
} as const satisfies OptionTable;

export const status = {
  name: 'status',
  summary: 'how far a picture of yours is',
  options: statusOptions,
  positional: ['job'],
  rest: null,
  examples: ['/status', '/status rokadimu'],
} as const satisfies Command;
