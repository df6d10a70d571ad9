/** Whose token an event is answered with, for one workspace or for many. */
import type { Authorize, AuthorizeResult } from '@slack/bolt';
import type { Where } from './installations.js';

/** What Bolt's installer does: the tokens of a workspace, renewed where they soon end. */
export type Authorizer = (where: Where) => Promise<AuthorizeResult>;

/** Who the bot is in its one workspace; null while Slack has not said so yet. */
export interface Identity {
  readonly botId: string | undefined;
  readonly botUserId: string | undefined;
}

/** For one workspace: it is the same token everywhere. */
export const authorizeOne =
  (botToken: string, identity: () => Identity | null): Authorizer =>
  async ({ teamId, enterpriseId }) => {
    const { botId, botUserId } = identity() ?? {};
    return {
      botToken,
      ...(botId === undefined ? {} : { botId }),
      ...(botUserId === undefined ? {} : { botUserId }),
      ...(teamId === undefined ? {} : { teamId }),
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
    };
  };

/**
 * One at a time for whatever has tokens of its own: a workspace, or a whole organisation. Why: a token to renew with
 * counts once, so that of two who renew at once one would be left with a token that soon ends.
 */
export function takeTurns(authorize: Authorizer): Authorizer {
  const running = new Map<string, Promise<AuthorizeResult>>();
  const last = new Map<string, Promise<unknown>>();
  return (where) => {
    const { teamId, enterpriseId, isEnterpriseInstall } = where;
    const key = JSON.stringify(isEnterpriseInstall ? [enterpriseId, teamId] : [teamId]);
    const first = running.get(key);
    if (first !== undefined) return first;
    const owner = JSON.stringify(isEnterpriseInstall ? ['of all', enterpriseId] : [teamId]);
    const before = last.get(owner);
    const own = (before === undefined ? authorize(where) : before.then(() => authorize(where))).finally(() =>
      running.delete(key),
    );
    const turn = own
      .catch(() => undefined)
      .then(() => {
        if (last.get(owner) === turn) last.delete(owner);
      });
    last.set(owner, turn);
    running.set(key, own);
    return own;
  };
}

/** As Bolt wants it. */
export const toBolt =
  (authorize: Authorizer): Authorize<boolean> =>
  ({ teamId, enterpriseId, isEnterpriseInstall }) =>
    authorize({ teamId, enterpriseId, isEnterpriseInstall });
