/** One try to bring an answer to Slack: what its parts have in common. */
import type { JobClock } from '../../job/clock.js';
import type { Job } from '../../job/job.js';
import type { Delivery } from '../../job/store.js';
import type { Log } from '../../log.js';
import type { Address } from './address.js';
import type { SlackApi } from './api.js';
import type { Ledger } from './receipt.js';

export interface Trip {
  readonly job: Job;
  readonly delivery: Pick<Delivery, 'tries'>;
  readonly address: Address;
  readonly ledger: Ledger;
  /** A patient one. */
  readonly api: Pick<
    SlackApi,
    'post' | 'update' | 'isThere' | 'newest' | 'upload' | 'share' | 'file' | 'deleteFile'
  >;
  readonly clock: Pick<JobClock, 'now' | 'after'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}
