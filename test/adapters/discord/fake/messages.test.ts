/** Messages at the stand-in Discord: components, mentions, nonces, who may write where, and what nobody sees. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appDefault, permission } from '../../../fakes/discord/state/permissions.js';
import type { Body } from '../../../fakes/discord/world.js';
import {
  button,
  componentsV2,
  ephemeral,
  type FakeStage,
  file,
  message,
  openFake,
  row,
  text,
} from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake({ buckets: { channel: { limit: 100, windowMs: 1000 } } });
});
afterEach(() => stage.fake.close());

const pathOf = (id?: string) => `/channels/${stage.channel.id}/messages${id === undefined ? '' : `/${id}`}`;
const post = (body: Body, files: ReturnType<typeof file>[] = []) =>
  stage.ask(`POST ${pathOf()}`, body, { files });

describe('the kind of components', () => {
  test('is kept by every edit: content and embeds can never come back', async () => {
    const { body } = await post(message(text('new kind')));
    const edit = (change: Body) => stage.ask(`PATCH ${pathOf(body.id as string)}`, change);
    expect(await edit({ content: 'old kind' })).toMatchObject({ status: 400, code: 50035 });
    expect(await edit({ flags: 0, content: 'old kind' })).toMatchObject({ status: 400, code: 50035 });
    const edited = await edit({ flags: 0, components: [text('still new')] });
    expect(edited).toMatchObject({ status: 200, body: { flags: componentsV2 } });
  });

  test('is turned to by an edit that empties what is of the old one', async () => {
    const { body } = await post({ content: 'old kind' });
    const edit = (change: Body) => stage.ask(`PATCH ${pathOf(body.id as string)}`, change);
    expect(await edit(message(text('new kind')))).toMatchObject({ status: 400, code: 50035 });
    expect((await edit({ ...message(text('new kind')), content: null })).status).toBe(200);
    expect(stage.fake.messages()[0]).toMatchObject({ text: 'new kind', edits: 1 });
  });

  test('has its rules, which are looked at, and told in Discord’s shape', async () => {
    const many = await post(message(row(...Array.from({ length: 6 }, (_, at) => button(`b${at}`)))));
    expect(many).toMatchObject({ status: 400, code: 50035, body: { message: 'Invalid Form Body' } });
    const twin = await post(message(row(button('same'), button('same'))));
    expect(twin.body.errors).toMatchObject({
      components: { 0: { components: { 1: { custom_id: { _errors: [{ code: expect.any(String) }] } } } } },
    });
    expect(await post({})).toMatchObject({ status: 400, code: 50006 });
    expect((await post(message(row(button('one'), button('other'))))).status).toBe(200);
  });
});

describe('mentions', () => {
  const pinged = () => stage.fake.messages().at(-1)!.pinged;

  test('ping whoever is named, unless the bot says whom', async () => {
    const [ada, bo] = [stage.ada.user.id, stage.bo.user.id];
    const body = message(text(`<@${ada}> and <@${bo}>, @everyone`));
    await post(body);
    expect(pinged()).toEqual([ada, bo, 'everyone']);
    await post({ ...body, allowed_mentions: { parse: [] } });
    expect(pinged()).toEqual([]);
    await post({ ...body, allowed_mentions: { parse: [], users: [ada] } });
    expect(pinged()).toEqual([ada]);
    await post({ ...body, allowed_mentions: { parse: ['everyone'] } });
    expect(pinged()).toEqual(['everyone']);
  });

  test('in an edit ping nobody, save in that which ends "thinking..."', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, 5);
    const edit = (user: string) => stage.ask(`PATCH ${stage.webhook(exchange)}`, message(text(`<@${user}>`)));
    await edit(stage.ada.user.id);
    await edit(stage.bo.user.id);
    expect(await exchange.message()).toMatchObject({ pinged: [stage.ada.user.id], edits: 2 });
  });
});

describe('a nonce', () => {
  test('that is enforced makes one message of two posts, for five minutes', async () => {
    const body = { ...message(text('done')), nonce: 'job1', enforce_nonce: true };
    const first = await post(body);
    expect((await post(body)).body.id).toBe(first.body.id);
    expect((await post({ ...body, nonce: 'job2' })).body.id).not.toBe(first.body.id);
    await stage.clock.pass(5 * 60_000);
    expect((await post(body)).body.id).not.toBe(first.body.id);
    expect(stage.fake.messages()).toHaveLength(3);
  });

  test('that is not enforced makes two', async () => {
    const body = { ...message(text('done')), nonce: 'job1' };
    expect((await post(body)).body.nonce).toBe('job1');
    await post(body);
    expect(stage.fake.messages()).toHaveLength(2);
  });
});

describe('the bot may write', () => {
  const hello = message(text('hello'));
  const shown = { content: 'hello' };
  const rows: readonly [need: string, without: bigint, code: number][] = [
    ['where it sees the channel', permission.viewChannel, 50001],
    ['where it may send', permission.sendMessages, 50013],
    ['files where it may attach', permission.attachFiles, 50013],
  ];
  test.each(rows)('%s', async (_, bit, code) => {
    stage.channel.appPermissions = appDefault & ~bit;
    expect(await post(shown, [file('a.png')])).toMatchObject({ status: 403, code });
    stage.channel.appPermissions = appDefault;
    expect((await post(shown, [file('a.png')])).status).toBe(200);
    stage.guild.appPermissions = permission.administrator;
    stage.channel.appPermissions = null;
    expect((await post(shown, [file('a.png')])).status).toBe(200);
  });

  test('where it is: in its guilds and its direct messages', async () => {
    stage.guild.hasApp = false;
    expect(await post(hello)).toMatchObject({ status: 403, code: 50001 });
    const others = stage.fake.privateChannel([stage.ada.user, stage.bo.user]);
    const path = `POST /channels/${others.id}/messages`;
    expect(await stage.ask(path, hello)).toMatchObject({ status: 403, code: 50001 });
    const opened = await stage.ask('POST /users/@me/channels', { recipient_id: stage.ada.user.id });
    const direct = `POST /channels/${opened.body.id}/messages`;
    expect((await stage.ask(direct, hello)).status).toBe(200);
    stage.ada.user.acceptsMessages = false;
    expect(await stage.ask(direct, hello)).toMatchObject({ status: 403, code: 50007 });
  });

  test('where the channel is there still', async () => {
    stage.fake.deleteChannel(stage.channel);
    expect(await post(hello)).toMatchObject({ status: 404, code: 10003 });
  });

  test('its own messages anew, others’ not', async () => {
    const theirs = stage.ada.say('mine');
    expect(await stage.ask(`PATCH ${pathOf(theirs.id)}`, shown)).toMatchObject({ status: 403, code: 50005 });
    expect(await stage.ask(`DELETE ${pathOf(theirs.id)}`)).toMatchObject({ status: 403, code: 50013 });
    const own = (await post(shown)).body.id as string;
    expect((await stage.ask(`PATCH ${pathOf(own)}`, { content: 'edited' })).status).toBe(200);
    expect((await stage.ask(`DELETE ${pathOf(own)}`)).status).toBe(204);
  });
});

describe('what is not there for it', () => {
  test('is a deleted message, for both kinds of edit', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, 4, message(text('hello')));
    const shown = await exchange.message();
    const edits = [`PATCH ${stage.webhook(exchange)}`, `PATCH ${pathOf(shown.id)}`];
    for (const edit of edits) expect((await stage.ask(edit, message(text('edited')))).status).toBe(200);
    stage.fake.deleteMessage(shown);
    for (const edit of edits)
      expect(await stage.ask(edit, message(text('x')))).toMatchObject({ status: 404, code: 10008 });
    expect(stage.fake.messages()).toEqual([]);
    expect(shown.isDeleted).toBe(true);
  });

  test('is an ephemeral message, for the bot’s token', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, 4, { ...message(text('secret')), flags: componentsV2 | ephemeral });
    const { id } = await exchange.message();
    expect(await stage.ask(`GET ${pathOf(id)}`)).toMatchObject({ status: 404, code: 10008 });
    expect(await stage.ask(`PATCH ${pathOf(id)}`, message(text('x')))).toMatchObject({ code: 10008 });
    expect((await stage.ask(`GET ${pathOf()}`)).body).toEqual([]);
    expect((await stage.ask(`PATCH ${stage.webhook(exchange)}`, message(text('x')))).status).toBe(200);
    expect(exchange.isEphemeral).toBe(true);
  });
});

test('a channel’s messages are listed newest first, within a limit and ids', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 4; count++) ids.push((await post(message(text(`${count}`)))).body.id as string);
  const list = async (query: string) =>
    ((await stage.ask(`GET ${pathOf()}?${query}`)).body as unknown as Body[]).map(({ id }) =>
      ids.indexOf(id as string),
    );
  expect(await list('limit=3')).toEqual([3, 2, 1]);
  expect(await list(`before=${ids[2]}`)).toEqual([1, 0]);
  expect(await list(`limit=2&after=${ids[0]}`)).toEqual([2, 1]);
  expect((await stage.ask(`GET ${pathOf()}?limit=101`)).status).toBe(400);
  stage.channel.appPermissions = appDefault & ~permission.readHistory;
  expect(await list('limit=3')).toEqual([]);
});
