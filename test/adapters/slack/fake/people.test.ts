/** People of the stand-in Slack do what Slack's client lets them do, and no more. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Block, Body, Message } from '../../../fakes/slack/world.js';
import {
  actions,
  button,
  type FakeStage,
  input,
  modal,
  openFake,
  openModal,
  option,
  png,
  type SocketBot,
  text,
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

async function posted(...elements: readonly Block[]): Promise<Message> {
  await stage.ask('chat.postMessage', { channel: stage.channel.id, blocks: [actions(...elements)] });
  return stage.fake.messages(stage.channel).at(-1)!;
}

describe('a control', () => {
  test('is there, and what it is used as', async () => {
    const message = await posted(button('go', { value: '7' }), { ...menu(), action_id: 'menu' });
    expect(() => stage.ada.press(message, 'stop')).toThrow('no stop');
    expect(() => stage.ada.press(message, 'menu')).toThrow('no button');
    expect(() => stage.ada.select(message, 'go', 'a')).toThrow('no menu');
    expect(() => stage.ada.select(message, 'menu', 'c')).toThrow('does not offer c');
    expect(stage.ada.press(message, 'go').payload).toMatchObject({
      ...{
        actions: [{ action_id: 'go', value: '7' }],
        message: { ts: message.ts },
        channel: { id: stage.channel.id },
      },
      container: { type: 'message', is_ephemeral: false },
    });
    expect(stage.ada.select(message, 'menu', 'b').payload).toMatchObject({
      actions: [{ action_id: 'menu', selected_option: option('b') }],
    });
  });

  test('is used by who sees it', async () => {
    const message = await posted(button());
    const eve = stage.fake.as(stage.fake.addUser(stage.team), stage.channel);
    expect(() => eve.press(message, 'go')).toThrow('is not in');
    stage.fake.deleteMessage(message);
    expect(() => stage.ada.press(message, 'go')).toThrow('deleted');
    await stage.ask('chat.postEphemeral', {
      channel: stage.channel.id,
      user: stage.ada.user.id,
      blocks: [actions(button())],
    });
    const quiet = stage.fake.messages(stage.channel).at(-1)!;
    expect(() => stage.bo.press(quiet, 'go')).toThrow('does not see');
    const { payload } = stage.ada.press(quiet, 'go');
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
  });

  test('goes by its block where several have one name', async () => {
    const view = await openModal(
      stage,
      bot,
      modal([input('a', menu(), { dispatch_action: true }), input('b', menu())]),
    );
    expect(() => stage.ada.select(view, 'value', 'a')).toThrow('several');
    expect(() => stage.ada.select(view, 'b', 'a')).toThrow('before it is sent');
    expect(stage.ada.select(view, 'a', 'a').payload).toMatchObject({
      actions: [{ block_id: 'a', action_id: 'value' }],
    });
  });

  test('of a modal is its user’s, as long as it is open', async () => {
    const view = await openModal(stage, bot, modal([actions(button())]));
    expect(() => stage.bo.press(view, 'go')).toThrow('not theirs');
    stage.ada.close(view);
    expect(() => stage.ada.press(view, 'go')).toThrow('closed');
    const still = await openModal(stage, bot, modal(undefined, { submit: undefined }));
    expect(() => stage.ada.submit(still)).toThrow('cannot be sent');
  });

  test('offers what the bot says while somebody types, in time and rightly', async () => {
    const view = await form({ type: 'external_select', min_query_length: 2 });
    await expect(stage.ada.typeahead(view, 'it', 'n')).rejects.toThrow('too short');
    const night = { text: text('Night'), value: 'night' };
    const typed = stage.ada.typeahead(view, 'it', 'ni');
    const envelope = await bot.next();
    expect(envelope.payload).toMatchObject({ type: 'block_suggestion', value: 'ni', block_id: 'it' });
    bot.ack(envelope, { options: [night] });
    expect(await typed).toEqual([{ text: 'Night', value: 'night' }]);
    expect(() => stage.ada.submit(view, { it: 'day' })).toThrow('does not offer');
    expect(told(stage.ada.submit(view, { it: 'night' }))).toMatchObject({ selected_option: night });
    await bot.next();
    const wrong = stage.ada.typeahead(view, 'it', 'ni');
    bot.ack(await bot.next(), { options: [{ text: 'Night' }] });
    await expect(wrong).rejects.toThrow('json-pointer:/response/options/0');
  });
});

describe('somebody', () => {
  test('writes where they are', () => {
    const apart = stage.fake.addChannel(stage.team);
    expect(() => stage.fake.as(stage.ada.user, apart).slash('/paint')).toThrow('is not in');
    stage.channel.isArchived = true;
    expect(() => stage.ada.say('hello')).toThrow('archived');
  });

  test('is heard where the bot is, when it is called', async () => {
    stage.ada.say('nothing');
    const { exchange, message } = stage.ada.mention('hello', [file('a.png')]);
    expect(exchange!.payload).toMatchObject({
      event: {
        type: 'app_mention',
        text: message.text,
        files: [{ name: 'a.png' }],
        channel: stage.channel.id,
      },
    });
    expect(message.text).toBe(`<@${stage.installation.botUser.id}> hello`);
    stage.installation.scopes.delete('app_mentions:read');
    expect(stage.ada.mention('hello').exchange).toBeNull();
    stage.fake.remove(stage.channel);
    expect(stage.bo.mention('hello').exchange).toBeNull();
    const direct = stage.fake.as(stage.ada.user, stage.fake.directChannel(stage.ada.user));
    direct.say('psst');
    await stage.fake.until(() => bot.heard.length === 2);
    expect(bot.heard[1]!.payload).toMatchObject({
      event: { type: 'message', channel_type: 'im', text: 'psst' },
    });
  });

  test('uses an application that may have commands', () => {
    stage.installation.scopes.delete('commands');
    expect(() => stage.ada.slash('/paint')).toThrow('lacks commands');
    expect(() => stage.ada.shortcut('paint')).toThrow('lacks commands');
  });

  test('shares files of their own', () => {
    expect(() => stage.bo.say('look', [file('a.png')])).toThrow('not theirs');
    expect(stage.ada.say('look', [file('a.png')]).files).toHaveLength(1);
  });
});
