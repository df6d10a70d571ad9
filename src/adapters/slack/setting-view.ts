/** The form for one setting, and what was filled in. */
import type { types } from '@slack/bolt';
import type { SettingView } from '../../job/settings/settings.js';
import { settingsForms as words } from '../../reply/form-words.js';
import { describeCeiling, describeSource, describeValue } from '../../reply/settings.js';
import { describeExpected } from '../../request/parse.js';
import { writeActionId } from './action-id.js';
import { plainText, toSections } from './blocks/text-objects.js';
import { type Field, fieldLimits, named, toInput, toMenu, toOption } from './fields.js';
import { toField } from './option-field.js';
import { channelsOf } from './settings-view.js';
import { readState, type ViewState } from './view-state.js';

/** The input's block_id: there is one, called as the option of `/settings`. */
export const settingBlock = 'value';
/** In a menu: takes the workspace's own value away. No value of a setting has such a sign. */
const unsetValue = '=unset';

const isOwn = ({ source }: SettingView) => source === 'server';
const ownValue = (view: SettingView): string | null => (isOwn(view) ? view.value : null);

/** What holds without a value of the workspace's own is known only where it has none. */
const withoutOwn = (view: SettingView) =>
  isOwn(view) ? 'Not set here' : `Not set here: ${describeValue(view)}, ${describeSource(view.source)}`;

const toText = (view: SettingView): Field =>
  toField(view.row, { value: ownValue(view), empty: withoutOwn(view) });

function toChoices(view: SettingView, choices: readonly string[]): Field {
  const chosen = ownValue(view);
  const options = choices.map((choice) => toOption(choice, choice));
  const isKnown = chosen !== null && choices.includes(chosen);
  return toMenu([...options, toOption(unsetValue, withoutOwn(view))], isKnown ? chosen : unsetValue);
}

/** Channels, where the list is of them and all have room in the menu. */
function toList(view: SettingView): Field {
  const ids = view.name === 'allowed-channels' ? channelsOf(ownValue(view)) : null;
  if (ids === null || ids.length > fieldLimits.options) return toText(view);
  return {
    ...{ type: 'multi_conversations_select', ...named, filter: { include: ['public', 'private'] } },
    placeholder: plainText(withoutOwn(view), fieldLimits.placeholder),
    ...(ids.length === 0 ? {} : { initial_conversations: [...ids] }),
  };
}

type Fields = Readonly<Record<SettingView['row']['type'], (view: SettingView) => Field>>;

const fields: Fields = {
  flag: (view) => toChoices(view, ['on', 'off']),
  choice: (view) => toChoices(view, view.row.type === 'choice' ? view.row.choices : []),
  integer: toText,
  number: toText,
  size: toText,
  text: toText,
  picture: toText,
  attachment: toText,
  list: toList,
  layers: toText,
};

/** What "not set" is, where the field does not say it by itself. */
const unsetHints: Readonly<Partial<Record<SettingView['row']['type'], string>>> = {
  integer: words.unset.number,
  number: words.unset.number,
  size: words.unset.number,
  text: words.unset.number,
  list: words.unset.list,
  layers: words.unset.list,
};

/** `A whole number from 1 to 5000, at most 500. Empty: as the operator has it.` */
function describeRange(view: SettingView): string {
  const ends = 'min' in view.row ? describeExpected(view.row) : '';
  const range = [ends, describeCeiling(view)].filter((part) => part !== '').join(', ');
  const sentence = range === '' ? [] : [`${range.charAt(0).toUpperCase()}${range.slice(1)}.`];
  return [...sentence, unsetHints[view.row.type] ?? ''].join(' ').trim();
}

export function settingView(view: SettingView): types.ModalView {
  const help = `${view.row.help.charAt(0).toUpperCase()}${view.row.help.slice(1)}.`;
  const back: types.Button = {
    ...{ type: 'button', text: plainText(words.back, fieldLimits.button) },
    action_id: writeActionId({ type: 'settings' }),
  };
  return {
    ...{ type: 'modal', callback_id: writeActionId({ type: 'setting', name: view.name }) },
    title: plainText(view.name, fieldLimits.title),
    submit: plainText(words.save, fieldLimits.title),
    close: plainText(words.close, fieldLimits.title),
    blocks: [
      ...toSections({ form: 'plain', lines: [help] }),
      toInput(
        settingBlock,
        { label: words.value, hint: describeRange(view) },
        fields[view.row.type](view),
        true,
      ),
      { type: 'actions', elements: [back] },
    ],
  };
}

/** For `/settings`, as if it had been typed. */
export type SettingInput =
  | { readonly action: 'set'; readonly name: string; readonly value: string }
  | { readonly action: 'unset'; readonly name: string };

/** What was filled in, whatever kind of field it was. @param name of the setting. */
export function readSettingView(name: string, state: ViewState): SettingInput {
  const filled = readState(state);
  const { typed, chosen, conversations } = filled;
  const value = typed(settingBlock) ?? chosen(settingBlock) ?? conversations(settingBlock).join(',');
  const trimmed = value.trim();
  return trimmed === '' || trimmed === unsetValue
    ? { action: 'unset', name }
    : { action: 'set', name, value: trimmed };
}
