import type { OptionTable } from '../src/request/option.js';
import { listOptions } from '../src/request/options.js';
import type { Command } from './command.js';

const terminal = ['terminal'] as const;

export const jobsOptions = {
  action: {
    type: 'choice',
    default: 'list',
    choices: ['list', 'show', 'cancel', 'retry'],
    help: 'what to do with jobs',
    doors: terminal,
  },
  id: {
    type: 'text',
    default: null,
    unset: 'all of them',
    help: 'which job, for show, cancel and retry',
    doors: terminal,
  },
  state: {
    type: 'choice',
    default: null,
    unset: 'any',
    choices: ['queued', 'running', 'done', 'failed', 'cancelled', 'expired'],
    help: 'list only the jobs in this state',
    doors: terminal,
  },
  limit: {
    type: 'integer',
    default: 50,
    min: 1,
    max: 1000,
    help: 'list so many at most, the newest first',
    doors: terminal,
    placeholder: 'n',
  },
  ...listOptions,
} as const satisfies OptionTable;

export const jobs = {
  name: 'jobs',
  summary: 'the jobs of the bot and the page: list, show, cancel, retry',
  options: jobsOptions,
  positional: ['action', 'id'],
  rest: null,
  examples: [
    'impasto jobs',
    'impasto jobs list --state failed --limit 10',
    'impasto jobs show rokadimu',
    'impasto jobs cancel rokadimu',
  ],
} as const satisfies Command;
