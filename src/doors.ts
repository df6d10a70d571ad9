/** Which doors a configuration opens, and what `impasto deploy` does. The clients of chats are loaded where one opens. */
import type { deployOptions } from '../commands/deploy.js';
import type { DiscordParts } from './adapters/discord/open-discord.js';
import { type ModeConfig, readMode } from './adapters/slack/mode.js';
import type { SlackParts } from './adapters/slack/open-slack.js';
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

const openSlack = async (parts: Omit<SlackParts, 'clock'>) => {
  const slack = await import('./adapters/slack/open-slack.js');
  return slack.openSlack({ ...parts, clock: jobClock });
};

/**
 * The page, and each chat that has its tokens.
 * @throws StudioError 'config-invalid' where those of Slack have a gap.
 */
export const openDoors = (config: Pick<Config, 'discordToken'> & ModeConfig) => [
  openPage,
  ...(config.discordToken === null ? [] : [openDiscord]),
  ...(readMode(config) === null ? [] : [openSlack]),
];

/** A text, or the keys of one, as they are typed. */
const toTexts = (value: Config[keyof Config]): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap((one) => (one instanceof Uint8Array ? [Buffer.from(one).toString('hex')] : []))
      : [];

/** What must never show in a log. */
export function secretsOf(config: Config): readonly string[] {
  const fields = Object.entries(variables).filter(([, { isSecret }]) => isSecret);
  return fields.flatMap(([field]) => toTexts(config[field as keyof Config]));
}

export interface DeployParts {
  readonly config: Config;
  readonly io: Pick<Io, 'stdout' | 'stderr'>;
  /** Opens what doors remember, for as long as it is used. */
  readonly withMarks: (use: (marks: MarkStore) => Promise<void>) => Promise<unknown>;
}

/** Ids of Discord: a time and a number (docs.discord.com/developers/reference, "Snowflakes"). */
const discordId = /^\d{15,20}$/;

type DeployValues = ValuesOf<typeof deployOptions>;
type Deploy = (values: DeployValues, parts: DeployParts) => Promise<void>;

/** Registers the commands, or prints what would be registered; that takes neither a token nor a network. */
const deployDiscord: Deploy = async ({ guild, json, 'dry-run': isDry }, { config, io, withMarks }) => {
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
};

const deploySlack: Deploy = async ({ http, url, output, json }, { io }) => {
  const slack = await import('./adapters/slack/deploy.js');
  await slack.writeManifest({ isHttp: http, url, output, isJson: json }, io);
};

type Platform = DeployValues['platform'];

const deploys: Readonly<Record<Platform, Deploy>> = { discord: deployDiscord, slack: deploySlack };

/** Options that mean something at one platform alone. */
const owned = { guild: 'discord', http: 'slack', url: 'slack', output: 'slack' } as const satisfies Partial<
  Record<keyof DeployValues, Platform>
>;

/**
 * Registers the commands with Discord, or prints Slack's manifest.
 * @throws StudioError 'option-invalid' and 'option-missing' for what is typed, 'config-invalid' without a token,
 *   'token-refused', 'platform-failed', 'file-unwritable'.
 */
export async function deploy(values: DeployValues, parts: DeployParts): Promise<void> {
  for (const [option, owner] of Object.entries(owned) as [keyof typeof owned, Platform][]) {
    const value = values[option];
    const isGiven = value !== null && value !== false;
    if (isGiven && owner !== values.platform)
      throw new StudioError('option-invalid', {
        ...{ option, value: String(value), expected: `nothing, since it is for \`deploy ${owner}\`` },
      });
  }
  await deploys[values.platform](values, parts);
}
