/** Which doors a configuration opens, and what `impasto deploy` does. The clients of chats are loaded where one opens. */
import type { deployOptions } from '../commands/deploy.js';
import type { DiscordParts } from './adapters/discord/open-discord.js';
import type { PageParts } from './adapters/web/open-page.js';
import { type Config, variables } from './config.js';
import { StudioError } from './errors.js';
import { jobClock } from './job/clock.js';
import type { MarkStore } from './job/store.js';
import type { ValuesOf } from './request/option.js';
import { type Io, writeJson } from './tools/io.js';

const openPage = async (parts: PageParts) => {
  const page = await import('./adapters/web/open-page.js');
  return page.openPage(parts);
};

const openDiscord = async (parts: Omit<DiscordParts, 'clock'>) => {
  const discord = await import('./adapters/discord/open-discord.js');
  return discord.openDiscord({ ...parts, clock: jobClock });
};

/** The page, and each chat that has its token. */
export const openDoors = ({ discordToken }: Pick<Config, 'discordToken'>) => [
  openPage,
  ...(discordToken === null ? [] : [openDiscord]),
];

/** What must never show in a log. */
export function secretsOf(config: Config): readonly string[] {
  const fields = Object.entries(variables).filter(([, { isSecret }]) => isSecret);
  const values = fields.map(([field]) => config[field as keyof Config]);
  return values.filter((value) => typeof value === 'string');
}

export interface DeployParts {
  readonly config: Config;
  readonly io: Pick<Io, 'stdout'>;
  /** Opens what doors remember, for as long as it is used. */
  readonly withMarks: (use: (marks: MarkStore) => Promise<void>) => Promise<unknown>;
}

/** Ids of Discord: a time and a number (docs.discord.com/developers/reference, "Snowflakes"). */
const discordId = /^\d{15,20}$/;

/**
 * Registers the commands, or prints what would be registered; that takes neither a token nor a network.
 * @throws StudioError 'option-invalid' for a server that can be none, 'config-invalid' without a token,
 *   'token-refused', 'platform-failed'.
 */
export async function deploy(
  { guild, json, 'dry-run': isDry }: ValuesOf<typeof deployOptions>,
  { config, io, withMarks }: DeployParts,
): Promise<void> {
  if (guild !== null && !discordId.test(guild))
    throw new StudioError('option-invalid', {
      ...{ option: 'guild', value: guild, expected: "a server's id, 15 to 20 digits" },
    });
  const { discordCommands } = await import('./adapters/discord/definitions.js');
  const commands = discordCommands(guild === null ? 'everywhere' : 'guild');
  if (isDry) {
    if (json) for (const command of commands) writeJson(io, command);
    else io.stdout(`${JSON.stringify(commands, null, 2)}\n`);
    return;
  }
  const discord = await import('./adapters/discord/deploy.js');
  // Why before: without a token there is nothing to remember.
  discord.requireToken(config);
  await withMarks((marks) => discord.deployCommands({ config, guild, marks }));
  if (json) {
    const names = commands.map(({ name }) => name);
    return writeJson(io, { type: 'registered', platform: 'discord', guild, commands: names });
  }
  const names = commands.map(({ name, type }) => (type === 1 ? `/${name}` : `"${name}"`));
  const place = guild === null ? 'everywhere' : `in the server ${guild}`;
  io.stdout(`Registered with Discord ${place}: ${names.join(', ')}.\n`);
}
