/** Settings in forms, and on the home tab. */
import { describe, expect, it } from 'vitest';
import { homeView } from '../../../../src/adapters/slack/home-view.js';
import { readSettingView, settingView } from '../../../../src/adapters/slack/setting-view.js';
import { settingsView } from '../../../../src/adapters/slack/settings-view.js';
import type { SettingView } from '../../../../src/job/settings/settings.js';
import {
  type SettingName,
  type SettingRow,
  settingNames,
  settingTable,
} from '../../../../src/job/settings/table.js';
import { presentHistory, presentQueue } from '../../../../src/reply/present-lists.js';
import { done, harvest, job, order } from '../../../reply/pictures.js';
import { buttonsOf, checkedView, hostile, markedOf, now, textsOf, wordsOf, works } from './stage.js';
import { inputOf, stateOf } from './views.js';

const viewOf = (name: SettingName, change: Partial<SettingView> = {}): SettingView => ({
  ...{ name, value: null, source: 'default', ceiling: null, row: settingTable[name] as SettingRow },
  ...change,
});
const views = settingNames
  .filter((name) => settingTable[name].ceiling !== 'operator')
  .map((name) => {
    const { default: value } = settingTable[name];
    return viewOf(name, { value: value === null ? null : String(value) });
  });
const channels = (count: number) => Array.from({ length: count }, (_, k) => `C0123456${10 + k}`);

describe('all settings', () => {
  it('stand in groups, each with the button to change it, save what nobody in Slack can have', () => {
    const view = checkedView(settingsView(views));
    const offered = views
      .map(({ name }) => name)
      .filter((name) => name !== 'allowed-roles' && name !== 'age-restricted');
    expect(
      buttonsOf(view)
        .map(({ action_id }) => action_id)
        .sort(),
    ).toEqual(offered.map((name) => `v1:setting:${name}`).sort());
    const titles = view.blocks.filter(({ type }) => type === 'header');
    expect(titles).toHaveLength(3);
  });

  it('say what holds, by whose word, and what was changed', () => {
    const changed = viewOf('max-steps', {
      value: '200',
      source: 'server',
      ceiling: { type: 'most', value: '500' },
    });
    const texts = textsOf(checkedView(settingsView([changed], 'max-steps is *200* now')));
    expect(texts[0]).toBe('max-steps is *200* now');
    expect(texts).toContain(
      '`max-steps` *200* · set here · at most 500\nmost steps at full size; who asks for more gets so many',
    );
  });

  it('name channels as Slack does, as far as they are some', () => {
    const lineOf = (value: string) =>
      textsOf(checkedView(settingsView([viewOf('allowed-channels', { value, source: 'server' })])))[1]!;
    expect(lineOf(channels(2).join(', '))).toContain('`allowed-channels` <#C012345610> <#C012345611> ·');
    expect(lineOf(channels(30).join(','))).toContain(' and 18 more ·');
    expect(lineOf('general, <!channel>')).toContain('*general, &lt;!channel&gt;*');
  });

  it('are taken whatever their values are', () => {
    const bad = views.map((view) => ({ ...view, value: hostile.repeat(40), source: 'server' }) as const);
    const texts = markedOf(checkedView(settingsView(bad, hostile.repeat(99))));
    expect(texts.length).toBeGreaterThan(15);
    for (const text of texts) expect(text).not.toMatch(works);
    for (const view of bad) checkedView(settingView(view));
    checkedView(settingsView([]));
  });
});

