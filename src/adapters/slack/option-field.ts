/** A row of the option table as the element of an input. */
import type { types } from '@slack/bolt';
import { describeEmpty } from '../../reply/form-words.js';
import type { Option } from '../../request/option.js';
import { describeExpected } from '../../request/parse.js';
import { plainText } from './blocks/text-objects.js';
import { type Field, fieldLimits, named, toMenu, toOption } from './fields.js';

/** What a row's field begins with, and what it says while it is empty. */
export interface Beginning {
  /** null = empty. */
  readonly value: string | null;
  readonly empty: string;
  /** How a choice is called; the word itself where it is not said. */
  readonly nameChoice?: (choice: string) => string;
}

const placeholder = (empty: string) =>
  empty === '' ? {} : { placeholder: plainText(empty, fieldLimits.placeholder) };

const toText = (_: Option, { value, empty }: Beginning): types.PlainTextInput => ({
  ...{ type: 'plain_text_input', ...named, max_length: fieldLimits.text, ...placeholder(empty) },
  ...(value === null ? {} : { initial_value: value.slice(0, fieldLimits.text) }),
});

/** As Slack takes them. */
const numeral = /^-?\d+(?:\.\d+)?$/;

const toNumber = (
  { type, min, max }: Extract<Option, { readonly type: 'integer' | 'number' }>,
  { value, empty }: Beginning,
): types.NumberInput => ({
  ...{ type: 'number_input', ...named, is_decimal_allowed: type === 'number' },
  ...{ min_value: String(min), max_value: String(max), ...placeholder(empty) },
  ...(value !== null && numeral.test(value) ? { initial_value: value } : {}),
});

const toChoices = (choices: readonly string[], { value, empty, nameChoice = (one) => one }: Beginning) =>
  toMenu(
    choices.map((choice) => toOption(choice, nameChoice(choice))),
    value,
    empty === '' ? undefined : empty,
  );

type Fields = {
  readonly [Type in Option['type']]: (
    row: Extract<Option, { readonly type: Type }>,
    beginning: Beginning,
  ) => Field;
};

const fields: Fields = {
  integer: toNumber,
  number: toNumber,
  // Why text: numbers and words in one option.
  size: toText,
  text: toText,
  picture: toText,
  list: toText,
  layers: toText,
  choice: ({ choices }, beginning) => toChoices(choices, beginning),
  flag: (_, beginning) => toChoices(['on', 'off'], beginning),
  attachment: () => ({ type: 'file_input', ...named, max_files: 1 }),
};

export function toField(row: Option, beginning: Beginning): Field {
  const field = fields[row.type] as (row: Option, beginning: Beginning) => Field;
  return field(row, beginning);
}

const asSentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** `Steps at full size. A whole number from 1 to 5000.`: what a menu offers needs no word. */
export function describeOption(row: Option): string {
  const range = 'min' in row ? [asSentence(describeExpected(row))] : [];
  return [asSentence(row.help), ...range].join(' ');
}

const words: Readonly<Record<string, string>> = { true: 'on', false: 'off' };

/** What holds where a field is left empty. */
export const describeDefault = ({ default: value, unset }: Option): string =>
  describeEmpty(value === null ? (unset ?? '') : (words[String(value)] ?? String(value)));
