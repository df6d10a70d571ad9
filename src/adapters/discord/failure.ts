/**
 * What Discord refused, without what must not be told: the errors of discord.js carry the whole URL with its token, and
 * the request's body with the bytes of its files. Codes: docs.discord.com/developers/topics/opcodes-and-status-codes.
 */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

export type FailureKind =
  /** The message is gone. */
  | 'gone'
  /** The interaction's token is no good any more, or never was. */
  | 'token-dead'
  /** Somebody has answered this interaction already. */
  | 'answered'
  /** A file, or all of them together, has too many bytes. */
  | 'too-large'
  /** The channel is gone, or the bot may not do this there. */
  | 'forbidden'
  /** The message cannot be edited any more (too old, not ours); a new one can be sent. */
  | 'uneditable'
  /** Too many requests, where waiting is not worth it. */
  | 'limited'
  /** Any other refusal: the same request would be refused again. */
  | 'refused'
  /** Discord or the way to it is down: later it may work. */
  | 'unreachable';

/** Kinds by Discord's code, then by the status. */
const byCode: Readonly<Record<number, FailureKind>> = {
  10008: 'gone',
  10015: 'token-dead',
  10062: 'token-dead',
  50027: 'token-dead',
  40060: 'answered',
  40005: 'too-large',
  10003: 'forbidden',
  10004: 'forbidden',
  50001: 'forbidden',
  50007: 'forbidden',
  50013: 'forbidden',
  50083: 'forbidden',
  30046: 'uneditable',
  50005: 'uneditable',
};
const byStatus: Readonly<Record<number, FailureKind>> = {
  401: 'token-dead',
  403: 'forbidden',
  413: 'too-large',
  429: 'limited',
};
/** The same where it is not Discord that answers, but what stands before it: a page of words, which may be gone later. */
const byStatusOfOthers: Readonly<Record<number, FailureKind>> = { 413: 'too-large', 429: 'limited' };

export class DiscordFailure extends Error {
  override readonly name = 'DiscordFailure';

  constructor(
    readonly kind: FailureKind,
    /** What was done, in our words: `edit`, `post`. */
    readonly deed: string,
    /** 0 = there was no answer. */
    readonly status: number,
    /** Discord's own; 0 = none. */
    readonly code: number,
    /** For 'limited': milliseconds to wait; 0 = not said. */
    readonly retryAfterMs = 0,
  ) {
    super(`${deed}: ${kind} (status ${status}, code ${code})`);
  }
}

/** AbortErrors and failures pass unchanged; whatever else discord.js throws is told without its secrets. */
export function asFailure(error: unknown, deed: string): unknown {
  if (error instanceof DiscordFailure) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  if (error instanceof RateLimitError) return new DiscordFailure('limited', deed, 429, 0, error.retryAfter);
  if (error instanceof DiscordAPIError) {
    const { status } = error;
    // Why: Discord always names a code, and discord.js finds none in what is not JSON.
    if ((error.code as unknown) === undefined)
      return new DiscordFailure(byStatusOfOthers[status] ?? 'unreachable', deed, status, 0);
    const code = Number(error.code) || 0;
    const kind = byCode[code] ?? byStatus[status] ?? (status >= 500 ? 'unreachable' : 'refused');
    return new DiscordFailure(kind, deed, status, code);
  }
  if (error instanceof HTTPError) {
    return new DiscordFailure(byStatus[error.status] ?? 'unreachable', deed, error.status, 0);
  }
  return new DiscordFailure('unreachable', deed, 0, 0);
}

/** Whether an error is Discord's refusal of one of some kinds. */
export const isFailure = (error: unknown, ...kinds: readonly FailureKind[]): error is DiscordFailure =>
  error instanceof DiscordFailure && kinds.includes(error.kind);
