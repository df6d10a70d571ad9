/** Commands as data to a commander program: arguments, options, help. */
import { Option, Command as Program } from 'commander';
import type { Command } from '../../../commands/command.js';

/** What was typed, by option name: a text, several of them, or true for a flag. Absent where nothing was typed. */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean>>;

export interface ProgramParts {
  readonly version: string;
  readonly commands: readonly Command[];
  /** Does what a command says. */
  readonly act: (command: Command, typed: Typed) => Promise<void>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

type Row = Command['options'][string];

/** Builds the program. Its `parseAsync` throws commander's CommanderError for help (exit code 0) and wrong use. */
export function buildProgram({ version, commands, act, stdout, stderr }: ProgramParts): Program {
  const program = new Program('impasto')
    .description('Paints a photo in the style of a picture.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: stdout,
      writeErr: stderr,
      outputError: (text, write) =>
        write(`impasto: ${oneLine(text)} \`impasto --help\` shows what there is.\n`),
    });
  for (const command of commands) addCommand(program, command, act);
  return program;
}

function addCommand(program: Program, command: Command, act: ProgramParts['act']): void {
  const { name, summary, options, positional, rest, examples, waivedBy } = command;
  const sub = program.command(name).description(summary).allowExcessArguments(false);
  for (const option of positional) {
    const row = options[option]!;
    const name = row.placeholder ?? option;
    const isNeeded = row.required && waivedBy === undefined;
    sub.argument(isNeeded ? `<${name}>` : `[${name}]`, describeRow(row));
  }
  if (rest !== null) sub.argument('[more...]', `further values for --${rest}`);
  for (const [option, row] of Object.entries(options)) {
    if (positional.includes(option) || !row.doors.includes('terminal')) continue;
    const flag = new Option(describeFlags(option, row), describeRow(row));
    // A list gathers its values; of any other option the last one counts, as users of shells expect.
    if (row.type === 'list') flag.argParser((value, before?: string[]) => [...(before ?? []), value]);
    const heading = headingOf(command, option);
    sub.addOption(heading === null ? flag : flag.helpGroup(`${heading}:`));
  }
  const lines = examples.filter((line) => line.startsWith('impasto '));
  if (lines.length > 0) {
    sub.addHelpText('after', `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  }
  sub.configureOutput({
    outputError: (text, write) =>
      write(`impasto: ${oneLine(text)} \`impasto ${name} --help\` shows what it takes.\n`),
  });
  sub.action(async (...given: unknown[]) => {
    const places = given.slice(0, positional.length);
    const more = rest === null ? [] : (given[positional.length] as readonly string[]);
    const typed: Record<string, string | readonly string[] | boolean> = {};
    for (const option of Object.keys(options)) {
      const value = sub.opts()[camelCase(option)];
      if (value !== undefined) typed[option] = value;
    }
    for (const [index, option] of positional.entries()) {
      if (places[index] !== undefined) typed[option] = places[index] as string;
    }
    if (rest !== null) typed[rest] = [...((typed[rest] as readonly string[] | undefined) ?? []), ...more];
    await act(command, typed);
  });
}

function headingOf({ groups = [] }: Command, option: string): string | null {
  return groups.findLast(([, options]) => Object.hasOwn(options, option))?.[0] ?? null;
}

function describeFlags(option: string, row: Row): string {
  const short = row.short === undefined ? '' : `-${row.short}, `;
  return `${short}--${option}${row.type === 'flag' ? '' : ` <${row.placeholder ?? option}>`}`;
}

/** Help, range and default in one line. */
function describeRow(row: Row): string {
  const range = 'min' in row ? ` (${row.min} to ${row.max})` : '';
  const choices = row.type === 'choice' ? ` (${row.choices.join(', ')})` : '';
  const fallback = row.type === 'flag' || row.required ? null : (row.default ?? row.unset);
  return `${row.help}${range}${choices}${fallback === null ? '' : ` [${fallback}]`}`;
}

function camelCase(option: string): string {
  return option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Commander's sentence as ours: without its prefix, its suggestion in the same line, ended by a full stop. */
function oneLine(text: string): string {
  const line = text
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return /[.?)]$/.test(line) ? line : `${line}.`;
}
