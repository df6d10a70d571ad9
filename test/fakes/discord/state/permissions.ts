/** Permissions that the fake knows, and what the bot may do where. */
import type { Channel } from '../world.js';

/** Bits: discord-api-docs, topics/permissions, "Bitwise Permission Flags". */
export const permission = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useExternalEmojis: 1n << 18n,
  useCommands: 1n << 31n,
  useExternalApps: 1n << 50n,
} as const;

const all = (...bits: readonly bigint[]) => bits.reduce((sum, bit) => sum | bit, 0n);

const { viewChannel, sendMessages, embedLinks, attachFiles, readHistory } = permission;

/** What this bot asks for when it is installed. */
export const appDefault = all(viewChannel, sendMessages, embedLinks, attachFiles, readHistory);
/** What @everyone may in a new guild, as far as it matters here. */
export const memberDefault = all(appDefault, permission.useCommands, permission.useExternalApps);

/** Documented for direct messages: receiving-and-responding, "Interaction Structure". */
const outsideGuilds = all(attachFiles, embedLinks, permission.mentionEveryone);
const inDirect: Readonly<Record<'bot' | 'private', bigint>> = {
  bot: outsideGuilds | permission.useExternalEmojis,
  private: outsideGuilds,
};

export const grants = (bits: bigint, wanted: bigint): boolean =>
  (bits & permission.administrator) !== 0n || (bits & wanted) === wanted;

/** What the application may in a channel, as an interaction tells it. */
export function appBits({ kind, guild, appPermissions }: Channel): bigint {
  if (kind !== 'guild') return inDirect[kind];
  // Where only a user has installed it, it has nothing but what comes with the interaction.
  return guild!.hasApp ? (appPermissions ?? guild!.appPermissions) : outsideGuilds;
}
