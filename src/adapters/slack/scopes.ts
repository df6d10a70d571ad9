/** What a workspace is asked to allow, each for a reason. No history: what people say is none of our business. */
export const scopes = [
  /** `/stylize` and the shortcuts. */
  'commands',
  /** Status messages and answers. */
  'chat:write',
  /** Photos that people choose or attach. */
  'files:read',
  /** Pictures. */
  'files:write',
  /** Whether a person is an admin, who may change settings. */
  'users:read',
  /** Pictures for one person alone. */
  'im:write',
  /** Mentions with pictures. */
  'app_mentions:read',
  /** Whether the app can post where it is asked to, before anything is painted. */
  'channels:read',
  'groups:read',
  'im:read',
  'mpim:read',
] as const;

/** What the application wants to hear of. */
export const botEvents = ['app_mention', 'app_home_opened', 'app_uninstalled', 'tokens_revoked'] as const;
