/** The form for a setting, by its type; and what is read from one. */
import { ComponentType, type ModalData } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readSettingModal, settingModal } from '../../../../src/adapters/discord/settings-modal.js';
import type { SettingView } from '../../../../src/job/settings/settings.js';
import { checkModal } from '../../../fakes/discord/checks/index.js';
import { hostile } from '../render/stage.js';
import { ids, viewOf, views } from './views.js';

interface Label {
  readonly label: string;
  readonly description?: string;
  readonly component: Readonly<Record<string, unknown>> & { readonly type: ComponentType };
}

function labelOf(view: SettingView): Label {
  const modal = settingModal(view);
  expect(checkModal(modal)).toBeNull();
  expect(modal).toMatchObject({ custom_id: `v1:setting:${view.name}`, title: view.name });
  return modal.components[1] as unknown as Label;
}

const server = { source: 'server' } as const;

describe('Discord shows the form of', () => {
  for (const view of views) {
    it(view.name, () => {
      labelOf(view);
      labelOf({ ...view, value: 'x'.repeat(2000), source: 'server' });
      labelOf({ ...view, value: hostile, source: 'operator', ceiling: { type: 'most', value: hostile } });
      labelOf({ ...view, value: ids(25).join(', '), source: 'server' });
    });
  }
});

it('asks for a number in a line, with its range, the server’s own in it', () => {
  const steps = viewOf('max-steps', { ...server, value: '200', ceiling: { type: 'most', value: '500' } });
  const { description, component } = labelOf(steps);
  expect(description).toBe('1 to 5000, at most 500. Empty: as the operator has it');
  expect(component).toMatchObject({ type: ComponentType.TextInput, style: 1, value: '200', required: false });
});

it('leaves the line empty where the server has set nothing, and says what holds', () => {
  const { component } = labelOf(viewOf('max-steps', { value: '500', source: 'operator' }));
  expect(component).not.toHaveProperty('value');
  expect(component.placeholder).toBe("Not set here: 500, the operator's");
});

it('offers the words of a choice and of a flag, and to have none', () => {
  const optionsOf = (view: SettingView) =>
    labelOf(view).component.options as readonly { value: string; default: boolean; label: string }[];
  const chosen = (view: SettingView) => optionsOf(view).filter((option) => option.default);
  const spoiler = viewOf('spoiler', { ...server, value: 'on' });
  expect(optionsOf(spoiler).map(({ value }) => value)).toEqual(['on', 'off', '=unset']);
  expect(chosen(spoiler).map(({ value }) => value)).toEqual(['on']);
  expect(chosen({ ...spoiler, source: 'default', value: 'off' })).toEqual([
    { label: 'Not set here: off, the default', value: '=unset', default: true },
  ]);
  expect(optionsOf(viewOf('own-styles-by')).map(({ value }) => value)).toEqual([
    ...['moderators', 'everyone', '=unset'],
  ]);
});

it('asks for channels and roles by menus of Discord’s, with those of now chosen', () => {
  const chosen = { ...server, value: ids(2).join(', ') };
  expect(labelOf(viewOf('allowed-channels', chosen)).component).toMatchObject({
    type: ComponentType.ChannelSelect,
    ...{ required: false, min_values: 0, max_values: 25 },
    default_values: ids(2).map((id) => ({ id, type: 'channel' })),
  });
  expect(labelOf(viewOf('allowed-roles', chosen)).component).toMatchObject({
    ...{ type: ComponentType.RoleSelect, default_values: ids(2).map((id) => ({ id, type: 'role' })) },
  });
});

it('asks for a list as text where a menu would lose something of it', () => {
  for (const value of [ids(26).join(', '), 'general, art']) {
    const { component } = labelOf(viewOf('allowed-channels', { ...server, value }));
    expect(component).toMatchObject({ type: ComponentType.TextInput, style: 2, value });
  }
});

describe('what was filled in', () => {
  const read = (field?: Readonly<Record<string, unknown>>) => {
    const data = { customId: 'value', id: 1, ...field } as unknown as ModalData;
    return readSettingModal(
      { name: 'max-steps' },
      { fields: { get: (id: string) => (id === 'value' && field ? data : undefined) } as never },
    );
  };
  const unset = { action: 'unset', name: 'max-steps' };
  const set = (value: string) => ({ action: 'set', name: 'max-steps', value });

  const rows: readonly (readonly [
    what: string,
    field: Readonly<Record<string, unknown>> | undefined,
    unknown,
  ])[] = [
    ['a text', { type: 4, value: ' 200 ' }, set('200')],
    ['an empty line', { type: 4, value: '  ' }, unset],
    ['a choice', { type: 3, values: ['on'] }, set('on')],
    ['the choice of none', { type: 3, values: ['=unset'] }, unset],
    ['channels', { type: 8, values: ['1', '2'] }, set('1,2')],
    ['nothing chosen', { type: 8, values: [] }, unset],
    ['a form of somebody else’s, without the field', undefined, unset],
    ['a field of another kind', { type: 23, value: true }, unset],
  ];
  for (const [what, field, expected] of rows) it(what, () => expect(read(field)).toEqual(expected));
});
