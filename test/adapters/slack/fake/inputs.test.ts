/** People of the stand-in Slack fill in what Slack's client lets them fill in, and no more. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotDo } from '../../../fakes/slack/person.js';
import type { Block, Body } from '../../../fakes/slack/world.js';
import {
  type FakeStage,
  input,
  modal,
  openFake,
  openModal,
  option,
  png,
  type SocketBot,
} from './fake-stage.js';

let stage: FakeStage;
let bot: SocketBot;
beforeEach(async () => {
  stage = await openFake({ events: ['app_mention', 'message.im'] });
  bot = await stage.connect();
});
afterEach(() => stage.fake.close());

const file = (name: string, size = png.length) =>
  stage.fake.upload(stage.ada.user, { name, bytes: Buffer.concat([png, new Uint8Array(size - png.length)]) });
const menu = (rest: Body = {}): Block => ({
  type: 'static_select',
  options: [option('a'), option('b')],
  ...rest,
});
const form = (element: Body, rest: Body = {}) => openModal(stage, bot, modal([input('it', element, rest)]));
/** What the bot is told of the input. */
const told = ({ payload }: { payload: Body }) =>
  (payload.view as { state: { values: Record<string, Record<string, unknown>> } }).state.values.it!.value;

/** Each with what cannot be filled in, what can, and what is told then. */
const rows: readonly (readonly [
  string,
  Body,
  string | readonly string[],
  string | readonly string[],
  Body,
])[] = [
  [
    'a text of the right length',
    { type: 'plain_text_input', min_length: 2, max_length: 3 },
    'abcd',
    'abc',
    { value: 'abc' },
  ],
  ['a text that is there', { type: 'plain_text_input' }, '', 'a', { value: 'a' }],
  ['a number', { type: 'number_input', is_decimal_allowed: true }, 'ten', '1.5', { value: '1.5' }],
  ['a whole number', { type: 'number_input', is_decimal_allowed: false }, '1.5', '2', { value: '2' }],
  [
    'a number within its bounds',
    { type: 'number_input', is_decimal_allowed: false, max_value: '5' },
    '6',
    '5',
    { value: '5' },
  ],
  ['an option that is offered', menu(), 'c', 'b', { selected_option: option('b') }],
  ['one option', menu(), ['a', 'b'], 'a', { selected_option: option('a') }],
  [
    'as many options as may be',
    menu({ type: 'multi_static_select', max_selected_items: 1 }),
    ['a', 'b'],
    ['b'],
    { selected_options: [option('b')] },
  ],
  ['each option once', menu({ type: 'checkboxes' }), ['a', 'a'], ['a'], { selected_options: [option('a')] }],
  ['a date', { type: 'datepicker' }, 'today', '2026-11-22', { selected_date: '2026-11-22' }],
  [
    'an address',
    { type: 'url_text_input' },
    'example',
    'https://example.org',
    { value: 'https://example.org' },
  ],
];

describe('an input takes', () => {
  test.each(rows)('%s', async (_, element, wrong, right, value) => {
    const view = await form(element);
    expect(() => stage.ada.submit(view, { it: wrong })).toThrow(CannotDo);
    expect(told(stage.ada.submit(view, { it: right }))).toEqual({ type: element.type, ...value });
  });

  test('nothing where it is optional, and what it begins with', async () => {
    const empty = await form(menu(), { optional: true });
    expect(told(stage.ada.submit(empty))).toEqual({ type: 'static_select', selected_option: null });
    const begun = await form(menu({ initial_option: option('b') }));
    expect(told(stage.ada.submit(begun))).toMatchObject({ selected_option: { value: 'b' } });
    await expect(async () => stage.ada.submit(await form(menu()))).rejects.toThrow('it is required');
    await expect(async () => stage.ada.submit(await form(menu()), { that: 'a' })).rejects.toThrow(
      'no input that',
    );
  });

  test('users and channels that they know', async () => {
    const { fake, team, channel } = stage;
    const hidden = fake.addChannel(team, { kind: 'private' });
    const direct = fake.directChannel(stage.ada.user);
    const only = { type: 'conversations_select', filter: { include: ['public'] } };
    const wrong: readonly (readonly [Body, string])[] = [
      [{ type: 'users_select' }, fake.addUser(fake.addTeam()).id],
      [{ type: 'conversations_select' }, hidden.id],
      [only, direct.id],
      [{ type: 'channels_select' }, direct.id],
    ];
    for (const [element, id] of wrong) {
      const view = await form(element);
      expect(() => stage.ada.submit(view, { it: id }), String(element.type)).toThrow('does not offer');
    }
    const view = await form({
      type: 'conversations_select',
      default_to_current_conversation: true,
      response_url_enabled: true,
    });
    const exchange = stage.ada.submit(view);
    expect(told(exchange)).toMatchObject({ selected_conversation: channel.id });
    expect(exchange.payload.response_urls).toMatchObject([{ channel_id: channel.id, block_id: 'it' }]);
  });

  test('files of theirs: so many, of such names, of 10 MB at most; the bot may have them then', async () => {
    const view = await form({ type: 'file_input', filetypes: ['png'], max_files: 1 });
    const submit = (...files: readonly ReturnType<typeof file>[]) =>
      stage.ada.submit(view, {}, { it: files });
    const theirs = stage.fake.upload(stage.bo.user, { name: 'b.png', bytes: png });
    expect(() => submit()).toThrow('required');
    expect(() => submit(file('a.png'), file('b.png'))).toThrow('1 files at most');
    expect(() => submit(file('a.gif'))).toThrow('.gif');
    expect(() => submit(file('a.png', 10 * 2 ** 20 + 1))).toThrow('bytes at most');
    expect(() => submit(theirs)).toThrow('others');
    const photo = file('A.PNG', 10 * 2 ** 20);
    expect(await stage.ask('files.info', { file: photo.id })).toMatchObject({ error: 'file_not_found' });
    expect(told(submit(photo))).toMatchObject({ files: [{ id: photo.id, url_private: photo.url }] });
    expect(await stage.ask('files.info', { file: photo.id })).toMatchObject({ ok: true });
  });
});
