/** The one home of the fake's defaults. Sources: shared/reference/chat-platforms.md 1B. */
import type { SlackOptions } from '../fake.js';
import { methods } from '../web/methods.js';

export type Settings = Required<Omit<SlackOptions, 'clock' | 'retries' | 'tiers'>> & {
  readonly retries: { readonly events: readonly number[]; readonly interactions: readonly number[] };
  readonly tiers: Readonly<Record<2 | 3 | 4, number>>;
};

const kinds = ['channels', 'groups', 'im', 'mpim'] as const;

/** All that the methods ask for, and what commands, mentions and their like need. */
const allScopes = [
  ...new Set([
    'commands',
    'app_mentions:read',
    ...Object.values(methods)
      .flatMap(({ scopes }): readonly string[] => scopes)
      .filter((scope) => scope !== 'connections:write')
      .flatMap((scope) =>
        scope.startsWith('KIND') ? kinds.map((kind) => scope.replace('KIND', kind)) : [scope],
      ),
  ]),
];

const allEvents = ['app_mention', 'app_home_opened', 'app_uninstalled', 'tokens_revoked'];

const minute = 60_000;

export const settle = (options: SlackOptions): Settings => ({
  mode: options.mode ?? 'socket',
  deadlineMs: options.deadlineMs ?? 3000,
  triggerMs: options.triggerMs ?? 3000,
  responseUrl: options.responseUrl ?? { uses: 5, lifeMs: 30 * minute },
  // Slack's own for events. Why interactions too: it may deliver twice whatever it likes, and bots have to bear it.
  retries: {
    events: options.retries?.events ?? [0, minute, 5 * minute],
    interactions: options.retries?.interactions ?? [0],
  },
  fileReadyMs: options.fileReadyMs ?? 1500,
  tiers: { 2: 20, 3: 50, 4: 100, ...options.tiers },
  postBurst: options.postBurst ?? 4,
  tokenMs: options.tokenMs ?? null,
  scopes: options.scopes ?? allScopes,
  events: options.events ?? allEvents,
  showsPrivateFiles: options.showsPrivateFiles ?? false,
});
