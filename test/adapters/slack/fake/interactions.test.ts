/** The stand-in Slack keeps to the rules of interactions: each is broken once, and kept once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  actions,
  button,
  type FakeStage,
  modal,
  openFake,
  openModal,
  post,
  type SocketBot,
  section,
} from './fake-stage.js';

let stage: FakeStage;
let bot: SocketBot;
beforeEach(async () => {
  stage = await openFake();
  bot = await stage.connect();
});
afterEach(() => stage.fake.close());

describe('the acknowledgement', () => {
  test('comes within 3 seconds, or the user is told that nothing came, and it is sent again', async () => {
    const late = stage.ada.slash('/paint');
    const first = await bot.next();
    await stage.clock.pass(2999);
    const right = stage.bo.slash('/paint');
    bot.ack(await bot.next());
    await expect(right.acknowledged).resolves.toMatchObject({ response: null });
    await stage.clock.pass(1);
    await expect(late.acknowledged).rejects.toThrow('operation_timeout');
    const again = await bot.next();
    expect(again).toEqual(first);
    expect(late.sent).toBe(2);
    bot.ack(again, { text: 'too late' });
    await stage.clock.pass(10_000);
    expect([late.sent, late.messages, right.sent]).toEqual([2, [], 1]);
  });

  test('of what was acknowledged is wanted no more', async () => {
    const exchange = stage.ada.slash('/paint');
    const envelope = await bot.next();
    bot.ack(envelope, { text: 'one' });
    bot.ack(envelope, { text: 'two' });
    expect((await exchange.message()).text).toBe('one');
    stage.fake.sockets.repeat(exchange.id);
    bot.ack(await bot.next(), { text: 'three' });
    await stage.clock.pass(10_000);
    expect(exchange.messages).toHaveLength(1);
  });

  test('says something for the user alone, or for all', async () => {
    const [quiet, loud] = [stage.ada.slash('/paint'), stage.ada.slash('/paint')];
    bot.ack(await bot.next(), { text: 'psst' });
    bot.ack(await bot.next(), { text: 'hear', response_type: 'in_channel' });
    expect((await quiet.message()).ephemeralFor).toBe(stage.ada.user.id);
    expect((await loud.message()).ephemeralFor).toBeNull();
  });

  test('that makes no sense is none', async () => {
    const exchange = stage.ada.slash('/paint');
    bot.ack(await bot.next(), { blocks: [{ type: 'nonsense' }] });
    await expect(exchange.acknowledged).rejects.toThrow('invalid_blocks');
    expect(exchange.messages).toEqual([]);
  });

  test('of events is asked for three times more', async () => {
    const { exchange } = stage.ada.mention('hello');
    expect((await bot.next()).retry_attempt).toBe(0);
    await stage.clock.pass(3000);
    const again = await bot.next();
    expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout', envelope_id: exchange!.id });
    await stage.clock.pass(63_000);
    await stage.clock.pass(303_000);
    await stage.clock.pass(3000);
    await expect(exchange!.acknowledged).rejects.toThrow('timeout');
    expect(exchange!.sent).toBe(4);
    const ids = bot.heard.map(({ payload }) => payload.event_id);
    expect(new Set(ids).size).toBe(1);
  });

  test('ends the repetitions of an event', async () => {
    const { exchange } = stage.ada.mention('hello');
    await bot.next();
    await stage.clock.pass(3000);
    bot.ack(await bot.next());
    await exchange!.acknowledged;
    await stage.clock.pass(400_000);
    expect(exchange!.sent).toBe(2);
  });

  test('cannot come where nobody listens', async () => {
    bot.socket.terminate();
    await stage.fake.until(() => stage.fake.sockets.connections === 0);
    await expect(stage.ada.slash('/paint').acknowledged).rejects.toThrow('dispatch_failed');
  });
});

describe('a trigger_id', () => {
  const open = (id: string | null) => stage.ask('views.open', { trigger_id: id, view: modal() });

  test('lives 3 seconds', async () => {
    const [late, right] = [stage.ada.slash('/paint'), stage.ada.slash('/paint')];
    bot.ackAll();
    await stage.clock.pass(3000);
    expect(await open(right.triggerId)).toMatchObject({ ok: true });
    await stage.clock.pass(1);
    expect(await open(late.triggerId)).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('opens one modal', async () => {
    const { triggerId } = stage.ada.slash('/paint');
    expect(await open(triggerId)).toMatchObject({ ok: true });
    expect(await open(triggerId)).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(stage.fake.modals(stage.ada.user)).toHaveLength(1);
  });

  test('is still good after a view that was refused', async () => {
    const { triggerId } = stage.ada.slash('/paint');
    const refused = await stage.ask('views.open', { trigger_id: triggerId, view: modal([]) });
    expect(refused).toMatchObject({ error: 'invalid_arguments' });
    expect(await open(triggerId)).toMatchObject({ ok: true });
  });

  test('is one that Slack gave', async () => {
    expect(await open('1.2.abc')).toMatchObject({ error: 'invalid_trigger_id' });
    const other = stage.fake.addTeam();
    const eve = stage.fake.addUser(other);
    const theirs = stage.fake.install(eve);
    const exchange = stage.fake.as(eve, stage.fake.directChannel(eve)).slash('/paint');
    expect(await open(exchange.triggerId)).toMatchObject({ error: 'invalid_trigger_id' });
    const view = { trigger_id: exchange.triggerId, view: modal() };
    expect(await stage.ask('views.open', view, theirs.token)).toMatchObject({ ok: true });
  });
});

describe('a response_url', () => {
  test('takes five messages', async () => {
    const { responseUrl, messages } = stage.ada.slash('/paint');
    for (let at = 0; at < 5; at++) expect((await post(responseUrl!, { text: `${at}` })).status).toBe(200);
    expect(await post(responseUrl!, { text: 'six' })).toMatchObject({ status: 404, error: 'used_url' });
    expect(messages).toHaveLength(5);
  });

  test('lives 30 minutes', async () => {
    const { responseUrl } = stage.ada.slash('/paint');
    await stage.clock.pass(30 * 60_000);
    expect((await post(responseUrl!, { text: 'in time' })).status).toBe(200);
    await stage.clock.pass(1);
    expect(await post(responseUrl!, { text: 'late' })).toMatchObject({ status: 404, error: 'expired_url' });
  });

  test('takes no wrong blocks, and does not count them', async () => {
    const { responseUrl } = stage.ada.slash('/paint');
    for (let at = 0; at < 6; at++)
      expect(await post(responseUrl!, { blocks: [{ type: 'x' }] })).toMatchObject({
        status: 400,
        error: 'invalid_blocks',
      });
    expect((await post(responseUrl!, { blocks: [section()] })).status).toBe(200);
  });

  test('answers where the bot is no member, in the place of what it said', async () => {
    stage.fake.remove(stage.channel);
    const exchange = stage.ada.slash('/paint');
    bot.ack(await bot.next(), { text: 'hi', blocks: [actions(button())] });
    const message = await exchange.message();
    expect(await stage.ask('chat.postMessage', { channel: stage.channel.id, text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
    const press = stage.ada.press(message, 'go');
    await post(press.responseUrl!, { text: 'new', replace_original: true });
    expect([message.text, message.blocks, message.edits]).toEqual(['new', [], 1]);
    await post(press.responseUrl!, { delete_original: true });
    expect(message.isDeleted).toBe(true);
  });

  test('leaves the messages of people alone', async () => {
    const message = stage.bo.say('mine');
    const exchange = stage.ada.messageShortcut('paint_message', message);
    await post(exchange.responseUrl!, { text: 'new', replace_original: true });
    await post(exchange.responseUrl!, { delete_original: true });
    expect([message.text, message.isDeleted]).toEqual(['mine', false]);
    expect((await exchange.message()).text).toBe('new');
  });

  test('is one that Slack gave', async () => {
    const { responseUrl } = stage.ada.slash('/paint');
    expect((await post(`${responseUrl}x`, { text: 'a' })).status).toBe(404);
  });
});

test('what is sent says who, where and what', async () => {
  const exchange = stage.ada.slash('/paint', 'night sky');
  const { payload } = await bot.next();
  expect(payload).toMatchObject({
    ...{ command: '/paint', text: 'night sky', user_id: stage.ada.user.id, channel_id: stage.channel.id },
    ...{ team_id: stage.team.id, trigger_id: exchange.triggerId, response_url: exchange.responseUrl },
    is_enterprise_install: 'false',
  });
  await stage.ask('views.open', { trigger_id: exchange.triggerId, view: modal() });
  const message = stage.bo.say('look');
  stage.ada.messageShortcut('paint_message', message);
  expect((await bot.next()).payload).toMatchObject({
    ...{ type: 'message_action', callback_id: 'paint_message', message_ts: message.ts, enterprise: null },
    ...{ message: { text: 'look', user: stage.bo.user.id }, channel: { id: stage.channel.id } },
  });
  stage.ada.shortcut('paint_global');
  expect((await bot.next()).payload).toMatchObject({ type: 'shortcut', callback_id: 'paint_global' });
});

test('a modal has no response_url', async () => {
  const view = await openModal(stage, bot, modal([actions(button())]));
  const exchange = stage.ada.press(view, 'go');
  expect(exchange.responseUrl).toBeNull();
  expect((await bot.next()).payload).toMatchObject({
    type: 'block_actions',
    container: { type: 'view', view_id: view.id },
  });
});
