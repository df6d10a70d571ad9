import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';

export const privacyOptions = {
  action: {
    type: 'choice',
    default: 'show',
    choices: ['show', 'delete'],
    help: 'show what is stored of you, or delete it',
    doors: ['page', 'discord', 'slack'],
  },
} as const satisfies OptionTable;

export const privacy = {
  name: 'privacy',
  summary: 'what is stored of you, for how long, and how to delete it',
  options: privacyOptions,
  positional: ['action'],
  rest: null,
  examples: ['/privacy', '/privacy delete'],
} as const satisfies Command;
