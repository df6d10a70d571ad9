/** Modals and home tabs: every limit, each beside what is just within it. */
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../fakes/slack/checks/index.js';
import type { Body } from '../../../fakes/slack/world.js';
import { button, input, modal, option, section, text } from './fake-stage.js';

const long = (length: number) => 'x'.repeat(length);
const sections = (count: number) => Array.from({ length: count }, () => section());
const holds = (element: Body, rest: Body = {}) => modal([input('a', element, rest)]);
const files = (rest: Body) => holds({ type: 'file_input', ...rest });
const number = (rest: Body) => holds({ type: 'number_input', is_decimal_allowed: false, ...rest });
const words = (rest: Body) => holds({ type: 'plain_text_input', ...rest });
const asks = (rest: Body) => holds({ type: 'external_select', ...rest });

const rows: readonly (readonly [rule: string, broken: Body, says: string, good: Body])[] = [
  ['100 blocks', modal(sections(101)), '100', modal(sections(100))],
  ['a block', modal([]), '/view/blocks', modal(sections(1))],
  ['a title', modal(undefined, { title: undefined }), '/view/title', modal()],
  [
    'titles of 24',
    modal(undefined, { title: text(long(25)) }),
    '24',
    modal(undefined, { title: text(long(24)) }),
  ],
  [
    'buttons of 24',
    modal(undefined, { submit: text(long(25)) }),
    '24',
    modal(undefined, { submit: text(long(24)) }),
  ],
  [
    'ways out of 24',
    modal(undefined, { close: text(long(25)) }),
    '24',
    modal(undefined, { close: text(long(24)) }),
  ],
  [
    'notes of 3000',
    modal(undefined, { private_metadata: long(3001) }),
    '3000',
    modal(undefined, { private_metadata: long(3000) }),
  ],
  [
    'callback_ids of 255',
    modal(undefined, { callback_id: long(256) }),
    '255',
    modal(undefined, { callback_id: long(255) }),
  ],
  [
    'known properties',
    modal(undefined, { colour: 'red' }),
    '/view/colour',
    modal(undefined, { notify_on_close: true }),
  ],
  [
    'a button to send inputs',
    modal([input('a', { type: 'plain_text_input' })], { submit: undefined }),
    'submit is required',
    words({}),
  ],
  [
    'files in inputs only',
    modal([{ type: 'actions', elements: [{ type: 'file_input', action_id: 'f' }] }]),
    'unsupported type',
    files({}),
  ],
  ['a file at least', files({ max_files: 0 }), '/max_files', files({ max_files: 1 })],
  ['10 files', files({ max_files: 11 }), '/max_files', files({ max_files: 10 })],
  [
    'extensions without a dot',
    files({ filetypes: ['.png'] }),
    'file extension',
    files({ filetypes: ['png', 'jpg'] }),
  ],
  [
    'numbers in order',
    number({ min_value: '5', max_value: '4' }),
    'min_value',
    number({ min_value: '4', max_value: '5' }),
  ],
  ['numbers as text', number({ min_value: 5 }), 'number as text', number({ initial_value: '-0.5' })],
  [
    'whether numbers have decimals',
    number({ is_decimal_allowed: undefined }),
    '/is_decimal_allowed',
    number({}),
  ],
  ['texts of 3000', words({ min_length: 3001 }), '/min_length', words({ min_length: 3000 })],
  [
    'lengths in order',
    words({ min_length: 5, max_length: 4 }),
    'min_length',
    words({ min_length: 4, max_length: 4 }),
  ],
  [
    'no options where the bot is asked',
    asks({ options: [option('a')] }),
    '/options',
    asks({ min_query_length: 0 }),
  ],
  [
    'optional as yes or no',
    holds({ type: 'plain_text_input' }, { optional: 'yes' }),
    '/optional',
    holds({ type: 'plain_text_input' }, { optional: true }),
  ],
];

describe('a modal has', () => {
  it.each(rows)('%s', (_, broken, says, good) => {
    expect(checkView(broken, 'modal')).toContain(says);
    expect(checkView(broken, 'modal')).toContain('[json-pointer:/view');
    expect(checkView(good, 'modal')).toBeNull();
  });

  it('block_ids that differ', () => {
    const twice = (other: string) =>
      modal([section('a', { block_id: 'x' }), section('b', { block_id: other })]);
    expect(checkView(twice('x'), 'modal')).toContain('/view/blocks/1/block_id');
    expect(checkView(twice('y'), 'modal')).toBeNull();
  });
});

describe('a home tab has', () => {
  const home = (rest: Body = {}): Body => ({ type: 'home', blocks: [section()], ...rest });

  it('neither title nor buttons of its own', () => {
    expect(checkView(home({ title: text('a') }), 'home')).toContain('/view/title');
    expect(checkView(home({ private_metadata: 'a' }), 'home')).toBeNull();
  });

  it('no files to choose', () => {
    expect(checkView(home({ blocks: [input('a', { type: 'file_input' })] }), 'home')).toContain(
      'unsupported type',
    );
    expect(checkView(home({ blocks: [{ type: 'actions', elements: [button()] }] }), 'home')).toBeNull();
  });

  it('its own type', () => {
    expect(checkView(modal(), 'home')).toContain('/view');
    expect(checkView(home(), 'modal')).toContain('/view');
  });
});
