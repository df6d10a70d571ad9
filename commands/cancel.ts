import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';

export const cancelOptions = {
  job: {
    type: 'text',
    default: null,
    unset: 'your latest that is not done',
    help: 'which job, by its name',
    doors: ['page', 'discord', 'slack'],
  },
} as const satisfies OptionTable;

export const cancel = {
  name: 'cancel',
  summary: 'stop a picture of yours; what is painted so far is kept',
  options: cancelOptions,
  positional: ['job'],
  rest: null,
  examples: ['/cancel', '/cancel rokadimu'],
} as const satisfies Command;
