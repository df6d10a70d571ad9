/** The form for a picture with its controls: what more it asks, what it keeps, and what is read of it. */
import type { types, ViewOutput } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { chatControlOptions } from '../../../../commands/stylize-in-chat.js';
import { withControls } from '../../../../src/adapters/slack/more-controls.js';
import { readStylizeView } from '../../../../src/adapters/slack/stylize-filled.js';
import { stylizeView } from '../../../../src/adapters/slack/stylize-view.js';
import { checkedView } from './stage.js';
import { inputOf, inputsOf, stateOf } from './views.js';

const styles = ['harvest', 'night-cafe'].map((id) => ({
  ...{ id, title: id, credit: '', picture: { type: 'preset', id } as const },
}));
const begin = (values: Readonly<Record<string, string>> = {}, morePresets = '') =>
  checkedView(
    stylizeView({
      ...{ styles, preselected: null, channel: null, photos: [], begun: { values, morePresets } },
    }),
  ) as types.ModalView;

/** As Slack sends it when the button is pressed. */
const pressed = (view: types.ModalView, fields: Readonly<Record<string, unknown>> = {}) =>
  ({ ...view, private_metadata: '{"photos":[]}', state: stateOf(fields) }) as unknown as ViewOutput;
const whole = (view: types.ModalView, fields = {}) =>
  checkedView(withControls(pressed(view, fields))!) as types.ModalView;

const added = ['more_presets', ...Object.keys(chatControlOptions)];
const buttonsOf = ({ blocks }: types.View) => blocks.filter(({ type }) => type === 'actions');

describe('more controls', () => {
  it('are asked for by a button, in the place of which they come, each under its own name', () => {
    const before = begin();
    expect(buttonsOf(before)).toMatchObject([{ elements: [{ action_id: 'v1:controls' }] }]);
    const after = whole(before);
    expect(inputsOf(after)).toEqual([...inputsOf(before), ...added]);
    expect(buttonsOf(after)).toEqual([]);
    expect(after.blocks.length).toBeLessThanOrEqual(100);
    expect(added.every((id) => inputOf(after, id).optional)).toBe(true);
    expect(new Set(added.map((id) => inputOf(after, id).element.action_id))).toEqual(new Set(['value']));
    expect([after.callback_id, after.private_metadata]).toEqual(['stylize', '{"photos":[]}']);
    expect(after.submit).toEqual(before.submit);
  });

  it('are there once', () => {
    expect(withControls(pressed(whole(begin())))).toBeNull();
  });

  it('say what each takes, by the option table', () => {
    const after = whole(begin());
    expect(inputOf(after, 'style-scale').element).toMatchObject({
      ...{ type: 'number_input', is_decimal_allowed: true, min_value: '0.25', max_value: '4' },
      placeholder: { text: 'Empty: 1' },
    });
    expect(inputOf(after, 'style-scale').hint!.text).toMatch(/A number from 0\.25 to 4\.$/);
    expect(inputOf(after, 'content-weight').element).toMatchObject({ max_value: '1000000000000' });
    for (const id of ['mask', 'init-picture']) expect(inputOf(after, id).element.type).toBe('file_input');
    expect(inputOf(after, 'init').element.options!.map(({ value }) => value)).toEqual([
      ...['photo', 'matched', 'noise', 'style'],
    ]);
    expect(inputOf(after, 'invert-mask').element).toMatchObject({ placeholder: { text: 'Empty: off' } });
    expect(inputOf(after, 'style-layers').element.type).toBe('plain_text_input');
  });

  it('keep what was filled in before, whatever kind it is of, and what was emptied', () => {
    const before = begin();
    const { options } = inputOf(before, 'preset').element;
    const boxes = inputOf(before, 'private').element.options;
    const after = whole(before, {
      ...{ preset: { selected_option: options![1] }, colors: { selected_option: null } },
      ...{ strength: { value: '70' }, size: { value: 'original' }, steps: { value: null } },
      ...{ post_to: { selected_conversation: 'C9' }, private: { selected_options: boxes } },
      content: { files: [{ id: 'F1' }] },
    });
    const element = (id: string) => inputOf(after, id).element;
    expect(element('preset')).toMatchObject({ initial_option: { value: 'night-cafe' } });
    expect(element('colors')).not.toHaveProperty('initial_option');
    expect([element('strength').initial_value, element('size').initial_value]).toEqual(['70', 'original']);
    expect(element('steps')).not.toHaveProperty('initial_value');
    expect(element('post_to')).toMatchObject({ initial_conversation: 'C9' });
    expect(element('post_to')).not.toHaveProperty('default_to_current_conversation');
    expect(element('private').initial_options).toEqual(boxes);
    expect(inputOf(after, 'content')).toEqual(inputOf(before, 'content'));
  });

  it('are shown at once where some were typed, and begin with them', () => {
    expect(inputsOf(begin({ strength: '70', private: 'on' }))).not.toContain('mask');
    const view = begin({ coarseness: '80', init: 'noise', strength: '70' }, 'harvest:2, night-cafe');
    expect(buttonsOf(view)).toEqual([]);
    expect(inputOf(view, 'coarseness').element.initial_value).toBe('80');
    expect(inputOf(view, 'init').element).toMatchObject({ initial_option: { value: 'noise' } });
    expect(inputOf(view, 'strength').element.initial_value).toBe('70');
    expect(inputOf(view, 'more_presets').element.initial_value).toBe('harvest:2, night-cafe');
    expect(inputsOf(begin({}, 'harvest:2'))).toContain('more_presets');
    expect(inputOf(begin({ private: 'on' }), 'private').element).toHaveProperty('initial_options');
  });

  it('are taken however long what was typed is', () => {
    begin({ 'style-layers': 'x'.repeat(5000) }, 'y'.repeat(5000));
  });

  it('are read by option, the pictures and what belongs to them by themselves', () => {
    const filled = readStylizeView(
      stateOf({
        more_presets: { type: 'plain_text_input', value: 'harvest:2, cafe-terrace' },
        mask: { type: 'file_input', files: [{ id: 'F3', name: 'here.png' }] },
        'invert-mask': { type: 'static_select', selected_option: { value: 'on' } },
        'init-picture': { type: 'file_input', files: [{ id: 'F4' }] },
        init: { type: 'static_select', selected_option: { value: 'noise' } },
        'style-scale': { type: 'number_input', value: '1.5' },
        'content-layers': { type: 'plain_text_input', value: 'conv4_2' },
        pooling: { type: 'static_select', selected_option: { value: 'max' } },
      }),
    );
    expect(filled).toMatchObject({
      ...{ preset: null, morePresets: 'harvest:2, cafe-terrace', isMaskInverted: true },
      ...{ mask: { id: 'F3', name: 'here.png' }, initPicture: { id: 'F4', name: '' } },
    });
    expect(filled.values).toEqual({
      ...{ init: 'noise', 'style-scale': '1.5', 'content-layers': 'conv4_2', pooling: 'max' },
    });
  });
});
