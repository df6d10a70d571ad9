/** The stand-in Slack keeps to the rules of messages: each is broken once, and kept once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../../fakes/slack/world.js';
import { type FakeStage, openFake, pictureOf, section, uploadFile } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const say = (body: object) => stage.ask('chat.postMessage', { channel: stage.channel.id, ...body });
const update = (body: object) => stage.ask('chat.update', { channel: stage.channel.id, ...body });
const long = (length: number) => 'x'.repeat(length);

async function posted(body: object = { text: 'hello' }): Promise<Message> {
  const { body: said } = await say(body);
  return stage.fake.messages(stage.channel).find(({ ts }) => ts === said.ts)!;
}

describe('a message is posted', () => {
  test('with something in it, and not too much', async () => {
    expect(await say({})).toMatchObject({ ok: false, error: 'no_text', status: 200 });
    expect(await say({ text: long(40_001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await say({ text: long(40_000) })).toMatchObject({ ok: true });
    expect(await say({ blocks: [section()] })).toMatchObject({ ok: true });
  });

  test('with right blocks, and is told where they are wrong', async () => {
    expect(await say({ blocks: 'x' })).toMatchObject({ error: 'invalid_blocks_format' });
    const { error, body } = await say({ blocks: [section(long(3001))] });
    expect(error).toBe('invalid_blocks');
    expect(body.response_metadata).toEqual({
      messages: [expect.stringMatching(/^\[ERROR\] .*json-pointer:\/blocks\/0\/text\/text\]$/)],
    });
  });

  test('as a form with JSON in it just as well', async () => {
    const form = new URLSearchParams({
      ...{ token: stage.installation.token, channel: stage.channel.id },
      blocks: JSON.stringify([section('from a form')]),
    });
    const response = await fetch(`${stage.fake.apiUrl}chat.postMessage`, { method: 'POST', body: form });
    expect(await response.json()).toMatchObject({ ok: true });
    expect(stage.fake.messages()[0]!.words).toBe('from a form');
  });

  test('where the bot is a member', async () => {
    const { fake, team, ada } = stage;
    const [open, hidden] = [
      fake.addChannel(team, {}, [ada.user]),
      fake.addChannel(team, { kind: 'private' }, [ada.user]),
    ];
    expect(await say({ channel: 'C404', text: 'a' })).toMatchObject({ error: 'channel_not_found' });
    expect(await say({ channel: open.id, text: 'a' })).toMatchObject({ error: 'not_in_channel' });
    expect(await say({ channel: hidden.id, text: 'a' })).toMatchObject({ error: 'channel_not_found' });
    fake.invite(hidden);
    expect(await say({ channel: hidden.id, text: 'a' })).toMatchObject({ ok: true });
    stage.installation.scopes.add('chat:write.public');
    expect(await say({ channel: open.id, text: 'a' })).toMatchObject({ ok: true });
  });

  test('in no archive, and in no other workspace', async () => {
    const other = stage.fake.addTeam();
    expect(await say({ channel: stage.fake.addChannel(other).id, text: 'a' })).toMatchObject({
      error: 'channel_not_found',
    });
    stage.channel.isArchived = true;
    expect(await say({ text: 'a' })).toMatchObject({ error: 'is_archived' });
    stage.channel.isArchived = false;
    expect(await say({ text: 'a' })).toMatchObject({ ok: true });
  });

  test('to a user: in the conversation with them', async () => {
    const { body } = await say({ channel: stage.ada.user.id, text: 'psst' });
    expect(body.channel).toBe(stage.fake.directChannel(stage.ada.user).id);
    const opened = await stage.ask('conversations.open', { users: stage.ada.user.id });
    expect(opened.body).toMatchObject({ channel: { id: body.channel } });
    expect(await stage.ask('conversations.open', { users: 'U404' })).toMatchObject({
      error: 'user_not_found',
    });
  });

  test('in the thread of a message that is there and begins one', async () => {
    const root = await posted();
    const reply = await posted({ text: 'reply', thread_ts: root.ts });
    expect([reply.thread, root.thread]).toEqual([root.ts, root.ts]);
    expect(await say({ text: 'a', thread_ts: reply.ts })).toMatchObject({ error: 'cannot_reply_to_message' });
    expect(await say({ text: 'a', thread_ts: '1.2' })).toMatchObject({ error: 'cannot_reply_to_message' });
    const replies = await stage.ask('conversations.replies', { channel: stage.channel.id, ts: root.ts });
    expect(replies.body.messages).toMatchObject([{ ts: root.ts, reply_count: 1 }, { ts: reply.ts }]);
    const history = await stage.ask('conversations.history', { channel: stage.channel.id });
    expect(history.body.messages).toHaveLength(1);
  });
});

describe('a message is changed', () => {
  test('by who posted it', async () => {
    const [own, other] = [await posted(), stage.ada.say('mine')];
    expect(await update({ ts: other.ts, text: 'a' })).toMatchObject({ error: 'cant_update_message' });
    expect(await update({ ts: own.ts, text: 'a' })).toMatchObject({ ok: true });
    expect(own).toMatchObject({ text: 'a', edits: 1 });
    const remove = (ts: string) => stage.ask('chat.delete', { channel: stage.channel.id, ts });
    expect(await remove(other.ts)).toMatchObject({ error: 'cant_delete_message' });
    expect(await remove(own.ts)).toMatchObject({ ok: true });
    expect(await update({ ts: own.ts, text: 'b' })).toMatchObject({ error: 'message_not_found' });
  });

  test('as long as it is there', async () => {
    const message = await posted();
    stage.fake.deleteMessage(message);
    expect(await update({ ts: message.ts, text: 'a' })).toMatchObject({ error: 'message_not_found' });
    expect(await update({ ts: '1.2', text: 'a' })).toMatchObject({ error: 'message_not_found' });
  });

  test('as long as the workspace lets it be', async () => {
    const message = await posted();
    stage.team.editWindowMs = 60_000;
    await stage.clock.pass(60_000);
    expect(await update({ ts: message.ts, text: 'a' })).toMatchObject({ ok: true });
    await stage.clock.pass(1);
    expect(await update({ ts: message.ts, text: 'b' })).toMatchObject({ error: 'edit_window_closed' });
    stage.team.editWindowMs = null;
    stage.channel.isArchived = true;
    expect(await update({ ts: message.ts, text: 'b' })).toMatchObject({ error: 'is_inactive' });
  });

  test('with 4000 characters at most, and something', async () => {
    const { ts } = await posted();
    expect(await update({ ts, text: long(4001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await update({ ts, text: long(4000) })).toMatchObject({ ok: true });
    expect(await update({ ts })).toMatchObject({ error: 'no_text' });
  });

  test('and loses the blocks that a text comes without', async () => {
    const message = await posted({ text: 'a', blocks: [section('shown')] });
    await update({ ts: message.ts, text: 'b', blocks: [section('new')] });
    expect(message.words).toBe('new');
    await update({ ts: message.ts, text: 'c' });
    expect([message.words, message.blocks]).toEqual(['c', []]);
    expect(message.revisions.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  test('and can be waited for', async () => {
    const message = await posted();
    const soon = message.until(({ text }) => text === 'later');
    await update({ ts: message.ts, text: 'later' });
    await expect(soon).resolves.toBe(message);
    await expect(message.until(({ text }) => text === 'never', 10)).rejects.toThrow('10 ms');
  });

  test('with further files by their ids', async () => {
    const [message, id] = [await posted(), await uploadFile(stage)];
    expect(await update({ ts: message.ts, file_ids: ['F404'] })).toMatchObject({ error: 'file_not_found' });
    await update({ ts: message.ts, file_ids: [id] });
    expect(message.files.map((file) => file.id)).toEqual([id]);
  });
});

describe('what one user sees alone', () => {
  const whisper = (user: string) =>
    stage.ask('chat.postEphemeral', { channel: stage.channel.id, user, text: 'psst' });

  test('is for members', async () => {
    const eve = stage.fake.addUser(stage.team);
    expect(await whisper(eve.id)).toMatchObject({ error: 'user_not_in_channel' });
    expect(await whisper(stage.bo.user.id)).toMatchObject({ ok: true });
    expect(stage.fake.messages()[0]!.ephemeralFor).toBe(stage.bo.user.id);
  });

  test('cannot be changed by a method, and is in no history', async () => {
    const { body } = await whisper(stage.bo.user.id);
    const ts = String(body.message_ts);
    expect(await update({ ts, text: 'a' })).toMatchObject({ error: 'message_not_found' });
    expect(await say({ text: 'a', thread_ts: ts })).toMatchObject({ error: 'cannot_reply_to_message' });
    const history = await stage.ask('conversations.history', { channel: stage.channel.id });
    expect(history.body.messages).toEqual([]);
  });
});

test('a picture in a block is a file that is there, a picture, and the bot may have it', async () => {
  const { ask, fake, ada } = stage;
  const show = (id: string) => say({ blocks: [pictureOf(id)] });
  const refused = {
    error: 'invalid_blocks',
    body: { errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'] },
  };
  const theirs = fake.upload(ada.user, { bytes: new Uint8Array(9), name: 'a.png', mimetype: 'image/png' });
  expect(await show('F404')).toMatchObject(refused);
  expect(await show(theirs.id)).toMatchObject(refused);
  expect(await show(await uploadFile(stage, {}, Buffer.from('%PDF-1'), 'a.pdf'))).toMatchObject(refused);
  const id = await uploadFile(stage);
  expect(await show(id)).toMatchObject({ ok: true });
  expect(
    await say({ blocks: [{ type: 'image', alt_text: 'a', slack_file: { url: fake.file(id)!.url } }] }),
  ).toMatchObject({ ok: true });
  await ask('files.delete', { file: id });
  expect(await show(id)).toMatchObject(refused);
});

test('a reaction is given once', async () => {
  const message = stage.ada.say('nice');
  const react = (name: string) =>
    stage.ask('reactions.add', { channel: stage.channel.id, timestamp: message.ts, name });
  expect(await react('eyes!')).toMatchObject({ error: 'invalid_name' });
  expect(await react('eyes')).toMatchObject({ ok: true });
  expect(await react('eyes')).toMatchObject({ error: 'already_reacted' });
  expect(message.reactions.get('eyes')).toEqual(new Set([stage.installation.botUser.id]));
});

test('a link to a message names its place', async () => {
  const { ts } = await posted();
  const { body } = await stage.ask('chat.getPermalink', { channel: stage.channel.id, message_ts: ts });
  expect(body.permalink).toBe(`https://team1.slack.com/archives/${stage.channel.id}/p${ts.replace('.', '')}`);
});
