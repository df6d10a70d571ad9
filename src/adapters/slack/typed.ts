/** What was typed after `/stylize`: the first word names another command, else styles and options of the form. */
import { type CommandName, commands, isCommandName } from '../../../commands/all.js';
import type { Command } from '../../../commands/command.js';
import { stylizeInChatOptions } from '../../../commands/stylize-in-chat.js';
import { StudioError } from '../../errors.js';
import type { OptionTable } from '../../request/option.js';
import { formatNumber, parseOption, type RawValue } from '../../request/parse.js';

export type Typed =
  /** What the form begins with. */
  | {
      readonly type: 'form';
      /** Names of styles, or what is meant to be some; '' = none. */
      readonly styles: string;
      /** By option name, such as the form's fields take. */
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'command';
      readonly name: Exclude<CommandName, 'stylize'>;
      readonly values: Readonly<Record<string, RawValue>>;
    };

/** How Slack writes what would be marks in a text: docs.slack.dev/messaging/formatting-message-text. */
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Words between spaces, or between quotes as keyboards make them; before those the name of an option may stand. */
const word = /((?:[a-z-]+[:=])?)(?:"([^"]*)"|“([^”]*)”)|(\S+)/gi;

/** Longer texts are no commands: nobody types so much into one line. */
const mostLetters = 3000;

function toWords(text: string): readonly string[] {
  const plain = text.slice(0, mostLetters).replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity]!);
  return [...plain.matchAll(word)].map(
    ([, name = '', straight, curly, bare]) => bare ?? `${name}${straight ?? curly ?? ''}`,
  );
}

/** `limit:5`, or words in the order of the command's positions; a text at their end may have several words. */
function readValues({ name, options, positional }: Command, words: readonly string[]) {
  const values: Record<string, string> = {};
  const known = Object.keys(options);
  for (const one of words) {
    const [, option = '', value = ''] = /^([a-z-]+)[:=](.+)$/is.exec(one) ?? [];
    const named = option.toLowerCase();
    if (known.includes(named)) {
      values[named] = value;
      continue;
    }
    const next = positional.find((position) => values[position] === undefined);
    const last = positional.at(-1);
    if (next !== undefined) values[next] = one;
    else if (last !== undefined && options[last]!.type === 'text') values[last] += ` ${one}`;
    else throw new StudioError('option-unknown', { command: name, options: [one], known });
  }
  return values;
}

const formOptions: OptionTable = stylizeInChatOptions;

/** A value as the form's fields take it. @throws StudioError 'option-invalid'. */
function toFilled(name: string, text: string): string {
  const value: unknown = parseOption(name, formOptions[name]!, text);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  // Why not every number as it was typed: a field takes no `.5` and no `1e-7`, which have to be read before.
  if (typeof value === 'number') return /^\d+(?:\.\d+)?$/.test(text) ? text : formatNumber(value);
  return typeof value === 'string' ? value : text;
}

/** `preset:`, words without a name, or both are the styles; what else has a name is an option. */
function readForm(words: readonly string[]): Typed {
  const values: Record<string, string> = {};
  const styles: string[] = [];
  for (const one of words) {
    const [, option = '', value = ''] = /^([a-z-]+)[:=](.+)$/is.exec(one) ?? [];
    const name = option.toLowerCase();
    if (name === 'preset') styles.push(value);
    else if (Object.hasOwn(formOptions, name)) values[name] = toFilled(name, value.trim());
    else styles.push(one);
  }
  return { type: 'form', styles: styles.join(' '), values };
}

/** @throws StudioError 'option-unknown' for words that a command has no place for, 'option-invalid' for a form's. */
export function readTyped(text: string): Typed {
  const words = toWords(text);
  const [head, ...rest] = words;
  const name = head?.toLowerCase().replace(/^\//, '') ?? '';
  if (!isCommandName(name)) return readForm(words);
  // Why: `/stylize stylize harvest` says it twice, and means it once.
  if (name === 'stylize') return readForm(rest);
  return { type: 'command', name, values: readValues(commands[name], rest) };
}
