/** What the bot must be allowed in a channel before anything is painted there. */
import { type Interaction, PermissionFlagsBits } from 'discord.js';
import { overheardOf } from './overheard.js';
import { isInstalledHere } from './speaker.js';

/** As Discord's own settings call them (docs.discord.com/developers/topics/permissions). */
const names = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  AttachFiles: 'Attach Files',
} as const satisfies Partial<Readonly<Record<keyof typeof PermissionFlagsBits, string>>>;

type Permission = keyof typeof names;

/**
 * The names of those that are missing.
 * @param isEphemeral an answer for the user alone needs no place in the channel.
 */
export function findMissingPermissions(interaction: Interaction, isEphemeral: boolean): readonly string[] {
  const speaking: Permission = overheardOf(interaction).isThread ? 'SendMessagesInThreads' : 'SendMessages';
  // Why only there: elsewhere the bot is nobody, and all that it says comes with the interaction.
  const isSpeaking = isInstalledHere(interaction) && !isEphemeral;
  const needed: readonly Permission[] = [
    ...(isSpeaking ? (['ViewChannel', speaking] as const) : []),
    'AttachFiles',
  ];
  return needed
    .filter((permission) => !interaction.appPermissions.has(PermissionFlagsBits[permission]))
    .map((permission) => names[permission]);
}
