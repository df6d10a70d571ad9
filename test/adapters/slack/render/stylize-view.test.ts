/** The form for a picture: what it asks, and what is read of it. */
import { describe, expect, it } from 'vitest';
import { chooseView, readChooseView } from '../../../../src/adapters/slack/choose-view.js';
import { suggestStyles } from '../../../../src/adapters/slack/fields.js';
import { readStylizeView } from '../../../../src/adapters/slack/stylize-filled.js';
import { type StylizeForm, stylizeView } from '../../../../src/adapters/slack/stylize-view.js';
import type { StyleChoice } from '../../../../src/conversation/conversation.js';
import { checkChoices } from '../../../fakes/slack/checks/index.js';
import { checkedView, hostile, wordsOf } from './stage.js';
import { inputOf, inputsOf, stateOf } from './views.js';

const stylesOf = (count: number): readonly StyleChoice[] =>
  Array.from({ length: count }, (_, k) => ({
    ...{ id: `style-${k}`, title: `Title ${k}`, credit: k === 0 ? '' : 'Somebody, 1888' },
    picture: { type: 'preset', id: `style-${k}` },
  }));

const viewOf = (change: Partial<StylizeForm> = {}) =>
  checkedView(stylizeView({ styles: stylesOf(10), preselected: null, channel: null, photos: [], ...change }));

describe('the form', () => {
  it('asks for every option under its own name', () => {
    const view = viewOf();
    expect(view.callback_id).toBe('stylize');
    expect(inputsOf(view)).toEqual([
      ...['content', 'preset', 'style', 'strength', 'colors', 'post_to', 'private'],
      ...['size', 'steps', 'recipe', 'seed'],
    ]);
    const elements = inputsOf(view).map((id) => inputOf(view, id).element);
    expect(new Set(elements.map(({ action_id }) => action_id))).toEqual(new Set(['value']));
    expect(inputOf(view, 'content')).toMatchObject({ optional: false, element: { type: 'file_input' } });
    const required = inputsOf(view).filter((id) => inputOf(view, id).optional !== true);
    expect(required).toEqual(['content']);
  });

  it('says what each takes, by the option table', () => {
    const view = viewOf();
    const hint = (id: string) => inputOf(view, id).hint!.text;
    expect(hint('steps')).toMatch(/^Steps at full size.* A whole number from 1 to 5000\.$/);
    expect(hint('size')).toMatch(/A whole number from 32 to 2048, or original\.$/);
    expect(inputOf(view, 'steps').element).toMatchObject({
      ...{ type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '5000' },
      placeholder: { text: "Empty: the recipe's own" },
    });
    expect(inputOf(view, 'strength').element).toMatchObject({
      ...{ is_decimal_allowed: true, min_value: '0', max_value: '100' },
      placeholder: { text: 'Empty: 50' },
    });
    expect(inputOf(view, 'strength').element).not.toHaveProperty('initial_value');
    expect(inputOf(view, 'size').element.type).toBe('plain_text_input');
    expect(inputOf(view, 'colors').element).toMatchObject({ initial_option: { value: 'style' } });
  });

  it('offers the styles with who made them, one of them chosen', () => {
    const { element } = inputOf(viewOf({ preselected: 'style-3' }), 'preset');
    const description = expect.objectContaining({ text: 'Somebody, 1888' });
    expect(element).toMatchObject({ type: 'static_select', initial_option: { value: 'style-3' } });
    expect(element.options).toHaveLength(10);
    expect(element.options![1]).toMatchObject({ text: { text: 'Title 1' }, value: 'style-1', description });
    expect(element.options![0]).not.toHaveProperty('description');
    expect(inputOf(viewOf({ preselected: 'gone' }), 'preset').element).not.toHaveProperty('initial_option');
    expect(inputsOf(viewOf({ styles: [] }))).not.toContain('preset');
  });

  it('asks for them as they are typed where there are more than a menu holds', () => {
    const all = stylesOf(101);
    expect(inputOf(viewOf({ styles: stylesOf(100) }), 'preset').element.type).toBe('static_select');
    const view = viewOf({ styles: all, preselected: 'style-100' });
    expect(inputOf(view, 'preset').element).toMatchObject({
      ...{ type: 'external_select', min_query_length: 0, initial_option: { value: 'style-100' } },
    });
    expect(suggestStyles(all, '')).toHaveLength(100);
    expect(suggestStyles(all, ' TITLE 42 ').map(({ value }) => value)).toEqual(['style-42']);
    expect(suggestStyles(all, '1888')).toHaveLength(100);
    expect(suggestStyles(all, 'nothing')).toEqual([]);
    expect(checkChoices({ options: suggestStyles(all, '') })).toBeNull();
  });

  it('takes the photo of a message as given, and lets one of several be chosen', () => {
    const photo = (id: string) => ({ id, name: `${id}.jpg` });
    const given = viewOf({ photos: [photo('F1')] });
    expect(inputsOf(given)).not.toContain('content');
    expect(wordsOf(given)).toMatch(/^Photo: F1\.jpg/);
    expect(wordsOf(viewOf({ photos: [{ id: 'F1', name: '' }] }))).toMatch(/^Photo: the picture of/);
    const { element, optional } = inputOf(viewOf({ photos: ['F1', 'F2'].map(photo) }), 'content');
    expect(element.options!.map(({ value, text }) => [value, text.text])).toEqual([
      ['0', '1. F1.jpg'],
      ['1', '2. F2.jpg'],
    ]);
    expect([element.initial_option!.value, optional]).toEqual(['0', false]);
  });

  it('posts where the person is, or in a place that is known', () => {
    const here = inputOf(viewOf(), 'post_to').element;
    expect(here).toMatchObject({ default_to_current_conversation: true });
    const there = inputOf(viewOf({ channel: 'C9' }), 'post_to').element;
    expect(there).toMatchObject({ initial_conversation: 'C9' });
    expect(there).not.toHaveProperty('default_to_current_conversation');
  });

  it('offers the recipes that are known', () => {
    const recipes = [{ name: 'impasto', title: 'Thick paint' }];
    const { element } = inputOf(viewOf({ recipes }), 'recipe');
    expect(element.options).toMatchObject([{ value: 'impasto', description: { text: 'Thick paint' } }]);
    expect(inputOf(viewOf(), 'recipe').element.type).toBe('plain_text_input');
  });

  it('is taken however bad the names are', () => {
    const names = ['', hostile, 'x'.repeat(900), '\u202e'].map((title, k) => ({
      ...{ id: `style-${k}`, title, credit: title, picture: { type: 'preset', id: 'x' } as const },
    }));
    const photos = names.map(({ title }, k) => ({ id: `F${k}`, name: title }));
    viewOf({ styles: names, photos, recipes: names.map(({ id, title }) => ({ name: id, title })) });
    viewOf({ styles: names, photos: photos.slice(1, 2) });
    checkedView(chooseView(names, 'rokadimu'));
    expect(checkChoices({ options: suggestStyles(names, '') })).toBeNull();
  });
});

