/** Who speaks, and where they can be answered: by Discord's word with the interaction, never by what somebody typed. */
import {
  ApplicationIntegrationType,
  type Interaction,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Requester } from '../../job/job.js';
import { type Address, leastMaxBytes, tokenMs } from './address.js';
import { overheardOf } from './overheard.js';

/** Whether the application itself is in the guild, and not only among somebody's own. */
export function isInstalledHere({
  guildId,
  authorizingIntegrationOwners: owners,
}: Pick<Interaction, 'guildId' | 'authorizingIntegrationOwners'>): boolean {
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  // Why also without either: Discord has not always said whose the application is.
  return guildId !== null && (owners[GuildInstall] !== undefined || owners[UserInstall] === undefined);
}

const moderating = [PermissionFlagsBits.ManageGuild, PermissionFlagsBits.Administrator] as const;

/** Everything that is decided by who asks goes by this. */
export function requesterOf(interaction: Interaction): Requester {
  const { guildId, user, channelId, memberPermissions } = interaction;
  const isHere = isInstalledHere(interaction);
  const { isAgeRestricted, roles = [] } = overheardOf(interaction);
  return {
    door: 'discord',
    // Why: settings are those of a guild that has the application; who brings it along has only what is theirs.
    tenant: isHere ? guildId! : `user-${user.id}`,
    user: user.id,
    channel: guildId === null ? null : channelId,
    ...(isAgeRestricted === undefined ? {} : { isAgeRestricted }),
    // Why the guild's id: it is that of its role @everyone, which all have and Discord does not name.
    roles: isHere ? [...roles, guildId!] : roles,
    isModerator: isHere && (memberPermissions?.any([...moderating]) ?? false),
  };
}

/**
 * Whether Discord shows every answer to the user alone, whatever we say: to an application of their own where they may
 * not use such (docs.discord.com/developers/topics/permissions, USE_EXTERNAL_APPS).
 */
export function isKeptPrivate(interaction: Interaction): boolean {
  if (interaction.guildId === null || isInstalledHere(interaction)) return false;
  return !(interaction.memberPermissions?.has(PermissionFlagsBits.UseExternalApps) ?? false);
}

export interface AddressAbout {
  readonly isOriginal: boolean;
  readonly isEphemeral: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** null where Discord has not told it yet. @default null */
  readonly message?: string | null;
}

/** Where an answer to an interaction is. */
export function addressOf(
  interaction: Interaction,
  { isOriginal, isEphemeral, now, message = null }: AddressAbout,
): Address {
  const { applicationId, token, createdTimestamp, channelId, context, attachmentSizeLimit } = interaction;
  const isBotThere = isInstalledHere(interaction) || context === InteractionContextType.BotDM;
  return {
    application: applicationId,
    token,
    // Why the earlier: our clock may be wrong, and so may be theirs.
    expiresAt: Math.min(createdTimestamp, now) + tokenMs,
    channel: channelId,
    message,
    isOriginal,
    isEphemeral,
    isReachable: isBotThere && !isEphemeral,
    maxBytes: maxBytesOf({ attachmentSizeLimit }),
  };
}

/** Bytes that a file may have in an answer to an interaction. */
export const maxBytesOf = ({ attachmentSizeLimit }: Pick<Interaction, 'attachmentSizeLimit'>): number =>
  attachmentSizeLimit || leastMaxBytes;
