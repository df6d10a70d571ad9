/** What was typed after a command, by its option table. */
import type { Command } from '../../commands/command.js';
import { StudioError } from '../errors.js';
import type { OptionTable, ValuesOf } from '../request/option.js';
import { parseOptions, type RawValue } from '../request/parse.js';

export type RawValues = Readonly<Record<string, RawValue>>;

/** Unknown names that a refusal repeats. */
const toldStrangers = 5;

/** The options that can be given where people talk: the terminal's own are none of theirs. */
export function visitedOptions<Table extends OptionTable>(table: Table): Table {
  const rows = Object.entries(table).filter(
    ([, { doors }]) => doors.includes('page') || doors.includes('chat'),
  );
  return Object.fromEntries(rows) as Table;
}

/** @throws StudioError 'option-unknown' that lists what there is. */
export function checkNames(command: string, table: OptionTable, raw: RawValues): void {
  const known = Object.keys(table);
  const strangers = Object.keys(raw).filter((name) => !known.includes(name));
  if (strangers.length === 0) return;
  throw new StudioError('option-unknown', { command, options: strangers.slice(0, toldStrangers), known });
}

/** @throws StudioError 'option-unknown', 'option-invalid' or 'option-missing'. */
export function readValues<Table extends OptionTable>(
  { name, options }: Pick<Command, 'name'> & { readonly options: Table },
  raw: RawValues,
): ValuesOf<Table> {
  const table = visitedOptions(options);
  checkNames(name, table, raw);
  return parseOptions(table, raw);
}
