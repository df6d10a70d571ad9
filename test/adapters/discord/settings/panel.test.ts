/** The panel: all settings, on pages of what is thought of together. */
import { expect, it } from 'vitest';
import { toGroups } from '../../../../src/adapters/chat/settings-groups.js';
import { renderPanel } from '../../../../src/adapters/discord/settings-panel.js';
import type { SettingView } from '../../../../src/job/settings/settings.js';
import { hostile, partsOf, pressableOf, problemOf, textsOf, wordsOf } from '../render/stage.js';
import { ids, viewOf, views } from './views.js';

function panel(page: number, notice?: string, shown: readonly SettingView[] = views) {
  const said = notice === undefined ? undefined : { text: notice, mentions: [] };
  const payload = renderPanel(shown, page, said);
  expect(problemOf(payload)).toBeNull();
  return payload;
}

interface Menu {
  readonly custom_id: string;
  readonly options: readonly { readonly value: string }[];
}

const menuOf = (payload: ReturnType<typeof panel>) =>
  partsOf(payload).flatMap((part) =>
    'components' in part ? part.components.filter((one) => 'options' in one) : [],
  )[0] as unknown as Menu;

it('has every setting on one page, and in the menu of that page', () => {
  const pages = [1, 2, 3].map((page) => panel(page));
  const offered = pages.map((page) => menuOf(page).options.map(({ value }) => value));
  expect(offered.flat().sort()).toEqual(views.map(({ name }) => name).sort());
  pages.forEach((page, k) => {
    for (const name of offered[k]!) expect(wordsOf(page)).toContain(`\`${name}\` `);
    expect(menuOf(page).custom_id).toBe(`v1:settings:${k + 1}`);
  });
});

it('turns its pages, and shows the nearest of one that is not there', () => {
  expect(pressableOf(panel(2)).map(({ id, isDisabled }) => [id, isDisabled])).toEqual([
    ['v1:settings:1', false],
    ['v1:settings:5', true],
    ['v1:settings:3', false],
  ]);
  expect(panel(99)).toEqual(panel(3));
  expect(pressableOf(panel(1, undefined, [viewOf('spoiler')]))).toEqual([]);
});

it('says what holds, by whose word, and how far one may go', () => {
  const set = viewOf('max-steps', {
    ...{ value: '200', source: 'server', ceiling: { type: 'most', value: '500' } },
  });
  expect(textsOf(panel(1, undefined, [set]))[1]).toBe(
    '`max-steps` **200** · set here · at most 500\n-# most steps at full size; who asks for more gets so many',
  );
  const unset = viewOf('daily', { source: 'operator' });
  expect(textsOf(panel(1, undefined, [unset]))[1]).toMatch(/^`daily` \*\*no limit\*\* · the operator's\n/);
});

it('names channels and roles as Discord does, a few of many', () => {
  const words = (value: string) =>
    wordsOf(panel(1, undefined, [viewOf('allowed-channels', { value, source: 'server' })]));
  expect(words(ids(2).join(', '))).toContain(`<#${ids(2)[0]}> <#${ids(2)[1]}> · set here`);
  expect(words(ids(20).join(', '))).toContain(' and 8 more');
  expect(words('general, #art')).toContain('**general, #art**');
  expect(wordsOf(panel(1, undefined, [viewOf('allowed-roles', { value: ids(1)[0]! })]))).toContain('<@&');
});

it('says what was changed, or why it was not', () => {
  expect(textsOf(panel(1, 'max-steps is 200 now'))[1]).toBe('**max-steps is 200 now**');
  expect(wordsOf(panel(1, hostile))).not.toMatch(/@everyone|(?<!\\)<@/);
});

it('has room for values as long as they can be', () => {
  const long = views.map((view) => ({ ...view, value: `${hostile}${'x*'.repeat(900)}` }));
  for (const page of [1, 2, 3]) panel(page, hostile.repeat(20), long);
  const lists = views.map((view) => ({ ...view, value: ids(90).join(', ') }));
  for (const page of [1, 2, 3]) panel(page, undefined, lists);
});

it('stands a server without settings', () => {
  expect(textsOf(panel(1, undefined, []))).toEqual(['### Settings here']);
});

it('groups settings in pages of a menu’s length at most', () => {
  for (const { views: here } of toGroups(views)) {
    expect(here.length).toBeGreaterThan(0);
    expect(here.length).toBeLessThanOrEqual(25);
  }
});
