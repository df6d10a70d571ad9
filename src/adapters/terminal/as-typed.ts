/** An option is called here as it is typed. */
import type { Command } from '../../../commands/command.js';
import { StudioError } from '../../errors.js';

/**
 * Puts `--` before the name of the command's option that a failure speaks of; places and settings have bare names.
 * @param command null before one was recognised
 */
export function asTyped(error: StudioError, command: Command | null): StudioError {
  if (error.code !== 'option-invalid' && error.code !== 'option-missing') return error;
  const { option } = error.context as { readonly option: string };
  const isFlag =
    command !== null && Object.hasOwn(command.options, option) && !command.positional.includes(option);
  if (!isFlag) return error;
  const typed = new StudioError(error.code, { ...error.context, option: `--${option}` } as never);
  if (error.stack !== undefined) typed.stack = error.stack;
  return typed;
}
