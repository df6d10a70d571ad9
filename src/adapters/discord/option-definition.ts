/** A row of an option table as Discord's form asks for it. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType as Kind,
} from 'discord.js';
import type { Option } from '../../request/option.js';

/** What a row becomes, without its names and words. */
type Form = APIApplicationCommandBasicOption extends infer Each
  ? Each extends APIApplicationCommandBasicOption
    ? Omit<Each, 'name' | 'description' | 'required'>
    : never
  : never;

export interface OptionContext {
  /** Discord asks us what could be meant. */
  readonly isSuggested: boolean;
  /** A choice with its names in all languages; its value is the choice itself. */
  readonly nameChoice: (choice: string) => APIApplicationCommandOptionChoice<string>;
}

type Forms = {
  readonly [Type in Option['type']]: (row: Extract<Option, { type: Type }>, context: OptionContext) => Form;
};

const text = (_: Option, { isSuggested }: OptionContext): Form => ({
  type: Kind.String,
  ...(isSuggested ? { autocomplete: true } : {}),
});

const forms: Forms = {
  integer: ({ min, max }) => ({ type: Kind.Integer, min_value: min, max_value: max }),
  number: ({ min, max }) => ({ type: Kind.Number, min_value: min, max_value: max }),
  choice: ({ choices }, { nameChoice }) => ({ type: Kind.String, choices: choices.map(nameChoice) }),
  // Why text: numbers and words in one option, and in the case of a picture its name.
  size: text,
  picture: text,
  text,
  list: text,
  layers: text,
  flag: () => ({ type: Kind.Boolean }),
  // Why only a help for those who choose a file: it looks at the file's name alone.
  attachment: () => ({ type: Kind.Attachment, file_types: ['image'] }),
};

/** What kind of value Discord asks for, and within which bounds. */
export function formOf<Row extends Option>(row: Row, context: OptionContext): Form {
  const form = forms[row.type] as (row: Row, context: OptionContext) => Form;
  return form(row, context);
}
