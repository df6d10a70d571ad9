import type { OptionTable } from '../src/request/option.js';
import { listOptions } from '../src/request/options.js';
import type { Command } from './command.js';

const terminal = ['terminal'] as const;

export const deployOptions = {
  platform: {
    type: 'choice',
    default: null,
    required: true,
    choices: ['discord'],
    help: 'where the commands are registered',
    doors: terminal,
    placeholder: 'platform',
  },
  guild: {
    type: 'text',
    default: null,
    unset: 'everywhere',
    help: 'in one Discord server alone, to try them out: its id; there they stand beside those of everywhere',
    doors: terminal,
    placeholder: 'id',
  },
  'dry-run': {
    type: 'flag',
    default: false,
    help: 'print what would be registered, as JSON, and register nothing',
    doors: terminal,
  },
  ...listOptions,
} as const satisfies OptionTable;

export const deploy = {
  name: 'deploy',
  summary: 'register the commands where people chat; `serve` does so by itself when they changed',
  options: deployOptions,
  positional: ['platform'],
  rest: null,
  examples: [
    'impasto deploy discord',
    'impasto deploy discord --guild 613425648685547541',
    'impasto deploy discord --dry-run',
  ],
} as const satisfies Command;
