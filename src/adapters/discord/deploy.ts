/** Registers the commands at once, for whoever runs the bot and wants to see what Discord says. */
import { REST } from 'discord.js';
import type { Config } from '../../config.js';
import { type ErrorContexts, StudioError } from '../../errors.js';
import type { MarkStore } from '../../job/store.js';
import { askApplication } from './connection.js';
import { DiscordFailure, type FailureKind, isFailure } from './failure.js';
import { registerCommands } from './register.js';

export interface DeployParts {
  readonly config: Pick<Config, 'discordToken' | 'discordApplication' | 'discordApi'>;
  /** A server's id; null = everywhere. */
  readonly guild: string | null;
  /** Those of the service, which then need not register them again. */
  readonly marks: MarkStore;
}

const variable = 'DISCORD_TOKEN';
const platform = 'Discord';

const reasons: Partial<Record<FailureKind, string>> = {
  unreachable: 'it is not reached. Look at the network and at DISCORD_API_URL, and try again later',
  limited: 'there were too many requests. Try again in some minutes',
};
/** What `forbidden` means, by what was asked. */
const forbidden = {
  guild: 'the bot is not on that server, or was added without the scope applications.commands',
  everywhere: 'DISCORD_APPLICATION_ID is not the application of this token',
} as const;

function explain(error: unknown, guild: string | null): unknown {
  if (isFailure(error, 'token-dead')) return new StudioError('token-refused', { variable, platform });
  if (!(error instanceof DiscordFailure)) return error;
  const { kind, status, code } = error;
  const reason = kind === 'forbidden' ? forbidden[guild === null ? 'everywhere' : 'guild'] : reasons[kind];
  const detail = reason ?? `the request was refused (status ${status}, code ${code})`;
  const context: ErrorContexts['platform-failed'] = { platform, detail };
  return new StudioError('platform-failed', context, { cause: error });
}

/** The bot's token. @throws StudioError 'config-invalid' where there is none. */
export function requireToken({ discordToken }: DeployParts['config']): string {
  if (discordToken !== null) return discordToken;
  const expected = "the bot's token, to register its commands (README says where to find it)";
  throw new StudioError('config-invalid', { variable, value: '', expected });
}

/** @throws StudioError 'config-invalid' without a token, 'token-refused', 'platform-failed'. */
export async function deployCommands({ config, guild, marks }: DeployParts): Promise<void> {
  const rest = new REST({ api: config.discordApi }).setToken(requireToken(config));
  try {
    const application = config.discordApplication ?? (await askApplication(rest));
    await registerCommands({ rest, application, guild, marks, isForced: true });
  } catch (error) {
    throw explain(error, guild);
  }
}
