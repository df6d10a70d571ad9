/** Building the world: users, guilds, channels. */
import type { Channel, Guild, Member, Role, User } from '../world.js';
import { appDefault, memberDefault } from './permissions.js';
import type { State } from './state.js';

/** Without Nitro and boosts, bytes: discord-api-docs, reference, "Uploading Files". */
export const leastMaxBytes = 10 * 2 ** 20;

export function addUser(state: State, about: Partial<Omit<User, 'id'>> = {}): User {
  const user = {
    id: state.newId(),
    name: `user${state.users.size + 1}`,
    ...{ locale: 'en-US', hasApp: false, maxBytes: leastMaxBytes, acceptsMessages: true },
    ...about,
  };
  state.users.set(user.id, user);
  return user;
}

type AboutGuild = Partial<Omit<Guild, 'id' | 'members' | 'roles'>> & { readonly shard?: number };

export function addGuild(state: State, { shard = 0, ...about }: AboutGuild = {}): Guild {
  const guild = {
    id: state.newGuildId(shard),
    name: `guild${state.guilds.size + 1}`,
    ...{ locale: 'en-US', hasApp: true, maxBytes: leastMaxBytes, appPermissions: appDefault },
    ...about,
    members: new Map<string, Member>(),
    roles: new Map<string, Role>(),
  };
  state.guilds.set(guild.id, guild);
  return guild;
}

export function addRole(state: State, guild: Guild, name = 'role'): Role {
  const role = { id: state.newId(), name };
  guild.roles.set(role.id, role);
  return role;
}

export function join(guild: Guild, user: User, about: Partial<Omit<Member, 'user'>> = {}): Member {
  const member = { user: user.id, permissions: memberDefault, roles: [], ...about };
  guild.members.set(user.id, member);
  return member;
}

function addAny(state: State, about: Partial<Channel> & Pick<Channel, 'kind'>): Channel {
  const channel = {
    id: state.newId(),
    ...{ guild: null, name: `channel${state.channels.size + 1}`, nsfw: false, appPermissions: null },
    recipients: [],
    ...about,
  };
  state.channels.set(channel.id, channel);
  return channel;
}

export const addChannel = (
  state: State,
  guild: Guild,
  about: Partial<Pick<Channel, 'name' | 'nsfw' | 'appPermissions'>> = {},
): Channel => addAny(state, { kind: 'guild', guild, ...about });

/** The same one each time. */
export function directChannel(state: State, user: User): Channel {
  const known = [...state.channels.values()].find(
    ({ kind, recipients }) => kind === 'bot' && recipients[0] === user.id,
  );
  return known ?? addAny(state, { kind: 'bot', recipients: [user.id] });
}

export const privateChannel = (state: State, users: readonly User[]): Channel =>
  addAny(state, { kind: 'private', recipients: users.map(({ id }) => id) });
