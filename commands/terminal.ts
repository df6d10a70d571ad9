/** All that can be typed in a terminal, in the order in which its help lists them. */
import { bench } from './bench.js';
import type { Command } from './command.js';
import { deploy } from './deploy.js';
import { explore } from './explore.js';
import { grid } from './grid.js';
import { info } from './info.js';
import { jobs } from './jobs.js';
import { doctor, layers, recipes, styles } from './lists.js';
import { score } from './score.js';
import { serve } from './serve.js';
import { settings } from './settings.js';
import { stylize } from './stylize.js';

export const terminalCommands = {
  ...{
    stylize,
    grid,
    explore,
    info,
    score,
    styles,
    recipes,
    layers,
    doctor,
    bench,
    serve,
    deploy,
    jobs,
    settings,
  },
} as const satisfies Readonly<Record<string, Command>>;

export type TerminalCommandName = keyof typeof terminalCommands;
