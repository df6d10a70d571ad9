/**
 * The port by which a door brings an answer to its platform. The program can die between the platform's yes and our
 * note of it; `deliver` is called again then, with the same nonce and whatever receipt was saved. That the answer is
 * not there twice afterwards is the courier's duty, by its platform's own means. There are three:
 *
 * - Edit: the answer replaces a message that we posted earlier and whose id the address holds. Doing it twice leaves
 *   the same message, so nothing need be asked.
 * - Nonce: a new message carries `delivery.nonce`, and the platform answers a second one of the same nonce with the
 *   first (Discord: `nonce` with `enforce_nonce: true`). Platforms forget nonces after some minutes. So the message's id
 *   is saved as the receipt at once, and a later try without one first looks for the nonce among our newest messages.
 * - Receipt: the platform takes an answer in two steps (Slack: an upload, then its completion). The file's id is saved
 *   before the second step; a later try that finds it asks whether that file was shared (`files.info`), and only
 *   completes it where it was not.
 *
 * What remains: a request that was on its way when the program died, and that the platform carries out only after the
 * next try has asked. So that there is time for it, a try that an earlier process began is not repeated at once.
 */
import type { Job, Json } from './job.js';
import type { Delivery } from './store.js';

/** What is owed, as it stands at the beginning of a try. */
export interface Parcel {
  /** Has ended; its state, result, failure and notes are what is told. */
  readonly job: Job;
  /** The job's, as the door wrote it. */
  readonly address: NonNullable<Json>;
  readonly delivery: Delivery;
}

export interface Courier {
  /**
   * Brings one answer.
   * @param save keeps a receipt for later tries; it is on the disk when the promise resolves. Where it rejects, the
   *   step that the receipt is for must not be taken.
   * @param signal aborted when the try takes too long or the program ends: reject soon.
   * @returns 'given-up' where no try will ever succeed (the channel is gone, the bot may not post there).
   * @throws anything where a later try may succeed.
   */
  deliver(
    parcel: Parcel,
    save: (receipt: Json) => Promise<void>,
    signal: AbortSignal,
  ): Promise<'delivered' | 'given-up'>;
}
