import { benchOptions } from '../src/request/bench-options.js';
import type { Command } from './command.js';

export const bench = {
  name: 'bench',
  summary: 'how fast each engine is here, on the same picture',
  options: benchOptions,
  positional: [],
  rest: null,
  examples: ['impasto bench', 'impasto bench --size 512 --steps 4 --json'],
} as const satisfies Command;
