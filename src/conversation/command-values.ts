/** What was typed after a command, by its option table. */
import type { Command } from '../../commands/command.js';
import { StudioError } from '../errors.js';
import type { Requester } from '../job/job.js';
import type { OptionTable, ValuesOf } from '../request/option.js';
import { parseOptions, type RawValue } from '../request/parse.js';

export type RawValues = Readonly<Record<string, RawValue>>;

/** Unknown names that a refusal repeats. */
const toldStrangers = 5;

/** The options that can be given where a person is: those of the page, or those of one of the chats. */
export function optionsAt<Table extends OptionTable>({ door }: Requester, table: Table): Table {
  return Object.fromEntries(Object.entries(table).filter(([, { doors }]) => doors.includes(door))) as Table;
}

/** @throws StudioError 'option-unknown' that lists what there is. */
export function checkNames(
  command: string,
  table: OptionTable,
  raw: Readonly<Record<string, unknown>>,
): void {
  const known = Object.keys(table);
  const strangers = Object.keys(raw).filter((name) => !known.includes(name));
  if (strangers.length === 0) return;
  throw new StudioError('option-unknown', { command, options: strangers.slice(0, toldStrangers), known });
}

/**
 * The values of a command; options that cannot be given where the requester is have their defaults.
 * @throws StudioError 'option-unknown', 'option-invalid' or 'option-missing'.
 */
export function readValues<Table extends OptionTable>(
  { name, options }: Pick<Command, 'name'> & { readonly options: Table },
  raw: RawValues,
  requester: Requester,
): ValuesOf<Table> {
  checkNames(name, optionsAt(requester, options), raw);
  return parseOptions(options, raw);
}
