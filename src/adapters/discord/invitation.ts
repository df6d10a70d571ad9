/** The link by which a server's admin takes the bot in. */
import { PermissionFlagsBits } from 'discord.js';

/**
 * What the bot may do there. To write and show pictures, and, once an interaction's token is over, to find its own
 * message again.
 */
const permissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

/** @param application its id. Source: docs.discord.com/developers/topics/oauth2, "Bot Authorization Flow". */
export function invitationOf(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
