/** Where Slack, and people who take the application in, find us in HTTP mode. */
export const paths = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const;
