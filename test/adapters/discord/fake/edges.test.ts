/** The stand-in Discord's rules where they meet one another. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appDefault, memberDefault, permission } from '../../../fakes/discord/state/permissions.js';
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

const hello = message(text('hello'));
const withButton = message(row(button('go')));
const pathOf = (id?: string, channel = stage.channel) =>
  `/channels/${channel.id}/messages${id === undefined ? '' : `/${id}`}`;

describe('an answer', () => {
  test('cannot change a message that is deleted meanwhile', async () => {
    const first = stage.ada.slash('paint');
    await stage.answer(first, 4, withButton);
    const shown = await first.message();
    const [late, right] = [stage.ada.press(shown, 'go'), stage.ada.press(shown, 'go')];
    expect((await stage.answer(right, 7, hello)).status).toBe(200);
    stage.fake.deleteMessage(shown);
    expect(await stage.answer(late, 7, hello)).toMatchObject({ status: 404, code: 10008 });
  });

  test('that is deferred shows nothing by an empty edit', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, 5);
    const edit = (body: Body) => stage.ask(`PATCH ${stage.webhook(exchange)}`, body);
    expect(await edit({})).toMatchObject({ status: 400, code: 50006 });
    expect((await exchange.message()).isLoading).toBe(true);
    expect((await edit({ content: 'x' })).status).toBe(200);
    expect(await edit({ content: '' })).toMatchObject({ status: 400, code: 50006 });
  });

  test('for one user stays theirs at every edit, and pings nobody', async () => {
    const exchange = stage.ada.slash('paint');
    const secret = message(text(`<@${stage.bo.user.id}>`));
    await stage.answer(exchange, 4, { ...secret, flags: componentsV2 | ephemeral });
    const edited = await stage.ask(`PATCH ${stage.webhook(exchange)}`, secret);
    expect(edited.body.flags).toBe(componentsV2 | ephemeral);
    expect(await exchange.message()).toMatchObject({ pinged: [], ephemeralFor: stage.ada.user.id });
  });

  test('is asked for at the application’s own address', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, 5);
    const other = stage.webhook(exchange).replace(stage.fake.applicationId, stage.ada.user.id);
    expect(await stage.ask(`PATCH ${other}`, hello)).toMatchObject({ status: 401, code: 50027 });
  });

  test('belongs to who began it, where only they have the application, whoever presses', async () => {
    const guild = stage.fake.addGuild({ hasApp: false });
    const channel = stage.fake.addChannel(guild);
    const [ada, bo] = [stage.ada, stage.bo].map(({ user }) => {
      stage.fake.join(guild, user);
      return stage.fake.as(user, channel);
    }) as [FakeStage['ada'], FakeStage['bo']];
    ada.user.hasApp = true;
    const exchange = ada.slash('paint');
    await stage.answer(exchange, 4, withButton);
    const pressed = bo.press(await exchange.message(), 'go');
    expect(pressed.payload).toMatchObject({
      authorizing_integration_owners: { '1': ada.user.id },
      member: { user: { id: bo.user.id } },
    });
    const posted = await stage.ask(`POST ${pathOf()}`, withButton);
    const own = stage.fake.messages(stage.channel).find(({ id }) => id === posted.body.id)!;
    expect(stage.bo.press(own, 'go').payload.authorizing_integration_owners).toEqual({ '0': stage.guild.id });
  });
});

describe('with the bot’s token', () => {
  test('an edit with a file needs leave to attach, and one without does not', async () => {
    const { body } = await stage.ask(`POST ${pathOf()}`, { content: 'hello' });
    const edit = (...files: ReturnType<typeof file>[]) =>
      stage.ask(`PATCH ${pathOf(body.id as string)}`, { content: 'edited' }, { files });
    stage.channel.appPermissions = appDefault & ~permission.attachFiles;
    expect(await edit(file('a.png'))).toMatchObject({ status: 403, code: 50013 });
    expect((await edit()).status).toBe(200);
  });

  test('a message is in its channel, and in no other', async () => {
    const elsewhere = stage.fake.addChannel(stage.guild);
    const { body } = await stage.ask(`POST ${pathOf()}`, hello);
    const id = body.id as string;
    expect(await stage.ask(`GET ${pathOf(id, elsewhere)}`)).toMatchObject({ status: 404, code: 10008 });
    expect((await stage.ask(`GET ${pathOf()}`)).body).toHaveLength(1);
    expect((await stage.ask(`GET ${pathOf(undefined, elsewhere)}`)).body).toEqual([]);
  });

  test('a nonce is one of its channel', async () => {
    const elsewhere = stage.fake.addChannel(stage.guild);
    const body = { ...hello, nonce: 'job', enforce_nonce: true };
    for (const channel of [stage.channel, elsewhere])
      await stage.ask(`POST ${pathOf(undefined, channel)}`, body);
    expect(stage.fake.messages().map(({ channel }) => channel)).toEqual([stage.channel, elsewhere]);
  });

  test('direct messages are with somebody', async () => {
    const open = (recipient_id: string) => stage.ask('POST /users/@me/channels', { recipient_id });
    expect(await open('123456789012345678')).toMatchObject({ status: 404, code: 10013 });
    const { body } = await open(stage.ada.user.id);
    expect(body).toMatchObject({ id: stage.fake.directChannel(stage.ada.user).id, type: 1 });
  });

  test('a single command is looked at as a list is, and takes the place of its like', async () => {
    const path = `POST /applications/${stage.fake.applicationId}/commands`;
    const before = stage.fake.commands();
    expect(await stage.ask(path, { name: 'Upper', description: 'x' })).toMatchObject({ code: 50035 });
    expect((await stage.ask(path, { name: 'new', description: 'New' })).status).toBe(201);
    const again = await stage.ask(path, { name: 'new', description: 'Newer' });
    expect(again.status).toBe(200);
    expect(stage.fake.commands()).toHaveLength(before.length + 1);
    const remove = `DELETE ${path.slice(5)}/${again.body.id}`;
    expect((await stage.ask(remove)).status).toBe(204);
    expect(await stage.ask(remove)).toMatchObject({ status: 404, code: 10063 });
    expect(stage.fake.commands()).toEqual(before);
  });

  test('401, 403 and 429 count towards a ban, and nothing else does', async () => {
    const count = async (status: number, route: string) => {
      const before = stage.fake.invalidRequests;
      stage.fake.failNext({ status });
      expect((await stage.ask(route)).status).toBe(status);
      return stage.fake.invalidRequests - before;
    };
    for (const status of [401, 403, 429]) expect(await count(status, 'GET /users/@me')).toBe(1);
    for (const status of [400, 404, 413, 500]) expect(await count(status, 'GET /users/@me')).toBe(0);
  });

  test('the paths begin with /api', async () => {
    expect((await fetch(`http://${stage.fake.host}/gateway`)).status).toBe(404);
    expect((await fetch(`http://${stage.fake.host}/api/gateway`)).status).toBe(200);
  });
});

describe('people', () => {
  test('write where they may', () => {
    stage.fake.join(stage.guild, stage.ada.user, { permissions: memberDefault & ~permission.sendMessages });
    expect(() => stage.ada.say('hello')).toThrow('may not write');
    expect(stage.bo.say('hello')).toMatchObject({ author: stage.bo.user.id, content: 'hello' });
  });

  test('are offered age-restricted commands in such channels alone', () => {
    stage.fake.register([{ name: 'paint', description: 'Paints', nsfw: true }]);
    expect(() => stage.ada.slash('paint')).toThrow('age-restricted');
    stage.channel.nsfw = true;
    const { payload } = stage.ada.slash('paint');
    expect(payload.channel).toMatchObject({ nsfw: true });
  });
});
