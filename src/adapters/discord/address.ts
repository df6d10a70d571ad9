/** Where a job's message is on Discord, as it is stored with the job. */
import type { Json } from '../../job/job.js';

/** A message, for the bot's token. */
export interface Place {
  readonly channel: string;
  readonly message: string;
}

export interface Address {
  /** The application's id, a part of a webhook's path. */
  readonly application: string;
  /** The interaction's token. Whoever has it may edit the message until `expiresAt`. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly channel: string | null;
  /** null until Discord has told it, with the answer to the first edit. */
  readonly message: string | null;
  /** The token's webhook calls it `@original`; false for a follow-up. */
  readonly isOriginal: boolean;
  /** Only the user sees it, and only the token can edit it. */
  readonly isEphemeral: boolean;
  /** The bot itself is where the message is, so that it can go on without the token. */
  readonly isReachable: boolean;
  /** Bytes that a file may have there. */
  readonly maxBytes: number;
}

/** Where no interaction says how large a file may be, bytes (docs.discord.com/developers/reference, "Uploading Files"). */
export const leastMaxBytes = 10 * 2 ** 20;

/** An interaction's token is good for so long after the interaction, milliseconds (receiving-and-responding). */
export const tokenMs = 15 * 60_000;

export const toJson = (address: Address): Json => ({ ...address });

/** @param stored what `toJson` made; nothing else writes a Discord job's address. */
export const readAddress = (stored: Json): Address => stored as unknown as Address;

/** Where the bot finds the message by itself; null where it does not. */
export function placeOf({ channel, message, isReachable, isEphemeral }: Address): Place | null {
  return isReachable && !isEphemeral && channel !== null && message !== null ? { channel, message } : null;
}
