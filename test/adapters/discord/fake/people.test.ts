/** People at the stand-in Discord do what its client lets them do, and nothing else; the bot hears of it as it would. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotDo } from '../../../fakes/discord/person.js';
import { memberDefault, permission } from '../../../fakes/discord/state/permissions.js';
import type { Body } from '../../../fakes/discord/world.js';
import {
  button,
  commandList,
  componentsV2,
  ephemeral,
  type FakeStage,
  message,
  openFake,
  row,
} from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const photo = (filename = 'cat.png', size = 4) =>
  stage.fake.upload({ bytes: new Uint8Array(size), filename });

/** What the bot says, shown in the channel. */
async function shows(body: Body) {
  const exchange = stage.ada.slash('paint');
  expect((await stage.answer(exchange, 4, body)).status).toBe(200);
  return exchange.message();
}

describe('a command', () => {
  test('comes with all that Discord says of it', () => {
    const sent = photo();
    stage.guild.locale = 'de';
    stage.ada.user.locale = 'fr';
    const values = {
      photo: sent,
      steps: 12,
      strength: 0.5,
      private: true,
      where: stage.channel,
      style: 'night',
    };
    const { payload, id, token } = stage.ada.slash('paint', values);
    expect(payload).toMatchObject({
      ...{ id, token, type: 2, version: 1, application_id: stage.fake.applicationId, context: 0 },
      ...{ guild_id: stage.guild.id, guild: { id: stage.guild.id }, locale: 'fr', guild_locale: 'de' },
      channel: { id: stage.channel.id, type: 0, nsfw: false },
      member: { user: { id: stage.ada.user.id, username: 'ada' }, permissions: String(memberDefault) },
      authorizing_integration_owners: { '0': stage.guild.id },
      ...{ attachment_size_limit: 10 * 2 ** 20, entitlements: [] },
      app_permissions: String(stage.guild.appPermissions),
    });
    expect(payload).not.toHaveProperty('user');
    const data = payload.data as Body;
    expect(data.options).toEqual([
      { name: 'photo', type: 11, value: sent.id },
      { name: 'style', type: 3, value: 'night' },
      { name: 'steps', type: 4, value: 12 },
      { name: 'strength', type: 10, value: 0.5 },
      { name: 'private', type: 5, value: true },
      { name: 'where', type: 7, value: stage.channel.id },
    ]);
    expect(data.resolved).toMatchObject({
      attachments: { [sent.id]: { filename: 'cat.png', size: 4, ephemeral: true } },
      channels: { [stage.channel.id]: { name: stage.channel.name } },
    });
  });

  const rows: readonly [why: string, values: () => Parameters<FakeStage['ada']['slash']>[1]][] = [
    ['an unknown option', () => ({ colour: 'red' })],
    ['a text for a number', () => ({ steps: '12' })],
    ['a broken number for a whole one', () => ({ steps: 1.5 })],
    ['a number out of range', () => ({ steps: 101 })],
    ['a text that is too long', () => ({ style: 'x'.repeat(11) })],
    ['a choice that is none', () => ({ size: '256' })],
    ['a text for a file', () => ({ photo: 'cat.png' })],
    ['a file of another type', () => ({ photo: photo('cat.heic') })],
    ['a file that is too large', () => ({ photo: photo('cat.png', 10 * 2 ** 20 + 1) })],
    ['a channel of elsewhere', () => ({ where: stage.fake.addChannel(stage.fake.addGuild()) })],
  ];
  test.each(rows)('is not sent with %s', (_, values) => {
    expect(() => stage.ada.slash('paint', values())).toThrow(CannotDo);
    expect(() => stage.ada.slash('paint', { steps: 100, size: '128', photo: photo() })).not.toThrow();
  });

  test('is sent by subcommands, with what is required', () => {
    const name = { type: 3, name: 'name', description: 'A name', required: true };
    const add = { type: 1, name: 'add', description: 'Adds', options: [name] };
    stage.fake.register([{ name: 'styles', description: 'Styles', options: [add] }]);
    expect(() => stage.ada.slash('styles')).toThrow(CannotDo);
    expect(() => stage.ada.slash('styles', {}, { subcommand: 'add' })).toThrow('name is required');
    const { payload } = stage.ada.slash('styles', { name: 'sea' }, { subcommand: 'add' });
    expect((payload.data as Body).options).toEqual([
      { name: 'add', type: 1, options: [{ name: 'name', type: 3, value: 'sea' }] },
    ]);
  });

  test('is there where it is registered for: servers, direct messages, a user’s own', () => {
    const { fake, ada } = stage;
    const elsewhere = fake.addChannel(fake.addGuild({ hasApp: false }));
    fake.join(elsewhere.guild!, ada.user);
    const direct = fake.directChannel(ada.user);
    const among = fake.privateChannel([ada.user, stage.bo.user]);
    const owners = (channel: typeof direct) =>
      fake.as(ada.user, channel).slash('paint').payload.authorizing_integration_owners;
    for (const channel of [elsewhere, among]) expect(() => owners(channel)).toThrow('not offered');
    expect(owners(direct)).toEqual({ '0': '0' });
    ada.user.hasApp = true;
    const own = { '1': ada.user.id };
    expect([elsewhere, among, direct].map(owners)).toEqual([own, own, { '0': '0', ...own }]);
    fake.register(commandList.map((command) => ({ ...command, integration_types: [0], contexts: [0] })));
    for (const channel of [elsewhere, among, direct]) expect(() => owners(channel)).toThrow('not offered');
    expect(owners(stage.channel)).toEqual({ '0': stage.guild.id });
  });

  test('outside of servers comes with the user alone', () => {
    const direct = stage.fake.directChannel(stage.ada.user);
    const { payload } = stage.fake.as(stage.ada.user, direct).slash('paint');
    expect(payload).toMatchObject({ context: 1, user: { username: 'ada' }, channel: { type: 1 } });
    for (const name of ['member', 'guild_id', 'guild_locale']) expect(payload).not.toHaveProperty(name);
    const among = stage.fake.privateChannel([stage.ada.user, stage.bo.user]);
    stage.ada.user.hasApp = true;
    expect(stage.fake.as(stage.ada.user, among).slash('paint').payload.context).toBe(2);
  });

  test('is for those who may use it', () => {
    const manage = { default_member_permissions: String(permission.manageGuild) };
    stage.fake.register([{ name: 'settings', description: 'Settings', ...manage }]);
    expect(() => stage.ada.slash('settings')).toThrow(CannotDo);
    stage.fake.join(stage.guild, stage.ada.user, { permissions: memberDefault | permission.manageGuild });
    expect(() => stage.ada.slash('settings')).not.toThrow();
    stage.fake.join(stage.guild, stage.ada.user, { permissions: permission.viewChannel });
    expect(() => stage.ada.slash('settings')).toThrow('no commands');
    expect(() => stage.fake.as(stage.fake.addUser(), stage.channel).slash('settings')).toThrow('is not in');
  });

  test('of a server stands before that of everywhere', () => {
    stage.fake.register([{ name: 'paint', description: 'Ours' }], stage.guild);
    const data = stage.ada.slash('paint').payload.data as Body;
    expect(data).toMatchObject({ guild_id: stage.guild.id, id: stage.fake.commands(stage.guild)[0]!.id });
  });

  test('of a message comes with the message and its files', () => {
    const sent = photo();
    const said = stage.bo.say('look', [sent]);
    const { payload } = stage.ada.messageCommand('Paint this', said);
    expect(payload.data).toMatchObject({
      ...{ type: 3, target_id: said.id },
      resolved: { messages: { [said.id]: { content: 'look', attachments: [{ id: sent.id }] } } },
    });
    stage.fake.deleteMessage(said);
    expect(() => stage.ada.messageCommand('Paint this', said)).toThrow(CannotDo);
  });

  test('where a member may use no applications of their own is answered to them alone', async () => {
    const guild = stage.fake.addGuild({ hasApp: false });
    stage.ada.user.hasApp = true;
    const at = stage.fake.as(stage.ada.user, stage.fake.addChannel(guild));
    stage.fake.join(guild, stage.ada.user, { permissions: memberDefault & ~permission.useExternalApps });
    const kept = at.slash('paint');
    await stage.answer(kept, 5);
    expect(kept.isEphemeral).toBe(true);
    stage.fake.join(guild, stage.ada.user);
    const shown = at.slash('paint');
    await stage.answer(shown, 5);
    expect(shown.isEphemeral).toBe(false);
  });
});

