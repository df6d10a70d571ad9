/** What is offered on Discord: the commands of commands/, of which `/stylize` takes its pictures as attachments. */
import { type CommandName, commands } from '../../../commands/all.js';
import type { Command } from '../../../commands/command.js';
import type { OptionTable } from '../../request/option.js';

const chat = ['chat'] as const;
const { strength, size, steps, colors, recipe, seed } = commands.stylize.options;

/** A command has one list of options, so that a style is an attachment or a name: two options, of which one is given. */
export const stylizeOptions = {
  content: {
    type: 'attachment',
    default: null,
    required: true,
    help: 'the photo to paint',
    doors: chat,
  },
  style: {
    type: 'attachment',
    default: null,
    unset: 'the preset',
    help: 'the picture whose style it gets; or choose a preset',
    doors: chat,
  },
  preset: {
    type: 'text',
    default: null,
    unset: 'you are asked, or the preset of this server',
    help: 'a style picture that is here already',
    doors: chat,
  },
  ...{ strength, size, steps, colors, recipe, seed },
  private: {
    type: 'flag',
    default: false,
    help: 'only you see the picture',
    doors: chat,
  },
} as const satisfies OptionTable;

/** By name, in the order of commands/. Of the options, those count that have the door `chat`. */
export const offered = {
  ...commands,
  stylize: { ...commands.stylize, options: stylizeOptions },
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
