/** Blocks of messages: every limit, each beside what is just within it. */
import { describe, expect, it } from 'vitest';
import { checkChoices, checkMessageBlocks } from '../../../fakes/slack/checks/index.js';
import type { Block, Body } from '../../../fakes/slack/world.js';
import { actions, button, input, markup, option, section, text } from './fake-stage.js';

const check = (...blocks: readonly unknown[]) => checkMessageBlocks(blocks);
const long = (length: number) => 'x'.repeat(length);
const times = <Value>(count: number, make: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));
const inRow = (rest: Body) => actions(button('go', rest));
const buttons = (count: number) => times(count, (at) => button(`${at}`));
const options = (count: number) => times(count, (at) => option(`${at}`));
const menu = (rest: Body = {}): Block => ({
  type: 'static_select',
  action_id: 'menu',
  options: options(2),
  ...rest,
});
const inMenu = (rest: Body) => actions(menu(rest));
const inOption = (rest: Body) => inMenu({ options: [{ ...option('a'), ...rest }] });
const image = (rest: Body = {}) => ({
  type: 'image',
  alt_text: 'A',
  image_url: 'https://example.org/a.png',
  ...rest,
});
const file = (slack_file: Body) => image({ image_url: undefined, slack_file });
const context = (elements: readonly unknown[]) => ({ type: 'context', elements });
const header = (words: string) => ({ type: 'header', text: text(words) });
const ask = (rest: Body) => actions(button('go', { confirm: { text: text('Sure?'), ...rest } }));
const radio = (count: number) => ({ type: 'radio_buttons', action_id: 'r', options: options(count) });
const several = (rest: Body) =>
  actions({ type: 'multi_static_select', action_id: 'm', options: options(3), ...rest });
const overflow = (count: number) => ({ type: 'overflow', action_id: 'o', options: options(count) });
const chat = (rest: Body) => actions({ type: 'conversations_select', action_id: 'c', ...rest });
const groups = (count: number) => times(count, (at) => ({ label: text(`${at}`), options: options(1) }));