describe('a button', () => {
  test('is pressed where it is shown, by who sees it', async () => {
    const body = message(row(button('go'), button('off', { disabled: true })));
    const open = await shows(body);
    for (const id of ['off', 'none']) expect(() => stage.ada.press(open, id)).toThrow(CannotDo);
    const { payload } = stage.bo.press(open, 'go');
    expect(payload).toMatchObject({
      ...{ type: 3, data: { custom_id: 'go', component_type: 2 }, message: { id: open.id } },
      member: { user: { id: stage.bo.user.id } },
    });
    const secret = await shows({ ...body, flags: componentsV2 | ephemeral });
    expect(() => stage.bo.press(secret, 'go')).toThrow('does not see');
    expect(() => stage.ada.press(secret, 'go')).not.toThrow();
    stage.fake.deleteMessage(open);
    expect(() => stage.ada.press(open, 'go')).toThrow('deleted');
  });

  test('is none that leads to a page, and no menu', async () => {
    const options = [{ label: 'Night', value: 'night' }];
    const link = { type: 2, style: 5, label: 'Read', url: 'https://example.org' };
    const open = await shows(
      message(row(link), row({ type: 3, custom_id: 'menu', options }), row(button('go'))),
    );
    expect(() => stage.ada.press(open, 'menu')).toThrow('no button');
    expect(() => stage.ada.choose(open, 'go', ['night'])).toThrow('no menu');
  });
});

