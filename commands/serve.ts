import type { Command } from './command.js';

export const serve = {
  name: 'serve',
  summary: 'open the page for a browser and paint what is asked for there, until it is told to stop',
  options: {},
  positional: [],
  rest: null,
  examples: ['impasto serve'],
} as const satisfies Command;