describe('what was filled in', () => {
  it('is read by option, as typed', () => {
    const state = stateOf({
      content: { type: 'file_input', files: [{ id: 'F1', name: 'a.jpg', url_private: 'https://x' }] },
      style: { type: 'file_input', files: [{ id: 'F2' }] },
      preset: { type: 'static_select', selected_option: { value: 'harvest' } },
      strength: { type: 'number_input', value: '70.5' },
      size: { type: 'plain_text_input', value: ' original' },
      steps: { type: 'number_input', value: null },
      colors: { type: 'static_select', selected_option: { value: 'luminance' } },
      recipe: { type: 'static_select', selected_option: { value: 'impasto' } },
      seed: { type: 'number_input', value: '' },
      post_to: { type: 'conversations_select', selected_conversation: 'C9' },
      private: { type: 'checkboxes', selected_options: [{ value: 'yes' }] },
      stranger: { type: 'plain_text_input', value: 'x' },
    });
    expect(readStylizeView(state)).toEqual({
      content: { id: 'F1', name: 'a.jpg' },
      ...{ photo: 0, style: { id: 'F2', name: '' }, preset: 'harvest', postTo: 'C9', isPrivate: true },
      ...{ morePresets: null, mask: null, isMaskInverted: false, initPicture: null },
      values: { strength: '70.5', size: ' original', colors: 'luminance', recipe: 'impasto' },
    });
  });

  it('may be nothing, or of another kind', () => {
    const nothing = {
      ...{ content: null, photo: 0, style: null, preset: null, values: {}, postTo: null },
      ...{ morePresets: null, mask: null, isMaskInverted: false, initPicture: null },
    };
    expect(readStylizeView(stateOf({}))).toEqual({ ...nothing, isPrivate: false });
    const odd = { value: 7, selected_option: 'x', selected_options: 'yes', files: [null], type: 'x' };
    const everywhere = [
      'content',
      'style',
      'preset',
      'strength',
      'post_to',
      'private',
      'mask',
      'invert-mask',
    ];
    const state = stateOf(Object.fromEntries(everywhere.map((id) => [id, odd])));
    expect(readStylizeView(state)).toEqual({ ...nothing, isPrivate: false });
    expect(readStylizeView({ values: { preset: {} } })).toMatchObject(nothing);
  });

  it('says which of several photos it is', () => {
    const content = { type: 'static_select', selected_option: { value: '2' } };
    expect(readStylizeView(stateOf({ content }))).toMatchObject({ content: null, photo: 2 });
  });
});

it('offers another style for a job, and reads which', () => {
  const view = checkedView(chooseView(stylesOf(3), 'rokadimu'));
  expect(view.callback_id).toBe('v1:style:rokadimu');
  expect(inputOf(view, 'preset').element.options).toHaveLength(3);
  const preset = { type: 'static_select', selected_option: { value: 'style-1' } };
  expect(readChooseView(stateOf({ preset }))).toBe('style-1');
  expect(readChooseView(stateOf({}))).toBeNull();
});
