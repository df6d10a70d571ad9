/** How a sheet of many pictures was made, as plain JSON that its own file carries: what was typed, and where it was computed. */
import { maxRecordLength } from '../image/record.js';
import type { OptionTable } from './option.js';
import { engineOptions } from './options.js';
import type { RawValue } from './parse.js';
import { asciiJson, type RecordedValue } from './record.js';
import { exploreOptions, gridOptions } from './sheet-options.js';

const tables = { grid: gridOptions, explore: exploreOptions } as const satisfies Readonly<
  Record<string, OptionTable>
>;
export type SheetCommand = keyof typeof tables;

export interface SheetRecord {
  /** Told from a picture's, which has a number. */
  readonly version: typeof version;
  readonly command: SheetCommand;
  /** As typed, by option; without what shapes no picture. */
  readonly typed: Readonly<Record<string, RecordedValue>>;
  /** As found: the same bytes come back only there. */
  readonly where: Readonly<Partial<Record<keyof typeof engineOptions, string>>>;
}

const version = 'sheet-1';

/** Options that shape no picture of the sheet, or that stand in `where`. */
const elsewhere: ReadonlySet<string> = new Set(['output', 'json', 'quiet', ...Object.keys(engineOptions)]);

const isShaping = (command: SheetCommand, name: string) =>
  Object.hasOwn(tables[command], name) && !elsewhere.has(name);

/** @returns null for one that is too long for a file. */
export function formatSheetRecord(
  command: SheetCommand,
  typed: Readonly<Record<string, RawValue>>,
  where: SheetRecord['where'],
): string | null {
  const kept = Object.entries(typed).filter(
    ([name, value]) => isShaping(command, name) && value !== undefined && value !== false,
  );
  const text = asciiJson({ version, command, typed: Object.fromEntries(kept), where });
  return text.length > maxRecordLength ? null : text;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * A record from a file that may be anybody's: what is not of its kind is left out.
 * @returns null for a text that is none of a sheet.
 */
export function parseSheetRecord(text: string): SheetRecord | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // Why: anybody can put anything there; it is no record then.
    return null;
  }
  if (!isObject(read) || read.version !== version) return null;
  const command = (Object.keys(tables) as SheetCommand[]).find((name) => name === read.command);
  if (command === undefined) return null;
  const table: OptionTable = tables[command];
  const isKept = ([name, value]: [string, unknown]): boolean => {
    if (!isShaping(command, name)) return false;
    const { type } = table[name]!;
    if (type === 'flag') return value === true;
    if (type === 'list') return Array.isArray(value) && value.length > 0 && value.every(isText);
    return isText(value);
  };
  const entries = (value: unknown) => Object.entries(isObject(value) ? value : {});
  return {
    ...{ version, command },
    typed: Object.fromEntries(entries(read.typed).filter(isKept)) as SheetRecord['typed'],
    where: Object.fromEntries(
      entries(read.where).filter(([name, value]) => Object.hasOwn(engineOptions, name) && isText(value)),
    ),
  };
}
