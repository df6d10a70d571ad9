/**
 * The gateway: logs in, and goes on trying where Discord is not reached. No privileged intent, in fact none at all:
 * interactions come without, and nothing else is listened to.
 */
import { Client, DiscordAPIError, Events, type Interaction, Options, Routes } from 'discord.js';
import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { Log } from '../../log.js';
import { rest } from '../chat/patience.js';
import { asFailure } from './failure.js';
import { listenToInteractions } from './overheard.js';

export interface ConnectionParts {
  readonly token: string;
  /** Without the version. */
  readonly api: string;
  readonly handle: (interaction: Interaction) => void;
  readonly clock: Pick<JobClock, 'after'>;
  readonly log: Log;
}

export interface Connection {
  /** Settles when the bot is on Discord. @throws StudioError 'token-refused'. */
  open(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Milliseconds from one try to log in to the next, doubled at each. A day allows 1000 of them
 * (docs.discord.com/developers/events/gateway, "Session Start Limit").
 */
const pause = { first: 2000, longest: 5 * 60_000 } as const;
/** A login of which nothing is heard for longer is begun anew, milliseconds. */
const longestSilence = 60_000;
/** Of Discord's: the gateway does not know the token (events/gateway, close codes). */
const authenticationFailed = 4004;

/** Whether an error says that the token is wrong, as the REST answer or as discord.js' own. */
const isRefusal = (error: unknown) =>
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof Error && 'code' in error && error.code === 'TokenInvalid');

export function createConnection({ token, api, handle, clock, log }: ConnectionParts): Connection {
  let client: Client<boolean> | null = null;

  const createClient = () => {
    const made = new Client({
      intents: [],
      shards: 'auto',
      allowedMentions: { parse: [] },
      rest: { api },
      // Why: interactions carry all that is needed, and what is kept of them would only grow.
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        MessageManager: 0,
        UserManager: 0,
        GuildMemberManager: 0,
      }),
    });
    listenToInteractions(made, handle);
    made.on(Events.Error, (err) => log.warn({ err: asFailure(err, 'gateway') }, 'discord gateway'));
    made.on(Events.ShardError, (err, shard) =>
      log.warn({ err: asFailure(err, 'gateway'), shard }, 'discord gateway'),
    );
    made.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'discord: reconnecting'));
    made.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'discord: resumed'));
    made.on(Events.ShardDisconnect, ({ code }, shard) => {
      const isToken = code === authenticationFailed;
      log.error(
        { shard, code },
        isToken ? 'discord refuses the token; set DISCORD_TOKEN and restart' : 'discord: closed for good',
      );
    });
    return made;
  };

  const login = async (signal: AbortSignal): Promise<void> => {
    const made = createClient();
    client = made;
    let giveUp: () => void = () => undefined;
    let takeBack: () => void = () => undefined;
    let hear: () => void = () => undefined;
    try {
      const isReady = new Promise<void>((resolve, reject) => {
        made.once(Events.ClientReady, () => resolve());
        giveUp = () => reject(signal.reason ?? new Error('closed'));
        signal.addEventListener('abort', giveUp, { once: true });
        hear = () => {
          takeBack();
          takeBack = clock.after(longestSilence, () => reject(new Error('the gateway says nothing')));
        };
        hear();
        // Why: shards are let in one after the other, five seconds apart, and many of them take minutes.
        made.on(Events.ShardReady, hear);
      });
      // Why both at once: a login that fails never becomes ready, and one that hangs never fails.
      await Promise.race([made.login(token).then(() => isReady), isReady]);
    } catch (error) {
      await made.destroy().catch(() => undefined);
      throw error;
    } finally {
      made.off(Events.ShardReady, hear);
      takeBack();
      signal.removeEventListener('abort', giveUp);
    }
  };

  return {
    async open(signal) {
      for (let tries = 0; ; tries++) {
        signal.throwIfAborted();
        try {
          await login(signal);
          return;
        } catch (error) {
          signal.throwIfAborted();
          if (isRefusal(error))
            throw new StudioError('token-refused', { variable: 'DISCORD_TOKEN', platform: 'Discord' });
          const ms = Math.min(pause.longest, pause.first * 2 ** tries);
          log.warn({ err: asFailure(error, 'login'), againInMs: ms }, 'discord is not reached');
          await rest(clock, ms, signal);
        }
      }
    },

    async close() {
      await client?.destroy();
    },
  };
}

/** The application's id by Discord's word. @throws StudioError 'token-refused', DiscordFailure. */
export async function askApplication(rest: { get(route: `/${string}`): Promise<unknown> }): Promise<string> {
  try {
    return ((await rest.get(Routes.currentApplication())) as { readonly id: string }).id;
  } catch (error) {
    if (isRefusal(error))
      throw new StudioError('token-refused', { variable: 'DISCORD_TOKEN', platform: 'Discord' });
    throw asFailure(error, 'ask for the application');
  }
}
