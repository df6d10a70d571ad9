/** Texts to typed values, by the option table; and numbers back. */
import { StudioError } from '../errors.js';
import { maxLayerWeight, parseLayers } from './layers.js';
import type { ListOption, Option, OptionTable, ValueOf, ValuesOf } from './option.js';

/** What a door hands over for one option: text as typed, several of them, or whether a flag is there. */
export type RawValue = string | readonly string[] | boolean | undefined;

/** What an option takes, as the end of "expected ...". */
export function describeExpected(option: Option): string {
  switch (option.type) {
    case 'integer':
      return `a whole number from ${option.min} to ${option.max}`;
    case 'number':
      return `a number from ${option.min} to ${option.max}`;
    case 'size':
      return `a whole number from ${option.min} to ${option.max}, or ${option.choices.join(', ')}`;
    case 'choice':
      return `one of ${option.choices.join(', ')}`;
    case 'picture':
      return `one of ${option.choices.join(', ')}, or a picture`;
    case 'attachment':
      return 'a picture that is sent along';
    case 'flag':
      return 'on or off';
    case 'text':
      return 'a text that is not empty';
    case 'layers':
      return `layers of VGG19 (conv1_1 to conv5_4) with a weight from 0 to ${maxLayerWeight} after the colon, as in conv1_1:2,conv4_1`;
    case 'list':
      return option.separator === undefined
        ? 'a text that is not empty'
        : `texts that are not empty, with "${option.separator}" between them`;
  }
}

const wholeNumber = /^[+-]?\d+$/;
// Why exponents: weights of losses are told in powers of ten.
const decimalNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

function parseNumber(text: string, form: RegExp, { min, max }: { min: number; max: number }): number | null {
  const value = form.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

/** A number as it is typed: without a power of ten, and with every digit: the same number when it is read. */
export function formatNumber(value: number): string {
  const [digits = '', places] = String(value).split('e-');
  return places === undefined ? digits : `0.${'0'.repeat(Number(places) - 1)}${digits.replace('.', '')}`;
}

const flags: Readonly<Record<string, boolean>> = { on: true, off: false, true: true, false: false };

/** One text to a value, or null where it is none. */
function parseText(option: Option, raw: string): unknown {
  const text = raw.trim();
  const word = text.toLowerCase();
  switch (option.type) {
    case 'integer':
      return parseNumber(text, wholeNumber, option);
    case 'number':
      return parseNumber(text, decimalNumber, option);
    case 'size':
      return option.choices.find((choice) => choice === word) ?? parseNumber(text, wholeNumber, option);
    case 'choice':
      return option.choices.find((choice) => choice === word) ?? null;
    case 'flag':
      return flags[word] ?? null;
    case 'picture':
      return option.choices.find((choice) => choice === word) ?? (text === '' ? null : raw);
    case 'attachment':
      return null;
    case 'text':
      return text === '' ? null : raw;
    case 'layers':
      return parseLayers(word);
    case 'list':
      return text === '' ? null : option.separator === undefined ? raw : text;
  }
}

function splitList({ separator }: ListOption, raw: string | readonly string[]): readonly string[] {
  const texts = [raw].flat();
  return separator === undefined ? texts : texts.flatMap((text) => text.split(separator));
}

/**
 * The value of one option.
 * @param name how the person calls it, for messages.
 * @param fallback taken where nothing is given; the row's own default if absent.
 * @throws StudioError 'option-invalid' or 'option-missing'.
 */
export function parseOption<Row extends Option>(
  name: string,
  option: Row,
  raw: RawValue,
  fallback?: ValueOf<Row> | undefined,
): ValueOf<Row> {
  const isGiven = raw !== undefined && !(Array.isArray(raw) && raw.length === 0);
  if (!isGiven) {
    if (option.required) throw new StudioError('option-missing', { option: name });
    return fallback ?? (option.default as ValueOf<Row>);
  }
  const parseOne = (text: string) => {
    const value = parseText(option, text);
    if (value !== null) return value;
    throw new StudioError('option-invalid', {
      option: name,
      value: text,
      expected: describeExpected(option),
    });
  };
  if (typeof raw === 'boolean') return parseOne(String(raw)) as ValueOf<Row>;
  if (option.type === 'list') return splitList(option, raw).map(parseOne) as unknown as ValueOf<Row>;
  if (typeof raw !== 'string') {
    throw new StudioError('option-invalid', {
      option: name,
      value: raw.join(' '),
      expected: `${describeExpected(option)}, once`,
    });
  }
  return parseOne(raw) as ValueOf<Row>;
}

/**
 * The values of a whole table.
 * @param raw by option name; a name that is none of the table's is a programmer's mistake.
 * @param fallbacks what stands for the table's default where this installation has another.
 * @throws StudioError for the first option that is wrong, in the table's order.
 */
export function parseOptions<Table extends OptionTable>(
  table: Table,
  raw: Readonly<Record<string, RawValue>>,
  fallbacks: Partial<ValuesOf<Table>> = {},
): ValuesOf<Table> {
  const stranger = Object.keys(raw).find((name) => !Object.hasOwn(table, name));
  if (stranger !== undefined) throw new TypeError(`Expected a known option, got \`${stranger}\``);
  const entries = Object.entries(table).map(([name, option]) => [
    name,
    parseOption(name, option, raw[name], fallbacks[name]),
  ]);
  return Object.fromEntries(entries);
}
