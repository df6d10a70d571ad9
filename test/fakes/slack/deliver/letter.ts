/** What is sent to the bot, and what becomes of it. */
import type { EnvelopeType } from '../delivery.js';
import type { Body } from '../world.js';

export interface Letter {
  readonly id: string;
  readonly type: EnvelopeType;
  readonly payload: Body;
  /** Whether what comes with the acknowledgement is looked at. */
  readonly isAnswerable: boolean;
}

export interface Retry {
  /** 1 for the first. */
  readonly number: number;
  readonly reason: string;
}

/** What came back: an acknowledgement with what was in it, or the sign that nobody took the letter. */
export type Outcome = { readonly response: Body | null } | { readonly trouble: string };

export interface Transport {
  /** @param settle is called once at most; never = it was not acknowledged. */
  deliver(letter: Letter, retry: Retry | null, settle: (outcome: Outcome) => void): void;
  close(): Promise<void>;
}
