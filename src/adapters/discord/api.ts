/** All that Discord is asked beside its answers to interactions, by name. The REST client of discord.js is behind it. */
import type { Address, Place } from './address.js';
import type { Attached, Payload } from './payload.js';

/** A message of ours as Discord has it. */
export interface Posted {
  readonly channel: string;
  readonly message: string;
  readonly attached: Attached;
}

/** Every method rejects with a `DiscordFailure`, and with an AbortError where `signal` is aborted. */
export interface DiscordApi {
  /** Edits with the interaction's token, without the bot's. @param attached what the message is known to have. */
  editByToken(address: Address, payload: Payload, attached: Attached, signal: AbortSignal): Promise<Posted>;
  /** Edits with the bot's token: for as long as there is the message, where the bot is. @param attached as above. */
  editAsBot(place: Place, payload: Payload, signal: AbortSignal, attached?: Attached): Promise<Posted>;
  /** A further message of an interaction. */
  followUp(
    address: Pick<Address, 'application' | 'token'>,
    payload: Payload,
    isEphemeral: boolean,
    signal: AbortSignal,
  ): Promise<Posted>;
  /** Takes the interaction's own answer away (or the message that its button is on). */
  deleteOriginal(address: Pick<Address, 'application' | 'token'>, signal: AbortSignal): Promise<void>;
  /** Takes a message of the bot's own away, where the bot is. */
  deleteAsBot(place: Place, signal: AbortSignal): Promise<void>;
  /**
   * A new message. Discord answers a second one of the same nonce with the first, for some minutes.
   * @param mention the one user who is mentioned, and told; the payload's text must contain `<@ID>`.
   */
  post(
    channel: string,
    payload: Payload,
    unique: { readonly nonce: string; readonly mention: string },
    signal: AbortSignal,
  ): Promise<Posted>;
  /** Our newest messages in a channel, with the custom ids of their buttons and menus; at most 100 are looked at. */
  newest(
    channel: string,
    signal: AbortSignal,
  ): Promise<readonly { readonly message: string; readonly customIds: readonly string[] }[]>;
}
