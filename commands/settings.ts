import type { OptionTable } from '../src/request/option.js';
import { listOptions } from '../src/request/options.js';
import type { Command } from './command.js';

const terminal = ['terminal'] as const;
const visited = ['page', 'discord', 'slack'] as const;

const limit = {
  type: 'integer',
  default: 20,
  min: 1,
  max: 1000,
  help: 'audit: so many changes at most, the newest first',
  doors: terminal,
  placeholder: 'n',
} as const;

export const settingsOptions = {
  action: {
    type: 'choice',
    default: 'list',
    choices: ['list', 'get', 'set', 'unset', 'audit', 'block', 'unblock', 'blocks'],
    help: 'what to do: look, change, see who changed what, or keep a user or a server out',
    doors: terminal,
  },
  name: {
    type: 'text',
    default: null,
    unset: 'none',
    help: 'which setting, for get, set and unset; user or server, for block and unblock',
    doors: terminal,
  },
  value: {
    type: 'text',
    default: null,
    unset: 'none',
    help: 'the value, for set; whom, as discord/123, for block and unblock',
    doors: terminal,
  },
  server: {
    type: 'text',
    default: null,
    unset: "the operator's, for all servers",
    help: 'whose settings, as discord/123',
    doors: terminal,
    placeholder: 'door/id',
  },
  reason: {
    type: 'text',
    default: null,
    unset: 'none',
    help: 'block: why, as the one who is blocked is told',
    doors: terminal,
    placeholder: 'text',
  },
  limit,
  ...listOptions,
} as const satisfies OptionTable;

export const settings = {
  name: 'settings',
  summary: 'settings and limits of all servers or of one, who changed them, and who is kept out',
  options: settingsOptions,
  positional: ['action', 'name', 'value'],
  rest: null,
  examples: [
    'impasto settings',
    'impasto settings set max-steps 200',
    'impasto settings set allowed-channels "123, 456" --server discord/789',
    'impasto settings audit --server discord/789',
    'impasto settings block user discord/42 --reason spam',
  ],
} as const satisfies Command;

/** What moderators can do where they are: of their own server alone, so that nothing says which. */
export const serverSettingsOptions = {
  action: {
    type: 'choice',
    default: 'list',
    choices: ['list', 'set', 'unset', 'audit'],
    help: 'look, change, or see who changed what',
    doors: visited,
  },
  name: {
    type: 'text',
    default: null,
    unset: 'all of them',
    help: 'which setting',
    doors: visited,
  },
  value: {
    type: 'text',
    default: null,
    unset: 'none',
    help: 'the value, for set',
    doors: visited,
  },
} as const satisfies OptionTable;

export const serverSettings = {
  name: 'settings',
  summary: 'settings and limits of this server, for its moderators',
  options: serverSettingsOptions,
  positional: ['action', 'name', 'value'],
  rest: null,
  examples: ['/settings', '/settings set max-steps 200', '/settings unset max-steps'],
} as const satisfies Command;
