/** The options of `/stylize` as inputs of a form, by the option table. */
import type { types } from '@slack/bolt';
import { chatControlOptions, stylizeInChatOptions } from '../../../commands/stylize-in-chat.js';
import { stylizeForm as words } from '../../reply/form-words.js';
import { fieldAction, writeActionId } from './action-id.js';
import { plainText, toContexts } from './blocks/text-objects.js';
import { type Field, fieldLimits, toInput, toMenu, toOption } from './fields.js';
import { describeDefault, describeOption, toField } from './option-field.js';

/** Asked for as they are in the table; the first two at once, the others below a line. */
export const everyday = ['strength', 'colors', 'size', 'steps', 'recipe', 'seed'] as const;
export type ControlOption = keyof typeof chatControlOptions;
export type PlainOption = (typeof everyday)[number] | ControlOption;

/** Shown where they are asked for. */
export const controls = Object.keys(chatControlOptions) as readonly ControlOption[];

/** Of the button, and of the text for styles beside the one in the menu. */
const moreBlock = 'more_controls';
export const morePresets = 'more_presets';

export interface Begun {
  /** By option name, as typed; what is not among them begins empty, or with the table's default in a menu. */
  readonly values: Readonly<Record<string, string>>;
  /** Styles beside the one in the menu, as typed; '' = none. */
  readonly morePresets: string;
}

export const nothingBegun: Begun = { values: {}, morePresets: '' };

/** The systems there are; where they fit into no menu, or none are known, their name is typed. */
export type RecipeNames = readonly { readonly name: string; readonly title: string }[];

export const input = (
  block: keyof typeof words.labels,
  element: Field,
  isOptional: boolean,
): types.InputBlock =>
  toInput(
    block,
    {
      label: words.labels[block],
      hint: (words.hints as Readonly<Record<string, string | undefined>>)[block] ?? '',
    },
    element,
    isOptional,
  );

const choices: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = words.choices;

export function optionInput(
  name: PlainOption,
  { values }: Begun,
  recipes: RecipeNames = [],
): types.InputBlock {
  const row = stylizeInChatOptions[name];
  // Why a default for menus alone: a number that stands there would keep the workspace's own from holding.
  const value = values[name] ?? (row.type === 'choice' ? row.default : null);
  const empty = describeDefault(row);
  const field =
    name === 'recipe' && recipes.length > 0 && recipes.length <= fieldLimits.options
      ? toMenu(
          recipes.map((recipe) => toOption(recipe.name, recipe.name, recipe.title)),
          value,
          empty,
        )
      : toField(row, { value, empty, nameChoice: (choice) => choices[name]?.[choice] ?? choice });
  return toInput(name, { label: words.labels[name], hint: describeOption(row) }, field, true);
}

/** In the place of the controls, until they are asked for. */
export const moreButton = (): types.ActionsBlock => ({
  ...{ type: 'actions', block_id: moreBlock },
  elements: [
    {
      ...{ type: 'button', action_id: writeActionId({ type: 'controls' }) },
      text: plainText(words.more, fieldLimits.button),
    },
  ],
});

export const isMoreButton = (block: { readonly block_id?: string }): boolean => block.block_id === moreBlock;

export function controlBlocks(begun: Begun): readonly types.KnownBlock[] {
  const more: Field = {
    ...{ type: 'plain_text_input', action_id: fieldAction, max_length: fieldLimits.text },
    ...(begun.morePresets === '' ? {} : { initial_value: begun.morePresets.slice(0, fieldLimits.text) }),
  };
  return [
    ...toContexts({ form: 'plain', lines: [words.controls] }),
    input(morePresets, more, true),
    ...controls.map((name) => optionInput(name, begun)),
  ];
}
