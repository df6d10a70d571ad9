/** Building the world: organisations, workspaces, people, channels. */
import { CannotDo } from '../person.js';
import type { Channel, Enterprise, Team, User } from '../world.js';
import { installationOf, type State } from './state.js';

export function addEnterprise(state: State, name = 'Enterprise'): Enterprise {
  const enterprise = { id: state.ids.id('enterprise'), name };
  state.enterprises.set(enterprise.id, enterprise);
  return enterprise;
}

/** Slack's limit, bytes. */
const maxFileBytes = 2 ** 30;

export function addTeam(state: State, about: Partial<Omit<Team, 'id'>> = {}): Team {
  const name = `team${state.teams.size + 1}`;
  const team = {
    id: state.ids.id('team'),
    ...{ name, domain: name, enterprise: null, editWindowMs: null, maxFileBytes },
    ...about,
  };
  state.teams.set(team.id, team);
  return team;
}

export function addUser(state: State, team: Team, about: Partial<Omit<User, 'id' | 'team'>> = {}): User {
  const user = {
    ...{ id: state.ids.id('user'), team, name: `user${state.users.size + 1}` },
    ...{ isAdmin: false, isOwner: false, isDeleted: false, locale: 'en-US', isBot: false },
    ...about,
  };
  state.users.set(user.id, user);
  return user;
}

type AboutChannel = Partial<Omit<Channel, 'id' | 'team' | 'members'>>;

export function addChannel(
  state: State,
  team: Team,
  about: AboutChannel = {},
  members: readonly User[] = [],
): Channel {
  const kind = about.kind ?? 'public';
  const channel = {
    id: state.ids.id(kind === 'im' ? 'direct' : 'channel'),
    ...{ team, kind, name: `channel${state.channels.size + 1}`, isArchived: false, isShared: false },
    ...about,
    members: new Set(members.map(({ id }) => id)),
  };
  state.channels.set(channel.id, channel);
  state.watch.changed();
  return channel;
}

/** The conversation of a user and the bot: the same each time. @throws CannotDo without the application. */
export function directChannel(state: State, user: User): Channel {
  const bot = installationOf(state, user.team)?.botUser;
  if (bot === undefined) throw new CannotDo(`The application is not installed in ${user.team.name}`);
  const known = [...state.channels.values()].find(
    ({ kind, members }) => kind === 'im' && members.has(user.id) && members.has(bot.id),
  );
  return known ?? addChannel(state, user.team, { kind: 'im', name: '' }, [user, bot]);
}
