/** Which commands a user is shown in a channel: discord-api-docs, interactions/application-commands, "Contexts". */
import { CannotDo } from '../person.js';
import type { Owners } from '../state/interaction.js';
import { grants, permission } from '../state/permissions.js';
import type { State } from '../state/state.js';
import type { Body, Channel, User } from '../world.js';
import { bitsOf, contextOf } from './dispatch.js';

export interface Offered {
  readonly command: Body;
  readonly owners: Owners;
}

/** @throws CannotDo where the user is not in the channel. */
export function checkPresence(user: User, { guild, recipients, name }: Channel): void {
  const isThere = guild === null ? recipients.includes(user.id) : guild.members.has(user.id);
  if (!isThere) throw new CannotDo(`${user.name} is not in ${name}`);
}

/** By which installations a command can be used here. */
function ownersOf(command: Body, user: User, { kind, guild }: Channel): Owners {
  const contexts = command.contexts as readonly number[] | null | undefined;
  if (contexts && !contexts.includes(contextOf[kind])) return {};
  const types = (command.integration_types ?? [0]) as readonly number[];
  const byGuild = { guild: guild?.hasApp ? guild.id : null, bot: '0', private: null }[kind];
  return {
    ...(types.includes(0) && byGuild !== null ? { '0': byGuild } : {}),
    ...(types.includes(1) && user.hasApp ? { '1': user.id } : {}),
  };
}

function checkPermissions(command: Body, user: User, channel: Channel): void {
  if (channel.guild === null) return;
  const bits = bitsOf(user, channel);
  if (!grants(bits, permission.useCommands)) throw new CannotDo(`${user.name} may use no commands`);
  const { default_member_permissions: needed, nsfw } = command;
  const isAllowed =
    needed === '0' ? grants(bits, permission.administrator) : grants(bits, BigInt(`${needed ?? 0}`));
  if (!isAllowed) throw new CannotDo(`${user.name} may not use ${command.name}`);
  if (nsfw === true && !channel.nsfw) throw new CannotDo(`${command.name} is for age-restricted channels`);
}

/** @param type 1 = typed, 3 = a message's menu. @throws CannotDo where it is not offered. */
export function findCommand(state: State, user: User, channel: Channel, name: string, type: number): Offered {
  checkPresence(user, channel);
  const isIt = (one: Body) => one.name === name && one.type === type;
  const { guild } = channel;
  const own = guild?.hasApp ? state.commands.get(guild.id)?.find(isIt) : undefined;
  const command = own ?? state.commands.get(null)?.find(isIt);
  if (command === undefined) throw new CannotDo(`There is no command ${name}`);
  const owners: Owners = own === undefined ? ownersOf(command, user, channel) : { '0': guild!.id };
  if (Object.keys(owners).length === 0) throw new CannotDo(`${name} is not offered in ${channel.name}`);
  checkPermissions(command, user, channel);
  return { command, owners };
}
