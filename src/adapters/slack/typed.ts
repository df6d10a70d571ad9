/** What was typed after `/stylize`: the first word names another command, or a style. */
import { type CommandName, commands, isCommandName } from '../../../commands/all.js';
import type { Command } from '../../../commands/command.js';
import { StudioError } from '../../errors.js';
import type { RawValue } from '../../request/parse.js';

export type Typed =
  /** Nothing. */
  | { readonly type: 'form' }
  | {
      readonly type: 'command';
      readonly name: Exclude<CommandName, 'stylize'>;
      readonly values: Readonly<Record<string, RawValue>>;
    }
  /** A style's name, or what is meant to be one. */
  | { readonly type: 'words'; readonly words: string };

/** How Slack writes what would be marks in a text: docs.slack.dev/messaging/formatting-message-text. */
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Words between spaces, or between quotes as keyboards make them. */
const word = /"([^"]*)"|“([^”]*)”|(\S+)/g;

/** Longer texts are no commands: nobody types so much into one line. */
const mostLetters = 3000;

function toWords(text: string): readonly string[] {
  const plain = text.slice(0, mostLetters).replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity]!);
  return [...plain.matchAll(word)].map(([, straight, curly, bare]) => straight ?? curly ?? bare ?? '');
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

/** @throws StudioError 'option-unknown' for words that a command has no place for. */
export function readTyped(text: string): Typed {
  const words = toWords(text);
  const [head, ...rest] = words;
  if (head === undefined) return { type: 'form' };
  const name = head.toLowerCase().replace(/^\//, '');
  if (!isCommandName(name)) return { type: 'words', words: words.join(' ') };
  // Why: `/stylize stylize harvest` says it twice, and means it once.
  if (name === 'stylize')
    return rest.length === 0 ? { type: 'form' } : { type: 'words', words: rest.join(' ') };
  return { type: 'command', name, values: readValues(commands[name], rest) };
}
