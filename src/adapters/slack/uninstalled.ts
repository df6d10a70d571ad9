/** A workspace that takes the application out: its tokens go at once. Its pictures go by its retention, like all others. */
import type { App } from '@slack/bolt';
import type { Log } from '../../log.js';
import type { Installations, Where } from './installations.js';

interface Body {
  readonly team_id?: string;
  readonly enterprise_id?: string | null;
  readonly is_enterprise_install?: boolean;
  readonly authorizations?: readonly {
    readonly is_enterprise_install?: boolean;
    readonly enterprise_id?: string | null;
    readonly team_id?: string | null;
  }[];
}

export function whereOf({ authorizations, ...body }: Body): Where {
  const about = authorizations?.[0];
  return {
    teamId: about?.team_id ?? body.team_id,
    enterpriseId: about?.enterprise_id ?? body.enterprise_id ?? undefined,
    isEnterpriseInstall: about?.is_enterprise_install ?? body.is_enterprise_install ?? false,
  };
}

/** @param installations null for one workspace, whose token is in the environment. */
export function registerUninstalled(app: App, installations: Installations | null, log: Log): void {
  const purge = async (body: Body) => {
    const where = whereOf(body);
    const gone = (await installations?.purge(where)) ?? [];
    log.info(
      { team: where.teamId, gone },
      'slack: the app was taken out; its tokens there are purged, pictures go by the retention',
    );
  };
  app.event('app_uninstalled', async ({ body }) => purge(body as Body));
  app.event('tokens_revoked', async ({ body, event }) => {
    // Why: tokens of people are none that we have.
    if ((event.tokens.bot ?? []).length > 0) await purge(body as Body);
  });
}
