/** Which settings are shown together: those that are thought of together. */
import type { SettingView } from '../../job/settings/settings.js';
import type { SettingName } from '../../job/settings/table.js';

type Group = 'painting' | 'people' | 'showing';

const titles = {
  painting: 'How pictures are painted',
  people: 'Who may ask, and for how many',
  showing: 'How pictures are shown and kept',
} as const satisfies Readonly<Record<Group, string>>;

const groups = {
  'default-steps': 'painting',
  'max-steps': 'painting',
  'max-size': 'painting',
  'default-recipe': 'painting',
  'default-preset': 'painting',
  'default-strength': 'painting',
  'own-styles': 'painting',
  'own-styles-by': 'painting',
  'max-render': 'painting',
  'allowed-channels': 'people',
  'allowed-roles': 'people',
  'user-running': 'people',
  'user-waiting': 'people',
  'server-waiting': 'people',
  'all-waiting': 'people',
  daily: 'people',
  cooldown: 'people',
  'max-wait': 'people',
  previews: 'showing',
  'preview-interval': 'showing',
  spoiler: 'showing',
  'age-restricted': 'showing',
  retention: 'showing',
  'disk-quota': 'showing',
  'disk-reserve': 'showing',
} as const satisfies Readonly<Record<SettingName, Group>>;

export interface SettingsGroup {
  readonly title: string;
  /** 1 or more, in the order of the settings table. */
  readonly views: readonly SettingView[];
}

/** What there is to be set, in groups that have something in them. */
export function toGroups(views: readonly SettingView[]): readonly SettingsGroup[] {
  return (Object.keys(titles) as Group[])
    .map((group) => ({
      title: titles[group],
      views: views.filter(({ name }) => groups[name] === group),
    }))
    .filter((group) => group.views.length > 0);
}

/** Which of the groups a setting is in, from 1; the first for one that there is none of. */
export const groupOf = (views: readonly SettingView[], name: string): number =>
  Math.max(1, toGroups(views).findIndex((group) => group.views.some((view) => view.name === name)) + 1);
