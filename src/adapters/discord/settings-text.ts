/** A setting in the words and marks of a message. */
import type { SettingView } from '../../job/settings/settings.js';
import type { SettingName } from '../../job/settings/table.js';
import type { Mention } from '../../reply/mentions.js';
import { describeCeiling, describeSource, describeValue } from '../../reply/settings.js';
import { clip } from '../chat/plain-text.js';
import { quietly } from './blocks/words.js';
import { code, escapeText } from './escape.js';
import { isSnowflake, toMention } from './mention.js';

/** What the ids of a list are. */
const listed: Readonly<Partial<Record<SettingName, Mention['kind']>>> = {
  'allowed-channels': 'channel',
  'allowed-roles': 'role',
};

/** Channels or roles that are named; letters of any other value. */
const most = { ids: 12, letters: 160 } as const;

/** The ids of a list that Discord could have given; null where there is another among them. */
export function idsOf(value: string | null): readonly string[] | null {
  const ids = (value ?? '').split(',').map((id) => id.trim());
  const given = ids.filter((id) => id !== '');
  return given.every(isSnowflake) ? given : null;
}

function describeMarked(view: SettingView): string {
  const kind = listed[view.name];
  const ids = view.value === null ? null : idsOf(view.value);
  if (kind === undefined || ids === null) {
    return `**${escapeText(clip(describeValue(view), most.letters))}**`;
  }
  const others = ids.length > most.ids ? ` and ${ids.length - most.ids} more` : '';
  return `${ids
    .slice(0, most.ids)
    .map((id) => toMention({ kind, id }))
    .join(' ')}${others}`;
}

/** `max-steps` **200** · set here · at most 500, and what it is, below. */
export function toSettingLine(view: SettingView): string {
  const facts = [describeSource(view.source), describeCeiling(view)].filter((fact) => fact !== '');
  const line = `${code(view.name, 40)} ${describeMarked(view)} · ${facts.map(escapeText).join(' · ')}`;
  return `${line}\n${quietly(escapeText(view.row.help))}`;
}
