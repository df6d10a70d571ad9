/** Jobs' messages while they wait and are painted. */
import type { Job } from '../../job/job.js';

export interface LiveMessages {
  /**
   * Keeps the job's message up to date until it ends: at once, then as often as the chat allows. Does nothing for a job
   * that is followed already, or whose address is none.
   */
  show(job: Job): void;
  /** Ends the edits of a job's message. Settles when none is on its way any more: what is sent then stays. */
  finish(job: string): Promise<void>;
  /** Ends all of them. */
  close(): Promise<void>;
}
