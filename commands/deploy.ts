import type { OptionTable } from '../src/request/option.js';
import { listOptions } from '../src/request/options.js';
import type { Command } from './command.js';

const terminal = ['terminal'] as const;

export const deployOptions = {
  platform: {
    type: 'choice',
    default: null,
    required: true,
    choices: ['discord', 'slack'],
    help: 'Discord, where the commands are registered, or Slack, whose manifest is printed',
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
    help: 'print what would be registered, as JSON, and register nothing; for Slack it is always so',
    doors: terminal,
  },
  http: {
    type: 'flag',
    default: false,
    help: 'Slack sends what happens by HTTP, to --url; otherwise by Socket Mode',
    doors: terminal,
  },
  url: {
    type: 'text',
    default: null,
    unset: 'Slack cannot reach us, and need not',
    help: 'where Slack, and workspaces that install the app, reach SLACK_PORT: https://...',
    doors: terminal,
    placeholder: 'address',
  },
  output: {
    type: 'text',
    default: null,
    unset: 'printed',
    short: 'o',
    help: "the file that Slack's manifest is written to",
    doors: terminal,
    placeholder: 'file',
  },
  ...listOptions,
} as const satisfies OptionTable;

export const deploy = {
  name: 'deploy',
  summary: "register Discord's commands (`serve` does so when they changed), or print Slack's manifest",
  options: deployOptions,
  positional: ['platform'],
  rest: null,
  examples: [
    'impasto deploy discord',
    'impasto deploy discord --guild 613425648685547541',
    'impasto deploy discord --dry-run',
    'impasto deploy slack -o manifest.json',
    'impasto deploy slack --http --url https://studio.example',
  ],
} as const satisfies Command;
