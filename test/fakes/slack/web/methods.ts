/**
 * What the fake serves, and what Slack asks for it: docs.slack.dev, reference/methods. Scopes of a bot; `tier` of the rate
 * limits (apis/web-api/rate-limits), null where none or special ones apply.
 */

interface Row {
  readonly scopes: readonly string[];
  readonly tier: 2 | 3 | 4 | null;
}

/** Conversations ask for a scope by their kind: `KIND:read` stands for channels:read, groups:read, im:read or mpim:read. */
export const methods = {
  'auth.test': { scopes: [], tier: null },
  'auth.revoke': { scopes: [], tier: 3 },
  'apps.connections.open': { scopes: ['connections:write'], tier: 3 },
  'bots.info': { scopes: ['users:read'], tier: 3 },
  'chat.delete': { scopes: ['chat:write'], tier: 3 },
  'chat.getPermalink': { scopes: [], tier: null },
  'chat.postEphemeral': { scopes: ['chat:write'], tier: 4 },
  'chat.postMessage': { scopes: ['chat:write'], tier: null },
  'chat.update': { scopes: ['chat:write'], tier: 3 },
  'conversations.history': { scopes: ['KIND:history'], tier: 3 },
  'conversations.info': { scopes: ['KIND:read'], tier: 3 },
  'conversations.members': { scopes: ['KIND:read'], tier: 4 },
  'conversations.open': { scopes: ['im:write'], tier: 3 },
  'conversations.replies': { scopes: ['KIND:history'], tier: 3 },
  'files.completeUploadExternal': { scopes: ['files:write'], tier: 4 },
  'files.delete': { scopes: ['files:write'], tier: 3 },
  'files.getUploadURLExternal': { scopes: ['files:write'], tier: 4 },
  'files.info': { scopes: ['files:read'], tier: 4 },
  'files.list': { scopes: ['files:read'], tier: 3 },
  'oauth.v2.access': { scopes: [], tier: null },
  'reactions.add': { scopes: ['reactions:write'], tier: 3 },
  'team.info': { scopes: ['team:read'], tier: 3 },
  'users.info': { scopes: ['users:read'], tier: 4 },
  'views.open': { scopes: [], tier: 4 },
  'views.publish': { scopes: [], tier: 4 },
  'views.push': { scopes: [], tier: 4 },
  'views.update': { scopes: [], tier: 4 },
} as const satisfies Readonly<Record<string, Row>>;

export type Method = keyof typeof methods;

/** Addresses beside the Web API. */
export const addresses = ['upload', 'response_url', 'url_private', 'authorize', 'signin'] as const;
export type Address = (typeof addresses)[number];

export type Call = Method | Address;

export const isMethod = (name: string): name is Method => Object.hasOwn(methods, name);
