/** Who the bot is, and who others are. */
import { uninstall } from '../../state/install.js';
import { teamJson, userJson } from '../../state/wire.js';
import type { Team } from '../../world.js';
import { type Context, type Handler, need } from '../context.js';
import { Refusal } from '../refusal.js';

/** The workspace that is meant: the token's own, or one of the organisation's. */
function teamOf({ state, installation, body }: Context): Team {
  if (installation.team !== null) return installation.team;
  const team = state.teams.get(String(body.team_id ?? body.team));
  if (team === undefined || !installation.serves(team)) throw new Refusal('missing_argument');
  return team;
}

export const identity = {
  'auth.test'({ installation }) {
    const { team, enterprise, botUser, botId } = installation;
    const place = team ?? botUser.team;
    return {
      ...{
        url: `https://${place.domain}.slack.com/`,
        team: team?.name ?? enterprise!.name,
        user: botUser.name,
      },
      ...{ team_id: team?.id ?? enterprise!.id, user_id: botUser.id, bot_id: botId },
      ...(enterprise === null ? {} : { enterprise_id: enterprise.id }),
      is_enterprise_install: team === null,
    };
  },

  'auth.revoke'({ state, installation, body }) {
    if (String(body.test) === 'true' || String(body.test) === '1') return { revoked: false };
    for (const token of state.tokens.values())
      if (token.installation === installation) token.isRevoked = true;
    // Its last token was the installation.
    uninstall(state, installation);
    return { revoked: true };
  },

  'team.info': (context) => ({ team: teamJson(teamOf(context)) }),

  'users.info'({ state, installation, body }) {
    const user = state.users.get(need(body, 'user', 'user_not_found'));
    if (user === undefined || !installation.serves(user.team)) throw new Refusal('user_not_found');
    return { user: userJson(user) };
  },

  'bots.info'({ state, installation, body }) {
    const { botId, botUser } = installation;
    if (body.bot !== undefined && body.bot !== botId) throw new Refusal('bot_not_found');
    return {
      bot: { id: botId, deleted: false, name: botUser.name, user_id: botUser.id, app_id: state.app.id },
    };
  },
} as const satisfies Readonly<Record<string, Handler>>;
