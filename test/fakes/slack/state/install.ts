/** Installing the application, its tokens, and taking it out again. */
import type { Installation, User } from '../world.js';
import { addUser } from './build.js';
import type { State } from './state.js';
import { StoredInstallation } from './stored-installation.js';

/** Gives it a new token, and one to renew it with where tokens expire. Old tokens live to their end. */
export function issueToken(state: State, installation: StoredInstallation): void {
  const { tokenMs } = state.settings;
  const secret = `${installation.tenant}-${state.ids.secret(32)}`;
  const expiresAt = tokenMs === null ? null : state.time.now() + tokenMs;
  installation.token = tokenMs === null ? `xoxb-${secret}` : `xoxe.xoxb-1-${secret}`;
  state.tokens.set(installation.token, { installation, expiresAt, isRevoked: false });
  if (tokenMs === null) return;
  installation.refreshToken = `xoxe-1-${state.ids.secret(48)}`;
  state.refreshTokens.set(installation.refreshToken, installation);
}

/** The same installation again where there is one: its scopes are those that were granted last. */
export function createInstallation(
  state: State,
  installer: User,
  isEnterprise: boolean,
  scopes: readonly string[] = state.settings.scopes,
): StoredInstallation {
  const { enterprise } = installer.team;
  if (isEnterprise && enterprise === null) throw new RangeError('The workspace belongs to no organisation');
  const team = isEnterprise ? null : installer.team;
  const known = state.installations.find(
    (one) => !one.isGone && one.team === team && (team !== null || one.enterprise === enterprise),
  );
  if (known !== undefined) {
    known.scopes.clear();
    for (const scope of scopes) known.scopes.add(scope);
    return known;
  }
  const botUser = addUser(state, installer.team, { name: 'impasto', isBot: true });
  const botId = state.ids.id('bot');
  const about = { team, enterprise, botUser, botId, installer, scopes: new Set(scopes) };
  const made = new StoredInstallation(about);
  state.installations.push(made);
  return made;
}

export function install(
  state: State,
  user: User,
  about: { readonly isEnterprise?: boolean; readonly scopes?: readonly string[] } = {},
): Installation {
  const made = createInstallation(state, user, about.isEnterprise ?? false, about.scopes);
  issueToken(state, made);
  return made;
}

/** Takes it out: its tokens die, the bot leaves all channels, and it hears of it. */
export function uninstall(state: State, installation: StoredInstallation): void {
  if (installation.isGone) return;
  const { botUser, installer } = installation;
  // Why first: nobody hears anything about what is gone.
  state.tell(installation, installer.team, {
    type: 'tokens_revoked',
    tokens: { oauth: [], bot: [botUser.id] },
  });
  state.tell(installation, installer.team, { type: 'app_uninstalled' });
  installation.isGone = true;
  botUser.isDeleted = true;
  for (const channel of state.channels.values()) channel.members.delete(botUser.id);
  for (const [token, owner] of state.refreshTokens)
    if (owner === installation) state.refreshTokens.delete(token);
  state.watch.changed();
}
