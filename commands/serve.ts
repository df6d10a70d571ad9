import type { Command } from './command.js';

export const serve = {
  name: 'serve',
  summary: 'serve jobs: paint what waits, one picture a slot, until it is told to stop',
  options: {},
  positional: [],
  rest: null,
  examples: ['impasto serve'],
} as const satisfies Command;
