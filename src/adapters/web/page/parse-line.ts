/** What a typed line asks for: `/stylize coffee harvest strength:70`. */
import type { PageCommand, PageOption } from '../protocol.js';
import { checkOption } from './check-option.js';
import { type Token, tokenize } from './tokens.js';
import { words } from './words.js';

/** A value as it was understood. */
export interface Given {
  readonly option: PageOption;
  readonly text: string;
  readonly problem: string | null;
}

export interface ParsedLine {
  /** null where the line names none. */
  readonly command: PageCommand | null;
  readonly given: readonly Given[];
  /** What keeps the line from being sent, in reading order; without what may still be missing. */
  readonly problems: readonly string[];
}

/** `strength:70`: which option a word names, if it names one. */
export function namedOption(
  { options }: PageCommand,
  text: string,
): { readonly option: PageOption; readonly value: string } | null {
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const name = text.slice(0, colon).toLowerCase();
  const option = options.find((row) => row.name === name);
  return option === undefined ? null : { option, value: text.slice(colon + 1) };
}

/** The options that words without a name fill, in order. */
export function positionalOptions({ positional, options }: PageCommand): readonly PageOption[] {
  return positional.flatMap((name) => options.filter((option) => option.name === name));
}

/** Which option the next word without a name fills; null where there is none. */
export function nextPositional(command: PageCommand, given: readonly Given[]): PageOption | null {
  const isGiven = (option: PageOption) => given.some((one) => one.option.name === option.name);
  return positionalOptions(command).find((row) => row.type === 'pictures' || !isGiven(row)) ?? null;
}

/** Reads a line that begins with a slash. */
export function parseLine(line: string, commands: readonly PageCommand[]): ParsedLine {
  const [head, ...rest] = tokenize(line);
  if (head === undefined || !head.text.startsWith('/')) {
    return { command: null, given: [], problems: [words.noSlash] };
  }
  const name = head.text.slice(1).toLowerCase();
  const command = commands.find((row) => row.name === name) ?? null;
  if (command === null) {
    const names = commands.map((row) => `/${row.name}`).join(', ');
    return { command, given: [], problems: [words.unknownCommand(name, names)] };
  }
  return readValues(command, rest);
}

function readValues(command: PageCommand, tokens: readonly Token[]): ParsedLine {
  const given: Given[] = [];
  const strangers: string[] = [];
  for (const { text } of tokens) {
    const named = namedOption(command, text);
    const option = named?.option ?? nextPositional(command, given);
    if (option === null) {
      const names = command.options.map((row) => row.name).join(', ');
      strangers.push(words.unknownOption(text, command.name, names));
      continue;
    }
    const value = named === null ? text : named.value;
    // Why replaced: who types an option twice means the second.
    const before = given.findIndex((one) => one.option.name === option.name);
    if (before >= 0 && option.type !== 'pictures') given.splice(before, 1);
    given.push({ option, text: value, problem: checkOption(option, value) });
  }
  const problems = given.flatMap(({ problem }) => problem ?? []);
  return { command, given, problems: [...problems, ...strangers] };
}

/** Which options a command needs and nobody has given. */
export function missingOptions(command: PageCommand, has: ReadonlySet<string>): readonly PageOption[] {
  return command.options.filter(({ name, required }) => required && !has.has(name));
}

/** The names of the options that are given. */
export const namesOf = (given: readonly Given[]): readonly string[] => given.map(({ option }) => option.name);
