import { infoOptions } from '../src/request/options.js';
import type { Command } from './command.js';

export const info = {
  name: 'info',
  summary: 'how a picture was painted, and the command that paints it again',
  options: infoOptions,
  positional: ['image'],
  rest: null,
  examples: ['impasto info painted.png', 'impasto info painted.png --json'],
} as const satisfies Command;
