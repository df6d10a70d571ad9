import type { Command } from './command.js';

export const serve = {
  name: 'serve',
  summary:
    'open the page, and each chat that has its token, and paint what people ask for until told to stop',
  options: {},
  positional: [],
  rest: null,
  examples: ['impasto serve'],
} as const satisfies Command;
