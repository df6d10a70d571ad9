/** The field of a form in which a setting is changed, by what the setting is. */

import {
  type APIComponentInLabel,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { SettingView } from '../../job/settings/settings.js';
import type { SettingName } from '../../job/settings/table.js';
import { describeSource, describeValue } from '../../reply/settings.js';
import { plain } from '../chat/plain-text.js';

import { idsOf } from './settings-text.js';

/** The field's custom id. There is one in a form. */
export const fieldId = 'value';
/** In a menu: takes the server's own value away. No value of a setting has such a sign. */
export const unsetValue = '=unset';

/** docs.discord.com/developers/components/reference. A value has at most 2000 letters: src/job/settings/resolve.ts. */
const limits = { option: 100, placeholder: 100, options: 25, value: 2000 } as const;

/** Channels that can be written in; a category is none. */
const channelTypes = [
  ...[ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildVoice],
  ...[ChannelType.GuildStageVoice, ChannelType.GuildForum, ChannelType.GuildMedia],
  ...[ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread],
] as ChannelType[];

const isOwn = ({ source }: SettingView) => source === 'server';
const ownValue = (view: SettingView) => (isOwn(view) ? (view.value ?? '') : '');

/** What holds without a value of the server's own is known only where it has none. */
const withoutOwn = (view: SettingView) =>
  isOwn(view) ? 'Not set here' : `Not set here: ${describeValue(view)}, ${describeSource(view.source)}`;

function toText(view: SettingView, style: TextInputStyle): APIComponentInLabel {
  const value = ownValue(view).slice(0, limits.value);
  return {
    ...{ type: ComponentType.TextInput, custom_id: fieldId, style, required: false },
    max_length: limits.value,
    placeholder: plain(withoutOwn(view), limits.placeholder),
    ...(value === '' ? {} : { value }),
  };
}

const toLine = (view: SettingView) => toText(view, TextInputStyle.Short);

function toMenu(view: SettingView, choices: readonly string[]): APIComponentInLabel {
  // One place is that of "not set".
  if (choices.length >= limits.options) return toLine(view);
  const chosen = ownValue(view);
  const options = choices.map((value) => ({ label: value, value, default: value === chosen }));
  const isUnset = !options.some((option) => option.default);
  const unset = { label: plain(withoutOwn(view), limits.option), value: unsetValue, default: isUnset };
  return { type: ComponentType.StringSelect, custom_id: fieldId, options: [...options, unset] };
}

type IdKind = Readonly<Partial<Record<SettingName, (ids: readonly string[]) => APIComponentInLabel>>>;

/** A menu without anything chosen means "not set". */
const idMenu = { custom_id: fieldId, required: false, min_values: 0, max_values: limits.options } as const;

const ofIds: IdKind = {
  'allowed-channels': (ids) => ({
    ...{ ...idMenu, type: ComponentType.ChannelSelect, channel_types: channelTypes },
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
    placeholder: 'All channels',
  }),
  'allowed-roles': (ids) => ({
    ...{ ...idMenu, type: ComponentType.RoleSelect, placeholder: 'Everybody' },
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
  }),
};

/** Ids as a menu of Discord's own, where there is one and all of them have room in it. */
function toList(view: SettingView): APIComponentInLabel {
  const ids = idsOf(ownValue(view));
  const menu = ofIds[view.name];
  return menu === undefined || ids === null || ids.length > limits.options
    ? toText(view, TextInputStyle.Paragraph)
    : menu(ids);
}

type Fields = Readonly<Record<SettingView['row']['type'], (view: SettingView) => APIComponentInLabel>>;

const fields: Fields = {
  flag: (view) => toMenu(view, ['on', 'off']),
  choice: (view) => toMenu(view, view.row.type === 'choice' ? view.row.choices : []),
  integer: toLine,
  number: toLine,
  size: toLine,
  text: toLine,
  picture: toLine,
  attachment: toLine,
  list: toList,
  layers: toLine,
};

/** With the server's own value in it; empty where it has none. */
export const toField = (view: SettingView): APIComponentInLabel => fields[view.row.type](view);
