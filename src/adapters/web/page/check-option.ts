/** Whether a text is a value of an option, before it is sent. The service decides; this only saves a way. */
import type { PageOption } from '../protocol.js';
import { words } from './words.js';

type Row = Readonly<Pick<PageOption, 'name' | 'type' | 'min' | 'max' | 'choices'>>;

const within = (value: number, { min, max }: Row) =>
  (min === null || value >= min) && (max === null || value <= max);
const isInteger = (text: string, row: Row) => /^[+-]?\d+$/.test(text) && within(Number(text), row);
const isNumber = (text: string, row: Row) =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) && within(Number(text), row);
const isChoice = (text: string, { choices }: Row) => choices.includes(text.toLowerCase());

interface Kind {
  takes(text: string, row: Row): boolean;
  /** As the end of "expected ...". */
  expected(row: Row): string;
}

const kinds: Readonly<Record<PageOption['type'], Kind>> = {
  integer: { takes: isInteger, expected: ({ min, max }) => words.integer(min, max) },
  number: { takes: isNumber, expected: ({ min, max }) => words.number(min, max) },
  size: {
    takes: (text, row) => isChoice(text, row) || isInteger(text, row),
    expected: ({ min, max, choices }) => words.or(words.integer(min, max), choices.join(', ')),
  },
  choice: { takes: isChoice, expected: ({ choices }) => words.oneOf(choices) },
  // Why with choices: a text option may know its values, as the recipe does.
  text: {
    takes: (text, row) => text !== '' && (row.choices.length === 0 || isChoice(text, row)),
    expected: ({ choices }) => (choices.length === 0 ? words.someText : words.oneOf(choices)),
  },
  // Why no more: which layers there are, and that none is named twice, the service knows.
  layers: {
    takes: (text) =>
      /^(conv|relu)[1-5]_[1-4](:[\d.]+(e[+-]?\d+)?)?(\s*,\s*(conv|relu)[1-5]_[1-4](:[\d.]+(e[+-]?\d+)?)?)*$/i.test(
        text,
      ),
    expected: () => words.layers,
  },
  picture: { takes: (text) => text !== '', expected: () => words.someText },
  pictures: { takes: (text) => text !== '', expected: () => words.someText },
  flag: {
    takes: (text) => ['on', 'off', 'true', 'false'].includes(text.toLowerCase()),
    expected: () => words.onOff,
  },
};

/** What is wrong with a value, or null where nothing is. */
export function checkOption(option: Row, text: string): string | null {
  const kind = kinds[option.type];
  const trimmed = text.trim();
  return kind.takes(trimmed, option) ? null : words.expected(option.name, trimmed, kind.expected(option));
}
