import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';

export const helpOptions = {
  command: {
    type: 'text',
    default: null,
    unset: 'all of them',
    help: 'which command to tell more of',
    doors: ['page', 'discord', 'slack'],
  },
} as const satisfies OptionTable;

export const help = {
  name: 'help',
  summary: 'what you can do here, and how',
  options: helpOptions,
  positional: ['command'],
  rest: null,
  examples: ['/help', '/help stylize'],
} as const satisfies Command;
