/** Where a job's message is in Slack, as it is stored with the job. */
import type { Json } from '../../job/job.js';

export interface Address {
  /** The workspace, whose bot token is used. */
  readonly team: string;
  /** The organisation, where the app was installed for all of it; null otherwise. */
  readonly enterprise: string | null;
  /** A channel, or a person's direct messages with the app. */
  readonly channel: string;
  /** Timestamp of the message whose thread it is in; null = in the channel itself. */
  readonly thread: string | null;
  /** Timestamp of the status message; null until it has been posted. */
  readonly message: string | null;
  /** The picture that was shared; absent before. Who has the job deleted has it deleted, too. */
  readonly file?: string;
}

export const toJson = (address: Address): Json => ({ ...address });

/** @param stored what `toJson` made; nothing else writes a Slack job's address. */
export const readAddress = (stored: Json): Address => stored as unknown as Address;
