/** How what happens comes to the bot: Socket Mode, or signed HTTP requests. */
import type { Body } from './world.js';

/** What Socket Mode calls it. */
export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** Connections of Socket Mode. */
export interface Sockets {
  /** Open ones that were greeted. */
  readonly connections: number;
  /** Sends each of the next envelopes so many times more, at once. @param times default 1. @param envelopes default 1. */
  duplicate(envelopes?: number, times?: number): void;
  /** Sends an envelope again that has been acknowledged already. */
  repeat(id: string): void;
  /** Cuts all connections without a word. */
  drop(): void;
  /** Says on one connection that it will be closed, as Slack does every few hours, and closes it. */
  refresh(): void;
  /** Says that Socket Mode was switched off, and lets nobody in until `enable`. */
  disable(): void;
  enable(): void;
}

/** A request to the bot, and its answer. */
export interface Delivery {
  readonly type: EnvelopeType | 'url_verification' | 'ssl_check';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the answer; null = none came. */
  readonly status: number | null;
  readonly answer: string | null;
}

/** What may be wrong with a request. */
export interface Forgery {
  /** Signed with another secret than the bot's. */
  readonly secret?: string;
  /** In the place of the signature; null = none. */
  readonly signature?: string | null;
  /** Seconds between now and the timestamp: negative = in the past. It is signed. */
  readonly skewS?: number;
  /** In the place of the body, after it was signed. */
  readonly body?: string;
}

/** Timestamps are of the fake's wall clock: a bot that looks at them needs the same one where a test leaps. */
export interface Requests {
  /** Where the bot takes all requests (Bolt: `http://127.0.0.1:PORT/slack/events`); null = nowhere yet. */
  url: string | null;
  /** All that was sent, the oldest first. */
  readonly sent: readonly Delivery[];
  /** Sends a request again, byte for byte. */
  replay(delivery: Delivery): Promise<Delivery>;
  /** Sends its body once more, with something wrong. */
  forge(delivery: Delivery, how: Forgery): Promise<Delivery>;
  /** Asks for the challenge back. @returns whether it came. */
  verifyUrl(): Promise<boolean>;
  sslCheck(): Promise<Delivery>;
}

/** An event of the Events API. */
export interface SentEvent {
  readonly id: string;
  readonly event: Body;
}
