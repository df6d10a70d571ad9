/** The commands as help shows them: from their tables. */
import { type CommandName, commands, isCommandName } from '../../commands/all.js';
import type { Command } from '../../commands/command.js';
import { stylizeInChat } from '../../commands/stylize-in-chat.js';
import { StudioError } from '../errors.js';
import type { Requester } from '../job/job.js';
import { type HelpCommand, presentCommandHelp, presentHelp } from '../reply/present-help.js';
import type { Reply } from '../reply/reply.js';
import type { Option } from '../request/option.js';
import { describeExpected } from '../request/parse.js';
import { optionsAt } from './command-values.js';

const words: Readonly<Record<string, string>> = { true: 'on', false: 'off' };

function otherwise({ required, default: value, unset }: Option): string {
  if (required) return '';
  return value === null ? (unset ?? '') : (words[String(value)] ?? String(value));
}

/** The commands as they are where a person is. */
const commandsAt = ({ door }: Requester): Readonly<Record<CommandName, Command>> =>
  door === 'page' ? commands : { ...commands, stylize: stylizeInChat };

function toHelp({ name, summary, options, examples }: Command, requester: Requester): HelpCommand {
  return {
    ...{ name, summary },
    options: Object.entries(optionsAt(requester, options)).map(([option, row]) => ({
      ...{ name: option, help: row.help, isRequired: row.required === true },
      ...{ expected: describeExpected(row), otherwise: otherwise(row) },
    })),
    examples: examples.filter((line) => line.startsWith('/')),
  };
}

/**
 * @param typed a command's name, with or without its slash; null = all. @param requester who asks: options are those of
 *   their door. @throws StudioError 'command-unknown'.
 */
export function help(typed: string | null, requester: Requester): Reply {
  const here = commandsAt(requester);
  if (typed === null) return presentHelp(Object.values(here).map((command) => toHelp(command, requester)));
  const name = typed.trim().toLowerCase().replace(/^\//, '');
  if (!isCommandName(name)) throw new StudioError('command-unknown', { name, known: Object.keys(here) });
  return presentCommandHelp(toHelp(here[name], requester));
}
