/** Inputs of forms, within what Slack takes: @slack/types, block-elements.d.ts and composition-objects.d.ts. */
import type { types } from '@slack/bolt';
import type { StyleChoice } from '../../conversation/conversation.js';
import { plain } from '../chat/plain-text.js';
import { fieldAction } from './action-id.js';
import { plainText } from './blocks/text-objects.js';

/** Letters; options of a menu. */
export const fieldLimits = {
  ...{ title: 24, button: 75, label: 150, hint: 500, placeholder: 150, option: 75, options: 100, text: 3000 },
} as const;

/** How every element of an input is called. */
export const named = { action_id: fieldAction } as const;

export type Field = types.InputBlock['element'];

export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
}

/** @param block what it is read by: the option's name. */
export const toInput = (
  block: string,
  { label, hint = '' }: FieldWords,
  element: Field,
  isOptional: boolean,
): types.InputBlock => ({
  ...{ type: 'input', block_id: block, label: plainText(label, fieldLimits.label), element },
  optional: isOptional,
  ...(hint === '' ? {} : { hint: plainText(hint, fieldLimits.hint) }),
});

export const toOption = (value: string, text: string, description = ''): types.PlainTextOption => ({
  text: plainText(text, fieldLimits.option, value),
  value,
  ...(plain(description, 1) === '' ? {} : { description: plainText(description, fieldLimits.option) }),
});

/** A menu of options that are all known. @param chosen the value it begins with; null = none. */
export function toMenu(
  options: readonly types.PlainTextOption[],
  chosen: string | null,
  placeholder?: string,
): types.StaticSelect {
  const initial = options.find(({ value }) => value === chosen);
  return {
    ...{ type: 'static_select', ...named, options: [...options] },
    ...(placeholder === undefined ? {} : { placeholder: plainText(placeholder, fieldLimits.placeholder) }),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

export const toStyleOption = ({ id, title, credit }: StyleChoice): types.PlainTextOption =>
  toOption(id, title, credit);

/** Options that fit into an answer while somebody types, and into a menu. @param typed any text. */
export function suggestStyles(
  styles: readonly StyleChoice[],
  typed: string,
): readonly types.PlainTextOption[] {
  const words = typed.trim().toLowerCase();
  return styles
    .filter((style) => `${style.id} ${style.title} ${style.credit}`.toLowerCase().includes(words))
    .slice(0, fieldLimits.options)
    .map(toStyleOption);
}

/** The styles as a menu; more than one holds are found by typing: Slack asks for them with the block's `block_id`. */
export function toStyleMenu(
  styles: readonly StyleChoice[],
  chosen: string | null,
  placeholder: string,
): types.StaticSelect | types.ExternalSelect {
  if (styles.length <= fieldLimits.options) return toMenu(styles.map(toStyleOption), chosen, placeholder);
  const initial = styles.find(({ id }) => id === chosen);
  return {
    ...{ type: 'external_select', ...named, min_query_length: 0 },
    placeholder: plainText(placeholder, fieldLimits.placeholder),
    ...(initial === undefined ? {} : { initial_option: toStyleOption(initial) }),
  };
}
