/** Who the bot is, where it connects, and where it is. */
import { directChannel } from '../../state/build.js';
import { botJson, channelJson, guildJson } from '../../state/wire.js';
import { bodyOf, type Handlers, ok } from '../call.js';
import { refuse } from '../refusal.js';

/** IDENTIFYs in 24 hours: discord-api-docs, events/gateway, "Session Start Limit Object". */
const sessionsPerDay = 1000;

/** @param gateway its address, and how often it was identified to. */
export const createPlaces = (gateway: { readonly url: string; readonly identifies: number }) =>
  ({
    'GET /gateway': () => ok({ url: gateway.url }),
    'GET /gateway/bot'({ state }) {
      const { shards, maxConcurrency } = state.settings;
      return ok({
        url: gateway.url,
        shards,
        session_start_limit: {
          total: sessionsPerDay,
          remaining: Math.max(0, sessionsPerDay - gateway.identifies),
          reset_after: 24 * 3_600_000,
          // Why not 1, as small bots have it: a client would wait 5 real seconds between its shards.
          max_concurrency: maxConcurrency,
        },
      });
    },
    'GET /applications/@me'({ state }) {
      const count = [...state.guilds.values()].filter(({ hasApp }) => hasApp).length;
      return ok({
        ...{ id: state.application, name: 'Impasto', icon: null, description: '', bot_public: true },
        ...{ bot_require_code_grant: false, verify_key: '0'.repeat(64), team: null, flags: 0 },
        ...{ approximate_guild_count: count, bot: botJson(state), tags: [] },
        integration_types_config: { '0': {}, '1': {} },
      });
    },
    'GET /users/@me': ({ state }) => ok(botJson(state)),
    'POST /users/@me/channels'(call) {
      const user = call.state.users.get(String(bodyOf(call).recipient_id));
      if (user === undefined) throw refuse('unknownUser');
      return ok(channelJson(call.state, directChannel(call.state, user)));
    },
    'GET /guilds/{guild}'({ state, params }) {
      const guild = state.guilds.get(params.guild!);
      if (guild === undefined) throw refuse('unknownGuild');
      if (!guild.hasApp) throw refuse('missingAccess');
      return ok(guildJson(state, guild));
    },
  }) satisfies Partial<Handlers>;
