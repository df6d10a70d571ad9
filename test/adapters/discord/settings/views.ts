/** Settings as a server's moderators are shown them. */
import type { SettingView } from '../../../../src/job/settings/settings.js';
import {
  type SettingName,
  type SettingRow,
  settingNames,
  settingTable,
} from '../../../../src/job/settings/table.js';

export const viewOf = (name: SettingName, change: Partial<SettingView> = {}): SettingView => ({
  ...{ name, value: null, source: 'default', ceiling: null, row: settingTable[name] as SettingRow },
  ...change,
});

/** All that a server has, as nobody has changed them. */
export const views: readonly SettingView[] = settingNames
  .filter((name) => settingTable[name].ceiling !== 'operator')
  .map((name) => {
    const { default: value } = settingTable[name];
    return viewOf(name, { value: value === null ? null : String(value) });
  });

export const ids = (count: number) => Array.from({ length: count }, (_, k) => `1234567890123456${10 + k}`);
