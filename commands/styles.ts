import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';

// Why not the page: it has no server whose people bring styles along; it shows what there is.
const chat = ['discord', 'slack'] as const;

export const serverStylesOptions = {
  action: {
    type: 'choice',
    default: 'list',
    choices: ['list', 'add', 'remove'],
    help: 'look at all, add a style to this server, or remove one that it added',
    doors: chat,
  },
  name: {
    type: 'text',
    default: null,
    unset: 'none',
    help: 'what the style is called, for add and remove',
    doors: chat,
  },
  image: {
    type: 'attachment',
    default: null,
    unset: 'none',
    help: 'the picture, for add',
    doors: chat,
  },
} as const satisfies OptionTable;

export const serverStyles = {
  name: 'styles',
  summary: 'the styles and sample photos there are; a server can add its own',
  options: serverStylesOptions,
  positional: ['action', 'name'],
  rest: null,
  examples: ['/styles'],
} as const satisfies Command;
