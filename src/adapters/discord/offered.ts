/** What is offered on Discord: the commands of commands/, of which `/stylize` takes its pictures as attachments. */
import { type CommandName, commands } from '../../../commands/all.js';
import type { Command } from '../../../commands/command.js';
import { stylizeInChat } from '../../../commands/stylize-in-chat.js';

/** By name, in the order of commands/. Of the options, those count that have the door `discord`. */
export const offered = {
  ...commands,
  stylize: stylizeInChat,
} as const satisfies Readonly<Record<CommandName, Command>>;

export type Offered = typeof offered;

/** The command in the menu of a message, by its fixed name. */
export const messageCommand = 'Stylize this image';

/** Where Discord asks us, while somebody types, what could be meant: `command.option`. */
export const suggested: ReadonlySet<string> = new Set([
  'stylize.preset',
  'stylize.size',
  'stylize.recipe',
  'styles.name',
  'status.job',
  'cancel.job',
  'settings.name',
  'help.command',
]);
