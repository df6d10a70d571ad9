/** Which settings are on which page of the panel: those that are thought of together. */
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

export interface SettingsPage {
  readonly title: string;
  /** 1 or more, in the order of the settings table. */
  readonly views: readonly SettingView[];
}

/** Pages of what there is to be set. */
export function toPages(views: readonly SettingView[]): readonly SettingsPage[] {
  return (Object.keys(titles) as Group[])
    .map((group) => ({
      title: titles[group],
      views: views.filter(({ name }) => groups[name] === group),
    }))
    .filter((page) => page.views.length > 0);
}

/** The page that a setting is on, from 1; the first for one that there is none of. */
export const pageOf = (views: readonly SettingView[], name: string): number =>
  Math.max(1, toPages(views).findIndex((page) => page.views.some((view) => view.name === name)) + 1);
