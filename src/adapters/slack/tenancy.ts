/** Whose token an event is answered with, for one workspace or for many. */
import { AuthorizationError, type Authorize, type AuthorizeResult } from '@slack/bolt';
import type { JobClock } from '../../job/clock.js';
import { within } from '../chat/patience.js';
import type { Installations, Where } from './installations.js';

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

/** Of many workspaces: the tokens as they are, without renewing any. @throws AuthorizationError. */
export const authorizeStored =
  ({ fetchInstallation }: Pick<Installations, 'fetchInstallation'>): Authorizer =>
  async (where) => {
    const { bot } = await fetchInstallation(where).catch((error) => {
      throw new AuthorizationError(error instanceof Error ? error.message : 'unknown', error);
    });
    const { teamId, enterpriseId } = where;
    return {
      ...(bot === undefined ? {} : { botToken: bot.token, botId: bot.id, botUserId: bot.userId }),
      ...(bot?.expiresAt === undefined ? {} : { botTokenExpiresAt: bot.expiresAt }),
      ...(teamId === undefined ? {} : { teamId }),
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
    };
  };

/** For a token to be renewed while the old one is good, milliseconds: people wait for three seconds at most. */
const renewMs = 1000;

/** As `renew`; where that takes long, the token there is goes on, as long as it is good. */
export const withoutWaiting =
  (renew: Authorizer, stored: Authorizer, clock: Pick<JobClock, 'after' | 'wall'>): Authorizer =>
  async (where) => {
    const renewing = renew(where);
    const quick = await within<AuthorizeResult | null>(clock, renewMs, renewing, null);
    if (quick !== null) return quick;
    // Why: it goes on, for those who come later.
    renewing.catch(() => undefined);
    const old = await stored(where);
    const { botTokenExpiresAt: end } = old;
    return end !== undefined && end * 1000 <= clock.wall() ? renewing : old;
  };

/** As Bolt wants it. */
export const toBolt =
  (authorize: Authorizer): Authorize<boolean> =>
  ({ teamId, enterpriseId, isEnterpriseInstall }) =>
    authorize({ teamId, enterpriseId, isEnterpriseInstall });
