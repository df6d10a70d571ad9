/** A setting in the words and marks of a message. */
import type { SettingView } from '../../job/settings/settings.js';
import type { SettingName } from '../../job/settings/table.js';
import { describeCeiling, describeSource, describeValue } from '../../reply/settings.js';
import { clip } from '../chat/plain-text.js';
import { quietly } from './blocks/words.js';
import { code, escapeText } from './escape.js';

/** What ids of a list are, as Discord mentions them. Nobody is told: our messages mention without a word. */
const mentions: Readonly<Partial<Record<SettingName, '#' | '@&'>>> = {
  'allowed-channels': '#',
  'allowed-roles': '@&',
};

/** Channels or roles that are named; letters of any other value. */
const most = { ids: 12, letters: 160 } as const;

/** A snowflake: docs.discord.com/developers/reference. */
const snowflake = /^\d{15,20}$/;

/** The ids of a list that Discord could have given; null where there is another among them. */
export function idsOf(value: string | null): readonly string[] | null {
  const ids = (value ?? '').split(',').map((id) => id.trim());
  const given = ids.filter((id) => id !== '');
  return given.every((id) => snowflake.test(id)) ? given : null;
}

function describeMarked(view: SettingView): string {
  const mark = mentions[view.name];
  const ids = view.value === null ? null : idsOf(view.value);
  if (mark === undefined || ids === null) {
    return `**${escapeText(clip(describeValue(view), most.letters))}**`;
  }
  const others = ids.length > most.ids ? ` and ${ids.length - most.ids} more` : '';
  return `${ids
    .slice(0, most.ids)
    .map((id) => `<${mark}${id}>`)
    .join(' ')}${others}`;
}

/** `max-steps` **200** · set here · at most 500, and what it is, below. */
export function toSettingLine(view: SettingView): string {
  const facts = [describeSource(view.source), describeCeiling(view)].filter((fact) => fact !== '');
  const line = `${code(view.name, 40)} ${describeMarked(view)} · ${facts.map(escapeText).join(' · ')}`;
  return `${line}\n${quietly(escapeText(view.row.help))}`;
}
