/** The settings of a workspace as a form in which each can be changed. */
import type { types } from '@slack/bolt';
import type { SettingView } from '../../job/settings/settings.js';
import type { SettingName } from '../../job/settings/table.js';
import { settingsForms as words } from '../../reply/form-words.js';
import { describeCeiling, describeSource, describeValue } from '../../reply/settings.js';
import { clip, plain } from '../chat/plain-text.js';
import { toGroups } from '../chat/settings-groups.js';
import { writeActionId } from './action-id.js';
import { marked, plainText, toContexts, toHeader, toSections, wordsOf } from './blocks/text-objects.js';
import { isChannelId, toMention } from './channel-marks.js';
import { bold, clipMarked, code, escapeLine } from './escape.js';
import { fieldLimits } from './fields.js';

/** Letters of a value, of a whole setting, and of what was just changed. */
const longest = { value: 160, setting: 900, notice: 600 } as const;
/** Channels that are named. */
const mostChannels = 12;

/** Slack has neither roles nor channels marked age-restricted: nobody could keep to these. */
const withoutMeaning: ReadonlySet<SettingName> = new Set(['allowed-roles', 'age-restricted']);

export const isOffered = ({ name }: SettingView): boolean => !withoutMeaning.has(name);

/** The ids of channels in a list; null where there is another among them. */
export function channelsOf(value: string | null): readonly string[] | null {
  const ids = (value ?? '').split(',').map((id) => id.trim());
  const given = ids.filter((id) => id !== '');
  return given.every(isChannelId) ? given : null;
}

function describeMarked(view: SettingView): string {
  const channels = view.name === 'allowed-channels' && view.value !== null ? channelsOf(view.value) : null;
  if (channels === null || channels.length === 0)
    return bold(escapeLine(clip(describeValue(view), longest.value)));
  const others = channels.length > mostChannels ? ` and ${channels.length - mostChannels} more` : '';
  return `${channels.slice(0, mostChannels).map(toMention).join(' ')}${others}`;
}

/** `max-steps` *200* · set here · at most 500. */
export function toSettingLine(view: SettingView): string {
  const facts = [describeSource(view.source), describeCeiling(view)].filter((fact) => fact !== '');
  return `${code(view.name, 40)} ${describeMarked(view)} · ${facts.map(escapeLine).join(' · ')}`;
}

/** With the button that opens its form. */
function toSection(view: SettingView): types.SectionBlock {
  const text = `${toSettingLine(view)}\n${escapeLine(view.row.help)}`;
  return {
    type: 'section',
    text: marked(clipMarked(text, longest.setting)),
    accessory: {
      ...{ type: 'button', text: plainText(words.change, fieldLimits.button), value: view.name },
      accessibility_label: plain(`${words.change} ${view.name}`, fieldLimits.button),
      action_id: writeActionId({ type: 'setting', name: view.name }),
    },
  };
}

/** @param notice what was just changed, or why it was not; any text. */
export function settingsView(views: readonly SettingView[], notice?: string): types.ModalView {
  const said = notice === undefined ? [] : toSections(wordsOf(clip(notice, longest.notice)));
  const groups = toGroups(views.filter(isOffered)).flatMap(({ title, views: here }) => [
    toHeader(title),
    ...here.map(toSection),
  ]);
  const blocks = [...said, ...groups];
  return {
    ...{ type: 'modal', callback_id: writeActionId({ type: 'settings' }) },
    title: plainText(words.title, fieldLimits.title),
    close: plainText(words.close, fieldLimits.title),
    blocks: blocks.length === 0 ? [...toContexts({ form: 'plain', lines: ['…'] })] : blocks,
  };
}
