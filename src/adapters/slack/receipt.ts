/** What an answer has left in Slack so far, kept for later tries: what is in it is not made a second time. */
import type { Json } from '../../job/job.js';

export interface Receipt {
  /** The message that stands for the one of the job's address, where that is unknown or cannot be edited. */
  readonly message: { readonly channel: string; readonly message: string } | null;
  /** The picture's file, uploaded; null before. */
  readonly file: string | null;
  /** Bytes that the picture was allowed to have. */
  readonly maxBytes: number | null;
  /** Everybody can see the file: Slack has said so. */
  readonly isShared: boolean;
}

export interface Ledger {
  readonly now: Receipt;
  /** Resolves when it is on the disk. */
  keep(change: Partial<Receipt>): Promise<void>;
}

const nothing: Receipt = { message: null, file: null, maxBytes: null, isShared: false };

/** @param stored what `keep` saved in an earlier try. */
export function openLedger(stored: Json, save: (receipt: Json) => Promise<void>): Ledger {
  let now: Receipt = { ...nothing, ...(stored as Partial<Receipt> | null) };
  return {
    get now() {
      return now;
    },
    async keep(change) {
      const next = { ...now, ...change };
      await save({ ...next });
      now = next;
    },
  };
}
