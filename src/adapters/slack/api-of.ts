/** The Web API of each workspace: its clients live as long as its token. */
import { StudioError } from '../../errors.js';
import type { Address } from './address.js';
import type { ApiOf, SlackApi } from './api.js';
import { SlackFailure } from './failure.js';
import { NotInstalled } from './installations.js';
import type { Authorizer } from './tenancy.js';

type Apis = Awaited<ReturnType<ApiOf>>;

export interface ApiOfParts {
  readonly authorize: Authorizer;
  /** @param team the workspace, where the token is for a whole organisation; null otherwise. */
  readonly createApis: (
    token: string,
    team: string | null,
  ) => { readonly patient: SlackApi; readonly impatient: SlackApi };
}

/** So many workspaces have their clients at a time. */
const mostKept = 1000;

export function createApiOf({ authorize, createApis }: ApiOfParts): ApiOf {
  /** The last used last. */
  const kept = new Map<string, Apis>();

  const tokenFor = async ({ team, enterprise }: Pick<Address, 'team' | 'enterprise'>): Promise<string> => {
    const where = {
      teamId: team,
      enterpriseId: enterprise ?? undefined,
      isEnterpriseInstall: enterprise !== null,
    };
    const detail = 'the app is not installed in this workspace any more; install it again';
    const gone = (cause?: unknown) =>
      new StudioError('platform-failed', { platform: 'Slack', detail }, { cause });
    const { botToken } = await authorize(where).catch((error) => {
      const { original } = error as { readonly original?: unknown };
      if (original instanceof NotInstalled) throw gone(error);
      // Why: a database that is busy says nothing of the workspace.
      throw new SlackFailure('unreachable', 'authorize', '');
    });
    if (botToken === undefined) throw gone();
    return botToken;
  };

  return async (at) => {
    const { team, enterprise } = at;
    const token = await tokenFor(at);
    const key = JSON.stringify([enterprise, team]);
    const known = kept.get(key);
    const apis =
      known?.token === token ? known : { ...createApis(token, enterprise === null ? null : team), token };
    kept.delete(key);
    kept.set(key, apis);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return apis;
  };
}
