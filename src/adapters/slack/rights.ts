/** Who administers a workspace, by what Slack tells of a person: docs.slack.dev/reference/objects/user-object. */

/** As far as it is read here. */
interface UserObject {
  readonly team_id?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  /** Of an organisation, whose people belong to several workspaces. */
  readonly enterprise_user?: { readonly teams?: readonly string[] };
}

/**
 * Why the workspace, too: people of other organisations, with whom a channel is shared (Slack Connect), may be admins
 * at home.
 */
export function isAdminOf(user: unknown, team: string): boolean {
  const { team_id: home, enterprise_user: member, ...about } = (user ?? {}) as UserObject;
  const isOfTeam = home === team || member?.teams?.includes(team) === true;
  return isOfTeam && [about.is_admin, about.is_owner, about.is_primary_owner].includes(true);
}
