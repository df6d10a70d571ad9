/** A message as Slack is sent it: blocks, the words for notifications, and pictures that must be uploaded first. */
import type { types } from '@slack/bolt';

/** A picture of a message. Its name stands for its content: what was uploaded under the same name is not sent again. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For those who do not see it. */
  readonly alt: string;
}

export interface Payload {
  /**
   * At most 50. The image block of a file of `files` has a `slack_file` whose id is `file:NAME`: it is replaced by the real
   * one, or the block is left out, by whoever uploads.
   */
  readonly blocks: readonly types.KnownBlock[];
  /** Shown in notifications, and to screen readers. */
  readonly text: string;
  /**
   * Of a job that has ended, the first is its picture, which is posted in the thread whether a block shows it or not; further
   * ones are not sent. Of one that is painted, the first is its preview.
   */
  readonly files: readonly Upload[];
}
