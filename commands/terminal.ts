/** All that can be typed in a terminal, in the order in which its help lists them. */
import type { Command } from './command.js';
import { deploy } from './deploy.js';
import { info } from './info.js';
import { jobs } from './jobs.js';
import { doctor, layers, recipes, styles } from './lists.js';
import { score } from './score.js';
import { serve } from './serve.js';
import { settings } from './settings.js';
import { stylize } from './stylize.js';

export const terminalCommands = {
  ...{ stylize, info, score, styles, recipes, layers, doctor, serve, deploy, jobs, settings },
} as const satisfies Readonly<Record<string, Command>>;

export type TerminalCommandName = keyof typeof terminalCommands;
