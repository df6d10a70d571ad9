/** Who speaks, by what Discord says with an interaction: in servers, in direct messages, and where only a user brings the bot. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/discord/address.js';
import type { Speaker } from '../../../../src/conversation/conversation.js';
import { memberDefault, permission } from '../../../fakes/discord/state/permissions.js';
import type { Channel, User } from '../../../fakes/discord/world.js';
import { answered, openStage, type Stage } from './stage.js';

/** Who a `/stylize` came from. */
async function speakerOf({ discord, photo, asked }: Stage, user: User, channel: Channel): Promise<Speaker> {
  const person = discord.as(user, channel);
  const before = asked.stylize.length;
  person.slash('stylize', { content: photo(), preset: 'style-1' });
  await discord.until(() => asked.stylize.length > before);
  return asked.stylize.at(-1)![1];
}

it('a member of a server, with roles (that of everyone, too) and the mark of the channel', async () => {
  const stage = await openStage();
  const { discord, guild } = stage;
  const role = discord.addRole(guild);
  const { user } = stage.join({ roles: [role.id] });
  const channel = discord.addChannel(guild, { nsfw: true });
  const { requester, address } = await speakerOf(stage, user, channel);
  expect(requester).toEqual({
    ...{ door: 'discord', tenant: guild.id, user: user.id, channel: channel.id, isAgeRestricted: true },
    ...{ roles: [role.id, guild.id], isModerator: false },
  });
  expect(readAddress(address).isReachable).toBe(true);
  channel.nsfw = false;
  expect((await speakerOf(stage, user, channel)).requester.isAgeRestricted).toBe(false);
});

it.each([
  ['Manage Guild', permission.manageGuild, true],
  ['Administrator', permission.administrator, true],
  ['Manage Messages', permission.manageMessages, false],
])('%s makes a moderator: %s', async (_, bit, isModerator) => {
  const stage = await openStage();
  const { user } = stage.join({ permissions: memberDefault | bit });
  expect((await speakerOf(stage, user, stage.channel)).requester.isModerator).toBe(isModerator);
});

it('in direct messages with the bot: a tenant of their own, and the bot can go on there', async () => {
  const stage = await openStage();
  const user = stage.discord.addUser();
  const channel = stage.discord.directChannel(user);
  const { requester, address } = await speakerOf(stage, user, channel);
  expect(requester).toEqual({
    ...{ door: 'discord', tenant: `user-${user.id}`, user: user.id, channel: null },
    ...{ roles: [], isModerator: false },
  });
  expect(readAddress(address)).toMatchObject({ channel: channel.id, isReachable: true });
});

it('in a server that only the user brings it to: their own tenant, without rights, by the token alone', async () => {
  const stage = await openStage();
  const { discord } = stage;
  const guild = discord.addGuild({ hasApp: false });
  const user = discord.addUser({ hasApp: true, maxBytes: 50 * 2 ** 20 });
  discord.join(guild, user, { permissions: memberDefault | permission.manageGuild });
  const channel = discord.addChannel(guild);
  const { requester, address } = await speakerOf(stage, user, channel);
  expect(requester).toMatchObject({ tenant: `user-${user.id}`, channel: channel.id, isModerator: false });
  expect(readAddress(address)).toMatchObject({
    isReachable: false,
    isEphemeral: false,
    maxBytes: 50 * 2 ** 20,
  });
});

it('where the user may use no applications of their own, all is for them alone', async () => {
  const stage = await openStage();
  const { discord } = stage;
  const guild = discord.addGuild({ hasApp: false });
  const user = discord.addUser({ hasApp: true });
  discord.join(guild, user, { permissions: memberDefault & ~permission.useExternalApps });
  const { address } = await speakerOf(stage, user, discord.addChannel(guild));
  expect(readAddress(address)).toMatchObject({ isReachable: false, isEphemeral: true });
});

it('among users, where the bot is not: by the token alone', async () => {
  const stage = await openStage();
  const { discord } = stage;
  const user = discord.addUser({ hasApp: true });
  const channel = discord.privateChannel([user, discord.addUser()]);
  const { requester, address } = await speakerOf(stage, user, channel);
  expect(requester).toMatchObject({ tenant: `user-${user.id}`, channel: null });
  expect(readAddress(address)).toMatchObject({ channel: channel.id, isReachable: false });
});

it('a token is good for a quarter of an hour after it was made, by the earlier clock', async () => {
  const stage = await openStage();
  const before = stage.clock.wall();
  const { address } = await speakerOf(stage, stage.ada.user, stage.channel);
  const { expiresAt } = readAddress(address);
  expect(expiresAt).toBeLessThanOrEqual(stage.clock.wall() + 15 * 60_000);
  expect(expiresAt).toBeGreaterThan(before + 14 * 60_000);
});

it('everywhere the answer is one', async () => {
  const stage = await openStage();
  const user = stage.discord.addUser({ hasApp: true });
  const places = [stage.discord.directChannel(user), stage.discord.privateChannel([user, stage.bo.user])];
  for (const place of places) {
    const message = await answered(stage.discord.as(user, place).slash('help'));
    expect(message.text).toContain('/help');
  }
});
