/** What an option is: the row type of option tables. Help, parsing and every door's form are derived from rows. */

import type { LayerWeight } from '../engine/port.js';

/** Where a person can give an option: a shell, the page's form and its typed lines, a chat's command and form. */
export type Door = 'terminal' | 'page' | 'discord' | 'slack';

interface Common {
  /** One line for people: what it does, in which unit. Without the default and the range, which are derived. */
  readonly help: string;
  readonly doors: readonly Door[];
  /** One letter for the terminal. */
  readonly short?: string;
  /** What stands for the value in the terminal's help. */
  readonly placeholder?: string;
  /** Nothing happens without it. It then has no default. */
  readonly required?: true;
  /** What happens without it where the default is null, e.g. `the recipe's own`. */
  readonly unset?: string;
}

/** A whole number. */
export interface IntegerOption extends Common {
  readonly type: 'integer';
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
}

/** Any number. */
export interface NumberOption extends Common {
  readonly type: 'number';
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
}

/** A whole number, or one of some words. */
export interface SizeOption extends Common {
  readonly type: 'size';
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
  readonly choices: readonly string[];
}

/** One of some words. */
export interface ChoiceOption extends Common {
  readonly type: 'choice';
  readonly default: string | null;
  readonly choices: readonly string[];
}

/** A text that is not empty. */
export interface TextOption extends Common {
  readonly type: 'text';
  readonly default: string | null;
}

/** One of some words, else the name of a picture. */
export interface PictureOption extends Common {
  readonly type: 'picture';
  readonly default: string | null;
  readonly choices: readonly string[];
}

/** A picture that is sent along, beside the text: nothing can be typed for it. */
export interface AttachmentOption extends Common {
  readonly type: 'attachment';
  readonly default: null;
}

/** Several texts: repeated in the terminal. */
export interface ListOption extends Common {
  readonly type: 'list';
  readonly default: null;
  /** What parts several values in one text; without it, a text is one value. */
  readonly separator?: ',';
}

/** VGG19 layers with weights, e.g. `conv1_1:2,conv4_1`; `relu4_1` is understood as conv4_1. */
export interface LayersOption extends Common {
  readonly type: 'layers';
  readonly default: null;
}

/** There or not. Without a value in the terminal, where the default is always false. */
export interface FlagOption extends Common {
  readonly type: 'flag';
  readonly default: boolean;
}

export type Option =
  | IntegerOption
  | NumberOption
  | SizeOption
  | ChoiceOption
  | TextOption
  | PictureOption
  | AttachmentOption
  | ListOption
  | LayersOption
  | FlagOption;

/** Options by name (kebab-case, as typed). */
export type OptionTable = Readonly<Record<string, Option>>;

interface Values<Row extends Option> {
  readonly integer: number;
  readonly number: number;
  readonly size: number | (Row extends SizeOption ? Row['choices'][number] : never);
  readonly choice: Row extends ChoiceOption ? Row['choices'][number] : never;
  readonly text: string;
  readonly picture: string;
  readonly attachment: never;
  readonly list: readonly string[];
  readonly layers: readonly LayerWeight[];
  readonly flag: boolean;
}

/** The type of a row's value; null where it has no default and may stay unset. */
export type ValueOf<Row extends Option> =
  | Values<Row>[Row['type']]
  | (Row extends { required: true } ? never : Row extends { default: null } ? null : never);

/** The values of a whole table. */
export type ValuesOf<Table extends OptionTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };
