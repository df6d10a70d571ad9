/** What can be typed, from the commands themselves. */
import { answer, note, text } from './answer.js';
import type { Block, Reply } from './reply.js';

/** A command as help shows it. */
export interface HelpCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly HelpOption[];
  readonly examples: readonly string[];
}

export interface HelpOption {
  readonly name: string;
  readonly help: string;
  readonly isRequired: boolean;
  /** What it takes, as the end of "expected ...". */
  readonly expected: string;
  /** What holds without it; empty where it is required. */
  readonly otherwise: string;
}

/** `/stylize content style [size]` */
function usageOf({ name, options }: HelpCommand): string {
  const words = options.map((option) => (option.isRequired ? option.name : `[${option.name}]`));
  return [`/${name}`, ...words].join(' ');
}

export function presentHelp(commands: readonly HelpCommand[]): Reply {
  const rows = commands.map((command) => [usageOf(command), `${command.summary}`]);
  return answer('What you can do', [
    text(
      'Send a photo and a style, and it is painted for you: /stylize. It can be cancelled while it is painted.',
    ),
    { type: 'table', columns: ['Command', 'What it does'], rows },
    note('More of a command is told by its name, as in /help stylize.'),
  ]);
}

export function presentCommandHelp(command: HelpCommand): Reply {
  const { name, summary, options, examples } = command;
  const rows = options.map(({ name: option, help, expected, otherwise }) => [
    option,
    help,
    expected,
    otherwise,
  ]);
  const blocks: readonly (Block | null)[] = [
    text(`${usageOf(command)}\n${summary}.`),
    rows.length === 0
      ? null
      : { type: 'table', columns: ['Option', 'What it does', 'It takes', 'Without it'], rows },
    examples.length === 0 ? null : note(`For example:\n${examples.join('\n')}`),
  ];
  return answer(
    `/${name}`,
    blocks.filter((block) => block !== null),
  );
}
