import type { Command } from './command.js';

export const queue = {
  name: 'queue',
  summary: 'what is being painted and who waits, with the time until it is done',
  options: {},
  positional: [],
  rest: null,
  examples: ['/queue'],
} as const satisfies Command;
