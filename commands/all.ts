/** All that can be typed where people talk: the page and the chats derive their commands from these. */
import { cancel } from './cancel.js';
import type { Command } from './command.js';
import { help } from './help.js';
import { history } from './history.js';
import { recipes } from './lists.js';
import { privacy } from './privacy.js';
import { queue } from './queue.js';
import { serverSettings } from './settings.js';
import { status } from './status.js';
import { serverStyles } from './styles.js';
import { stylize } from './stylize.js';

/** By name, in the order in which help lists them. Of their options, those count that have the door. */
export const commands = {
  stylize,
  styles: serverStyles,
  recipes,
  queue,
  status,
  cancel,
  history,
  settings: serverSettings,
  privacy,
  help,
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

/** Whether a text names one of them. */
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);
