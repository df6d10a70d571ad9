/** Settings of a server as its moderators see them: what holds, by whose word, how far they may go, who changed what. */
import type { SettingView } from '../job/settings/settings.js';
import type { SettingChange } from '../job/store.js';
import { answer, note, text } from './answer.js';
import { mentionsOfChange } from './mentions.js';
import { moment } from './moment.js';
import type { Reply } from './reply.js';
import { sanitize } from './sanitize.js';
import { describeCeiling, describeChange, describeSource, describeValue } from './settings.js';

const columns = ['Setting', 'Value', 'By', 'Limit', 'What it is'] as const;

export function presentSettings(views: readonly SettingView[]): Reply {
  const rows = views.map((view) => [
    view.name,
    describeValue(view),
    describeSource(view.source),
    describeCeiling(view),
    view.row.help,
  ]);
  return answer('Settings here', [
    { type: 'table', columns, rows },
    note('Change one as in /settings set max-steps 200, and take it back as in /settings unset max-steps.'),
  ]);
}

export function presentChange(change: SettingChange): Reply {
  return answer('Changed', [text(describeChange(change), mentionsOfChange(change))]);
}

/** Newest first. */
export function presentAudit(changes: readonly SettingChange[]): Reply {
  if (changes.length === 0) return answer('Nobody has changed a setting here');
  const word = (value: string | null) => (value === null ? 'not set' : sanitize(value));
  const rows = changes.map(({ at, by, name, old, new: now }) => [
    moment(at),
    sanitize(by),
    name,
    word(old),
    word(now),
  ]);
  return answer('Who changed what here', [
    { type: 'table', columns: ['When', 'Who', 'Setting', 'From', 'To'], rows },
  ]);
}