type Row = readonly [rule: string, broken: unknown, says: string, good: unknown];
const rows: readonly Row[] = [
  ['a known type', { type: 'nonsense' }, 'unsupported type: nonsense', section()],
  ['known properties', section('a', { txt: 1 }), '/blocks/0/txt', section('a', { expand: true })],
  [
    'block_ids of 255',
    section('a', { block_id: long(256) }),
    '/block_id',
    section('a', { block_id: long(255) }),
  ],
  ['section texts of 3000', section(long(3001)), '3000', section(long(3000))],
  ['section texts that say something', section(''), '/text/text', section('a')],
  [
    'a section with something',
    { type: 'section' },
    'text or fields',
    { type: 'section', fields: [markup('a')] },
  ],
  [
    '10 fields',
    { type: 'section', fields: times(11, () => markup('a')) },
    '10',
    { type: 'section', fields: times(10, () => markup('a')) },
  ],
  [
    'fields of 2000',
    { type: 'section', fields: [markup(long(2001))] },
    '2000',
    { type: 'section', fields: [markup(long(2000))] },
  ],
  ['headers of 150', header(long(151)), '150', header(long(150))],
  ['headers without markup', { type: 'header', text: markup('a') }, 'plain_text', header('a')],
  ['10 in a context', context(times(11, () => markup('a'))), '10', context(times(10, () => markup('a')))],
  ['a context with something', context([]), '/elements', context([image()])],
  ['no buttons in a context', context([button()]), 'unsupported type', context([markup('a')])],
  ['25 actions', actions(...buttons(26)), '25', actions(...buttons(25))],
  ['actions with something', actions(), '/elements', actions(button())],
  [
    'no text inputs in actions',
    actions({ type: 'plain_text_input', action_id: 'a' }),
    'unsupported',
    actions(menu()),
  ],
  // Buttons.
  ['labels of 75', inRow({ text: text(long(76)) }), '75', inRow({ text: text(long(75)) })],
  ['labels without markup', inRow({ text: markup('a') }), 'plain_text', inRow({ text: text('a') })],
  ['values of 2000', inRow({ value: long(2001) }), '2000', inRow({ value: long(2000) })],
  ['action_ids of 255', inRow({ action_id: long(256) }), '255', inRow({ action_id: long(255) })],
  ['known styles', inRow({ style: 'secondary' }), '/style', inRow({ style: 'danger' })],
  ['urls of 3000', inRow({ url: `https://e.org/${long(3000)}` }), '3000', inRow({ url: 'https://e.org' })],
  ['urls that are some', inRow({ url: 'e.org' }), 'valid url', inRow({ url: 'http://e.org' })],
  [
    'labels for readers of 75',
    inRow({ accessibility_label: long(76) }),
    '75',
    inRow({ accessibility_label: long(75) }),
  ],
  ['questions of 300', ask({ text: text(long(301)) }), '300', ask({ text: text(long(300)) })],
  ['question titles of 100', ask({ title: text(long(101)) }), '100', ask({ title: text(long(100)) })],
  ['question buttons of 30', ask({ deny: text(long(31)) }), '30', ask({ deny: text(long(30)) })],
  // Menus.
  ['100 options', inMenu({ options: options(101) }), '100', inMenu({ options: options(100) })],
  ['an option', inMenu({ options: [] }), '/options', inMenu({ options: options(1) })],
  [
    'options or groups',
    inMenu({ option_groups: groups(1) }),
    'exactly one',
    inMenu({ options: undefined, option_groups: groups(1) }),
  ],
  [
    '100 groups',
    inMenu({ options: undefined, option_groups: groups(101) }),
    '100',
    inMenu({ options: undefined, option_groups: groups(100) }),
  ],
  ['option texts of 75', inOption({ text: text(long(76)) }), '75', inOption({ text: text(long(75)) })],
  ['option values of 75', inOption({ value: long(76) }), '75', inOption({ value: long(75) })],
  [
    'option descriptions of 75',
    inOption({ description: text(long(76)) }),
    '75',
    inOption({ description: text(long(75)) }),
  ],
  [
    'placeholders of 150',
    inMenu({ placeholder: text(long(151)) }),
    '150',
    inMenu({ placeholder: text(long(150)) }),
  ],
  [
    'an initial option that is offered',
    inMenu({ initial_option: option('9') }),
    'exactly match',
    inMenu({ initial_option: option('1') }),
  ],
  ['10 radio buttons', actions(radio(11)), '10', actions(radio(10))],
  ['5 in an overflow', actions(overflow(6)), '5', actions(overflow(5))],
  [
    'a most of 1',
    several({ max_selected_items: 0 }),
    '/max_selected_items',
    several({ max_selected_items: 1 }),
  ],
  ['filters that say something', chat({ filter: {} }), 'must have', chat({ filter: { include: ['im'] } })],
  // Pictures.
  ['alt texts', image({ alt_text: undefined }), '/alt_text', image()],
  ['alt texts of 2000', image({ alt_text: long(2001) }), '2000', image({ alt_text: long(2000) })],
  ['titles of 2000', image({ title: text(long(2001)) }), '2000', image({ title: text(long(2000)) })],
  [
    'image urls of 3000',
    image({ image_url: `https://e.org/${long(2990)}` }),
    '3000',
    image({ image_url: `https://e.org/${long(2900)}` }),
  ],
  ['an address or a file, not both', image({ slack_file: { id: 'F1' } }), 'exactly one', file({ id: 'F1' })],
  ['an address or a file', image({ image_url: undefined }), 'exactly one', image()],
  [
    'a file by id or by address',
    file({ id: 'F1', url: 'https://e.org' }),
    'exactly one',
    file({ url: 'https://e.org' }),
  ],
  // Inputs.
  [
    'labels of 2000',
    input('a', menu(), { label: text(long(2001)) }),
    '2000',
    input('a', menu(), { label: text(long(2000)) }),
  ],
  [
    'hints of 2000',
    input('a', menu(), { hint: text(long(2001)) }),
    '2000',
    input('a', menu(), { hint: text(long(2000)) }),
  ],
  ['no buttons in an input', input('a', button()), 'unsupported type', input('a', menu())],
  [
    'no files in a message',
    input('a', { type: 'file_input' }),
    'unsupported type',
    input('a', { type: 'plain_text_input' }),
  ],
  [
    'markdown of 12 000',
    { type: 'markdown', text: long(12_001) },
    '12000',
    { type: 'markdown', text: long(12_000) },
  ],
];

describe('a message has', () => {
  it.each(rows)('%s', (_, broken, says, good) => {
    expect(check(broken)).toContain(says);
    expect(check(broken)).toContain('[json-pointer:/blocks/0');
    expect(check(good)).toBeNull();
  });

  it('50 blocks', () => {
    expect(check(...times(51, () => section()))).toContain('50');
    expect(check(...times(50, () => section()))).toBeNull();
  });

  it('block_ids that differ', () => {
    expect(check(section('a', { block_id: 'x' }), section('b', { block_id: 'x' }))).toContain(
      'already exists',
    );
    expect(check(section('a', { block_id: 'x' }), section('b', { block_id: 'y' }))).toBeNull();
  });

  it('action_ids that differ within a block', () => {
    expect(check(actions(button('x'), button('x')))).toContain('/blocks/0/elements/1/action_id');
    expect(check(actions(button('x')), actions(button('x')))).toBeNull();
  });

  it('one element that takes the focus', () => {
    const focused = (at: string) => actions(menu({ action_id: at, focus_on_load: true }));
    expect(check(focused('a'), focused('b'))).toContain('focus_on_load');
    expect(check(focused('a'))).toBeNull();
  });
});

it('choices while somebody types are 100 at most, as options or as groups', () => {
  expect(checkChoices({ options: options(101) })).toContain('100');
  expect(checkChoices({ options: options(100) })).toBeNull();
  expect(checkChoices({})).toContain('exactly one');
  expect(checkChoices({ option_groups: groups(2) })).toBeNull();
  expect(checkChoices({ options: [] })).toBeNull();
});