describe('one setting', () => {
  const elementOf = (view: SettingView) => inputOf(checkedView(settingView(view)), 'value').element;

  it('has a field of its kind', () => {
    const kinds = views.map((view) => [view.name, elementOf(view).type]);
    expect(Object.fromEntries(kinds)).toMatchObject({
      ...{ 'max-steps': 'number_input', cooldown: 'number_input', spoiler: 'static_select' },
      ...{ 'own-styles-by': 'static_select', 'default-preset': 'plain_text_input' },
      'allowed-channels': 'multi_conversations_select',
    });
    expect(settingView(viewOf('spoiler')).callback_id).toBe('v1:setting:spoiler');
    expect(buttonsOf(settingView(viewOf('spoiler'))).map(({ action_id }) => action_id)).toEqual([
      'v1:settings',
    ]);
  });

  it('begins with the workspace’s own value, and says what holds without one', () => {
    const own = { source: 'server' } as const;
    expect(elementOf(viewOf('max-steps', { ...own, value: '200' }))).toMatchObject({ initial_value: '200' });
    const unset = elementOf(viewOf('max-steps', { value: '500' }));
    expect(unset).not.toHaveProperty('initial_value');
    expect(unset).toMatchObject({ placeholder: { text: 'Not set here: 500, the default' } });
    const chosen = (value: string, source: SettingView['source']) =>
      elementOf(viewOf('spoiler', { value, source })).initial_option!.value;
    expect([chosen('on', 'server'), chosen('off', 'default')]).toEqual(['on', '=unset']);
    const list = (value: string) => elementOf(viewOf('allowed-channels', { ...own, value }));
    expect(list(channels(3).join(','))).toMatchObject({ initial_conversations: channels(3) });
    expect(list('general')).toMatchObject({ type: 'plain_text_input', initial_value: 'general' });
    expect(list(Array.from({ length: 101 }, (_, k) => `C${1000 + k}`).join(',')).type).toBe(
      'plain_text_input',
    );
  });

  it('says how far it goes', () => {
    const view = settingView(viewOf('max-steps', { value: '5', ceiling: { type: 'most', value: '500' } }));
    expect(inputOf(view, 'value').hint!.text).toBe(
      'A whole number from 1 to 5000, at most 500. Empty: as the operator has it.',
    );
  });

  it('is read as a command would be typed', () => {
    const read = (value: unknown) => readSettingView('x', stateOf({ value }));
    const unset = { action: 'unset', name: 'x' };
    const set = (value: string) => ({ action: 'set', name: 'x', value });
    expect(read({ value: ' 200 ' })).toEqual(set('200'));
    expect(read({ selected_option: { value: 'on' } })).toEqual(set('on'));
    expect(read({ selected_conversations: ['C1', 'C2'] })).toEqual(set('C1,C2'));
    for (const empty of [{}, { value: null }, { value: ' ' }, { selected_conversations: [] }, null, 7])
      expect(read(empty)).toEqual(unset);
    expect(read({ selected_option: { value: '=unset' } })).toEqual(unset);
    expect(readSettingView('x', stateOf({}))).toEqual(unset);
  });
});

describe('the home tab', () => {
  const bad = { content: { ...order.content, label: hostile } };
  const recent = presentHistory(
    Array.from({ length: 25 }, (_, k) => (k % 2 === 0 ? done({}, bad) : job({ id: `job${k}` }))),
    [harvest],
    now,
  );
  const queue = presentQueue({ queued: 3, running: 1 }, [], [harvest]);
  const homeOf = (settings: readonly SettingView[] | null) =>
    checkedView(homeView({ recent, queue, settings, now }));

  it('greets, and shows what is one’s own and what waits', () => {
    const view = homeOf(null);
    expect(buttonsOf(view).map(({ action_id, style }) => [action_id, style])).toEqual([
      ['v1:stylize', 'primary'],
    ]);
    const words = wordsOf(view);
    for (const part of ['Your pictures', '3 waiting, 1 being painted', 'None of them is yours.'])
      expect(words).toContain(part);
    for (const text of markedOf(view)) expect(text).not.toMatch(works);
    expect(words).not.toContain('Settings');
  });

  it('shows settings to who may change them: what is set, and the way to all', () => {
    const own = viewOf('max-steps', { value: '200', source: 'server' });
    expect(wordsOf(homeOf([own, viewOf('daily')]))).toMatch(
      /Settings of this workspace\n`max-steps` \*200\* · set here$/,
    );
    expect(wordsOf(homeOf(views))).toMatch(/Nothing is set here/);
    expect(buttonsOf(homeOf(views)).map(({ action_id }) => action_id)).toEqual(['v1:stylize', 'v1:settings']);
  });
});
