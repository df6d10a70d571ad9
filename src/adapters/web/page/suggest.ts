/** What could be typed next, for the place of the caret. */
import type { PageCommand, PageOption, PagePicture, StartAnswer } from '../protocol.js';
import { type Given, namedOption, nextPositional, parseLine } from './parse-line.js';
import { quoted, tokenize } from './tokens.js';

export interface Suggestion {
  /** What takes the place of the word under the caret. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
  /** Id of the picture to show with it. */
  readonly picture: string | null;
}

export interface Suggestions {
  /** Of the word that is replaced. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Suggestion[];
  /** Whether the first one is taken without being chosen: the word is the beginning of a command. */
  readonly isEager: boolean;
}

const most = 12;
const none: Suggestions = { start: 0, end: 0, items: [], isEager: false };

type Known = Pick<StartAnswer, 'commands' | 'styles' | 'samples' | 'recipes'>;

/** Suggestions for a line with the caret at `caret`. */
export function suggest(line: string, caret: number, known: Known): Suggestions {
  if (!line.startsWith('/')) return none;
  const tokens = tokenize(line);
  const at = tokens.findIndex(({ start, end }) => start <= caret && caret <= end);
  const word = tokens[at];
  const place = word ?? { text: '', start: caret, end: caret };
  const typed = line.slice(place.start, caret).replaceAll('"', '').toLowerCase();
  if (at === 0) {
    const items = known.commands.filter(({ name }) => `/${name}`.startsWith(typed)).map(commandItem);
    const isWhole = items.length === 1 && items[0]!.label === typed;
    return isWhole ? none : { ...place, items, isEager: true };
  }
  const others = tokens.filter((token) => token !== word && token.end <= place.start);
  const { command, given } = parseLine(others.map(({ text }) => quoted(text)).join(' '), known.commands);
  if (command === null) return none;
  const items = itemsFor(command, given, typed, known).filter(({ insert }) => insert.trim() !== typed);
  return { start: place.start, end: place.end, items: items.slice(0, most), isEager: false };
}

const commandItem = ({ name, summary, options }: PageCommand): Suggestion => ({
  insert: options.length === 0 ? `/${name}` : `/${name} `,
  label: `/${name}`,
  detail: summary,
  picture: null,
});

function itemsFor(command: PageCommand, given: readonly Given[], typed: string, known: Known): Suggestion[] {
  const named = namedOption(command, typed);
  // Why none for a mask: it is a file of the person's own.
  if (named?.option.name === 'mask') return [];
  if (named !== null) return valueItems(named.option, named.value, `${named.option.name}:`, known);
  const next = nextPositional(command, given);
  const isGiven = (option: PageOption) => given.some((one) => one.option.name === option.name);
  const options = command.options
    .filter((option) => !isGiven(option) && option.name.startsWith(typed) && option !== next)
    .map((option) => ({
      insert: `${option.name}:`,
      label: `${option.name}:`,
      detail: describeOption(option),
      picture: null,
    }));
  return next === null ? options : [...valueItems(next, typed, '', known), ...options];
}

/** `how much of the style (0 to 100, usually 50)` */
export function describeOption({ help, min, max, default: usual, unset }: PageOption): string {
  const range = min === null || max === null ? [] : [`${min} to ${max}`];
  const without = usual ?? unset;
  const parts = [...range, ...(without === null ? [] : [`usually ${without}`])];
  return parts.length === 0 ? help : `${help} (${parts.join(', ')})`;
}

function valueItems(option: PageOption, typed: string, prefix: string, known: Known): Suggestion[] {
  const item = (value: string, detail: string, picture: string | null): Suggestion => ({
    ...{ insert: `${prefix}${value} `, label: value, detail, picture },
  });
  const pictures = (list: readonly PagePicture[]) => list.map((one) => item(one.id, one.title, one.id));
  const choices = option.choices.map((choice) => item(choice, option.help, null));
  const values =
    option.type === 'picture'
      ? [...choices, ...pictures([...known.samples, ...known.styles])]
      : option.type === 'pictures'
        ? pictures([...known.styles, ...known.samples])
        : option.name === 'recipe'
          ? known.recipes.map(({ name, title }) => item(name, title, null))
          : option.type === 'flag'
            ? [item('on', option.help, null), item('off', '', null)]
            : choices;
  return values.filter(({ label }) => label.startsWith(typed));
}
