/** The form for one setting, and what was filled in. */

import {
  type APIModalInteractionResponseCallbackComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitFields,
} from 'discord.js';
import type { SettingView } from '../../job/settings/settings.js';
import { describeCeiling } from '../../reply/settings.js';
import { plain } from '../chat/plain-text.js';
import { writeCustomId } from './custom-id.js';
import { escapeText } from './escape.js';
import { fieldId, toField, unsetValue } from './settings-fields.js';

/** docs.discord.com/developers/components/reference: letters of a title and of what is below a label. */
const longest = { title: 45, description: 100 } as const;

/** What "not set" is, where the field does not say it by itself. */
const unsetHints: Readonly<Partial<Record<SettingView['row']['type'], string>>> = {
  integer: 'Empty: as the operator has it',
  number: 'Empty: as the operator has it',
  size: 'Empty: as the operator has it',
  text: 'Empty: as the operator has it',
  list: 'Nothing: no limit of this kind',
};

/** `1 to 5000, at most 500. Empty: as the operator has it`; may be empty. */
function describeRange(view: SettingView): string {
  const { row } = view;
  const ends = 'min' in row ? `${row.min} to ${row.max}` : '';
  const words = row.type === 'size' ? `${ends}, or ${row.choices.join(', ')}` : ends;
  const range = [words, describeCeiling(view)].filter((part) => part !== '').join(', ');
  return [range, unsetHints[row.type] ?? ''].filter((part) => part !== '').join('. ');
}

/** What a click on a setting opens. */
export function settingModal(view: SettingView): APIModalInteractionResponseCallbackData {
  const description = plain(describeRange(view), longest.description);
  const help: APIModalInteractionResponseCallbackComponent = {
    type: ComponentType.TextDisplay,
    content: escapeText(view.row.help.charAt(0).toUpperCase() + view.row.help.slice(1)),
  };
  return {
    custom_id: writeCustomId({ type: 'setting', name: view.name }),
    title: plain(view.name, longest.title),
    components: [
      help,
      {
        type: ComponentType.Label,
        label: 'Value',
        ...(description === '' ? {} : { description }),
        component: toField(view),
      },
    ],
  };
}

/** For `/settings`, as if it had been typed. */
export type SettingInput =
  | { readonly action: 'set'; readonly name: string; readonly value: string }
  | { readonly action: 'unset'; readonly name: string };

/** What was filled in, whatever kind of field it was: a person's client can send any. */
export function readSettingModal(
  { name }: { readonly name: string },
  { fields }: Pick<ModalSubmitFields, 'fields'>,
): SettingInput {
  const field = fields.get(fieldId);
  const chosen = field !== undefined && 'values' in field ? field.values : null;
  const typed = field !== undefined && 'value' in field && typeof field.value === 'string' ? field.value : '';
  const value = (chosen === null ? typed : chosen.join(',')).trim();
  return value === '' || value === unsetValue ? { action: 'unset', name } : { action: 'set', name, value };
}
