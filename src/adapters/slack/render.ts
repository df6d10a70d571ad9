/** Replies as Slack's messages. */
import type { Requester } from '../../job/job.js';
import type { Reply } from '../../reply/reply.js';
import type { Payload } from './payload.js';

export interface Setting {
  /** Where it will be seen: decides on whether pictures may be shown at all. */
  readonly requester: Requester;
  readonly maxBytes: number;
  /** A preview that the reply refers to; none where previews are not shown there. */
  readonly preview?: { readonly step: number; readonly bytes: Uint8Array } | null;
  /** Which page of a long reply, from 1. @default 1 */
  readonly page?: number;
  /** The command that answered, for the buttons to the other pages; without it there are none. */
  readonly command?: string;
}

/** Never throws for a picture that is gone: its place is taken by words. */
export type Render = (reply: Reply, setting: Setting) => Promise<Payload>;