describe('a menu', () => {
  const options = ['a', 'b', 'c'].map((value) => ({ label: value, value }));
  const menu = (custom_id: string, rest: Body) => row({ type: 3, custom_id, ...rest });

  test('gives as many of its options as it says', async () => {
    const open = await shows(
      message(menu('one', { options }), menu('two', { options, min_values: 2, max_values: 2 })),
    );
    for (const values of [[], ['a', 'b'], ['d']])
      expect(() => stage.ada.choose(open, 'one', values)).toThrow(CannotDo);
    for (const values of [['a'], ['a', 'a']])
      expect(() => stage.ada.choose(open, 'two', values)).toThrow(CannotDo);
    expect(stage.ada.choose(open, 'two', ['a', 'c']).payload.data).toMatchObject({ values: ['a', 'c'] });
  });

  test('of channels, roles and users gives what the server has, and says what it is', async () => {
    const kinds = [
      row({ type: 8, custom_id: 'channel' }),
      row({ type: 6, custom_id: 'role' }),
      row({ type: 5, custom_id: 'user' }),
    ];
    const open = await shows(message(...kinds, row({ type: 8, custom_id: 'voice', channel_types: [2] })));
    const role = stage.fake.addRole(stage.guild, 'painters');
    const data = (id: string, value: string) => stage.ada.choose(open, id, [value]).payload.data;
    expect(data('role', role.id)).toMatchObject({ resolved: { roles: { [role.id]: { name: 'painters' } } } });
    expect(data('channel', stage.channel.id)).toMatchObject({
      resolved: { channels: { [stage.channel.id]: {} } },
    });
    const bo = stage.bo.user.id;
    expect(data('user', bo)).toMatchObject({ resolved: { users: { [bo]: {} }, members: { [bo]: {} } } });
    expect(() => data('role', stage.channel.id)).toThrow(CannotDo);
    expect(() => data('voice', stage.channel.id)).toThrow(CannotDo);
  });
});
