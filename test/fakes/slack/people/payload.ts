/** What the bot is told of everything that people do: reference/interaction-payloads. */

import { CannotDo } from '../person.js';
import { installationOf, type ResponseAddress, type State, type Trigger } from '../state/state.js';
import type { StoredInstallation } from '../state/stored-installation.js';
import type { Body, Channel, Team, User } from '../world.js';

/** @throws CannotDo where the application is not installed, or was not given the scope. */
export function needInstallation(state: State, team: Team, scope?: string): StoredInstallation {
  const installation = installationOf(state, team);
  if (installation === null) throw new CannotDo(`The application is not installed in ${team.name}`);
  if (scope !== undefined && !installation.scopes.has(scope))
    throw new CannotDo(`The application lacks ${scope}`);
  return installation;
}

const placeJson = ({ id, domain, enterprise }: Team): Body => ({
  ...{ id, domain },
  ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
});

/** Slack's own name for conversations of two. */
export const channelName = ({ kind, name }: Channel): string =>
  ({ public: name, private: 'privategroup', im: 'directmessage', mpim: name })[kind];

/** What all interactions have. */
export function baseOf(state: State, user: User): Body {
  const { team } = user;
  const { enterprise } = team;
  return {
    ...{ token: state.app.verification, api_app_id: state.app.id, team: placeJson(team) },
    enterprise: enterprise === null ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: needInstallation(state, team).team === null,
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
  };
}

/** What slash commands have: a form of texts. */
export function commandOf(state: State, user: User, channel: Channel, command: string, text: string): Body {
  const { team } = user;
  const { enterprise } = team;
  return {
    ...{ token: state.app.verification, team_id: team.id, team_domain: team.domain },
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    ...{ channel_id: channel.id, channel_name: channelName(channel), user_id: user.id, user_name: user.name },
    ...{ command, text, api_app_id: state.app.id },
    is_enterprise_install: String(needInstallation(state, team).team === null),
  };
}

/** Leave to open a modal. @returns its id. */
export function createTrigger(state: State, about: Pick<Trigger, 'user' | 'channel' | 'from'>): string {
  const id = `${Math.floor(state.time.wall())}.${state.triggers.size}.${state.ids.secret(32)}`;
  state.triggers.set(id, {
    ...about,
    team: about.user.team,
    at: state.time.now(),
    isUsed: false,
    opened: null,
  });
  return id;
}

/** Leave to answer. @returns the path of a response_url. */
export function createAddress(
  state: State,
  kind: 'commands' | 'actions',
  about: Pick<ResponseAddress, 'user' | 'channel' | 'source'>,
): string {
  const path = `/${kind}/${about.user.team.id}/${state.addresses.size + 1}/${state.ids.secret(24)}`;
  state.addresses.set(path, { ...about, at: state.time.now(), uses: 0, messages: [] });
  return path;
}
