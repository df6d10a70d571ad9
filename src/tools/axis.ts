/** An axis of a grid: `option=value,value` to the values that its pictures differ in. */
import type { WeightsFamily } from '../engine/recipe/recipe.js';
import { findRecipe, noChanges, resolveRecipe } from '../engine/recipe/resolve.js';
import { StudioError } from '../errors.js';
import type { Option } from '../request/option.js';
import { paintingOptions, pictureOptions } from '../request/options.js';
import { formatNumber, type RawValue } from '../request/parse.js';

/** Options of one picture as typed, by name. */
export type Typed = Readonly<Record<string, RawValue>>;

export interface AxisValue {
  /** As written on the sheet, without the axis' name. */
  readonly label: string;
  /** What is typed for a picture, with the value in it. @throws StudioError 'option-invalid'. */
  readonly set: (typed: Typed, family: WeightsFamily) => Typed;
}

export interface Axis {
  /** As written on the sheet. */
  readonly name: string;
  /** Options that it brings values for. */
  readonly sets: readonly string[];
  /** Whether it reads what other options say, the other axis' among them: it is set after that. */
  readonly isLast: boolean;
  readonly values: readonly AxisValue[];
}

/** The options that shape a picture: each can be an axis, by its own name. */
const axisOptions: Readonly<Record<string, Option>> = { ...pictureOptions, ...paintingOptions };
/** Other words for them, as people say. */
const synonyms: Readonly<Record<string, string>> = { photo: 'content', preset: 'style', balance: 'ratio' };

interface Word {
  readonly sets: string;
  /** @returns beta, in the recipe's own scale. */
  readonly beta: (value: number, alpha: number) => number;
}

/**
 * Weights as a recipe's source counts them: beta carries the gain for the weights in use (balance.ts), where the option
 * style-weight is taken as it is. A ratio is alpha / beta, at the recipe's alpha or the one asked for.
 */
const words: Readonly<Record<string, Word>> = {
  beta: { sets: 'style-weight', beta: (value) => value },
  ratio: { sets: 'style-weight', beta: (value, alpha) => alpha / value },
};

const form = /^\s*([a-z][a-z-]*)\s*=(.*)$/s;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * @param texts as typed, of one axis. One alone is parted at `;`, else at commas; several, which must be of the same option,
 *   at `;` alone.
 * @param name of the axis, for messages.
 * @throws StudioError 'option-invalid' for a word that is no axis; what is wrong with a value is told when it is parsed.
 */
export function parseAxis(texts: readonly string[], name: 'x' | 'y'): Axis {
  const refuse = (value: string, expected: string) =>
    new StudioError('option-invalid', { option: name, value, expected });
  const entries = texts.map((text) => {
    const [, word, rest] = form.exec(text) ?? [];
    if (word === undefined || rest === undefined)
      throw refuse(text, 'an option and its values, as in strength=25,50,75');
    const separator = texts.length > 1 || rest.includes(';') ? ';' : ',';
    const values = rest.split(separator).map((value) => value.trim());
    // Why: a last `;` says that a value with commas is one value.
    if (separator === ';' && values.length > 1 && values.at(-1) === '') values.pop();
    if (values.includes('')) throw refuse(text, 'a value on each side of every separator');
    return { word: synonyms[word] ?? word, typed: word, values };
  });
  const { word, typed } = entries[0]!;
  const other = entries.find((entry) => entry.word !== word);
  if (other !== undefined) throw refuse(other.typed, `values of one option, ${typed}, on one axis`);
  const values = entries.flatMap((entry) => entry.values);
  if (Object.hasOwn(words, word)) return wordAxis(word, typed, values, refuse);
  const option = Object.hasOwn(axisOptions, word) ? axisOptions[word] : undefined;
  if (option === undefined) {
    throw refuse(typed, 'beta, ratio, photo, preset or another option that shapes a picture (see --help)');
  }
  return {
    name: word === 'content' ? 'photo' : word,
    sets: [word],
    isLast: false,
    values: values.map((value) => ({
      label: describe(word, option, value),
      set: (before) => ({ ...before, [word]: retype(option, value) }),
    })),
  };
}

function wordAxis(
  word: string,
  typed: string,
  values: readonly string[],
  refuse: (value: string, expected: string) => StudioError,
): Axis {
  const { sets, beta } = words[word]!;
  const numbers = values.map((value) => {
    const number = decimal.test(value) ? Number(value) : Number.NaN;
    if (!(number > 0)) throw refuse(`${typed}=${value}`, 'numbers above 0, as in 1e-3');
    return number;
  });
  return {
    name: word === 'ratio' ? 'alpha/beta' : word,
    sets: [sets],
    isLast: true,
    values: numbers.map((number, k) => ({
      label: values[k]!,
      set: (before, family) => {
        const name = String(before.recipe ?? pictureOptions.recipe.default);
        const alpha = before['content-weight'] ?? findRecipe(name).content.weight;
        const { balanceGain } = resolveRecipe(name, noChanges, family);
        return { ...before, [sets]: formatNumber(beta(number, Number(alpha)) * balanceGain) };
      },
    })),
  };
}

/** Files by their names alone; layers, which are long lists, as `1_1:2 4_1`. */
function describe(word: string, { type }: Option, value: string): string {
  if (type === 'layers') return value.replace(/(conv|relu)(?=\d)/gi, '').replace(/\s*,\s*/g, ' ');
  const isPicture = word === 'content' || type === 'list' || type === 'picture';
  return isPicture ? value.replace(/[^,]*[\\/]/g, '') : value;
}

/** As the option's own parser takes it: lists as such, and numbers without a power of ten. */
function retype({ type }: Option, value: string): RawValue {
  if (type === 'list') return [value];
  const hasPower = type === 'number' && decimal.test(value) && /e/i.test(value);
  return hasPower ? formatNumber(Number(value)) : value;
}
