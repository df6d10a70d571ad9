/** What Slack refused, without what must not be told. Words: docs.slack.dev/reference/methods. */
import { webApi } from '@slack/bolt';

export type FailureKind =
  /** The message, the file or the view is gone. */
  | 'gone'
  /** The app may not do this there: it is no member, the channel is archived or gone, or a permission is missing. */
  | 'forbidden'
  /** The app's token is no good (any more). */
  | 'unauthorized'
  /** The message can be edited no more; a new one can be posted. */
  | 'uneditable'
  /** A file, or a message, is too large. */
  | 'too-large'
  /** A picture of a message is not there yet, or is none that Slack shows. */
  | 'bad-picture'
  /** The person was too slow, or the form was another by then. */
  | 'stale'
  /** Too many requests, where waiting is not worth it. */
  | 'limited'
  /** Any other refusal: the same request would be refused again. */
  | 'refused'
  /** Slack or the way to it is down: later it may work. */
  | 'unreachable';

const byWord: Readonly<Record<string, FailureKind>> = {
  message_not_found: 'gone',
  file_not_found: 'gone',
  file_deleted: 'gone',
  not_found: 'gone',
  channel_not_found: 'forbidden',
  not_in_channel: 'forbidden',
  is_archived: 'forbidden',
  restricted_action: 'forbidden',
  missing_scope: 'forbidden',
  access_denied: 'forbidden',
  cannot_dm_bot: 'forbidden',
  is_inactive: 'forbidden',
  invalid_channel: 'forbidden',
  posting_to_channel_denied: 'forbidden',
  invalid_auth: 'unauthorized',
  not_authed: 'unauthorized',
  token_expired: 'unauthorized',
  token_revoked: 'unauthorized',
  account_inactive: 'unauthorized',
  cant_update_message: 'uneditable',
  edit_window_closed: 'uneditable',
  msg_too_long: 'too-large',
  msg_blocks_too_long: 'too-large',
  file_upload_size_restricted: 'too-large',
  file_uploads_disabled: 'forbidden',
  file_uploads_except_images_disabled: 'forbidden',
  file_type_not_allowed: 'forbidden',
  storage_limit_reached: 'forbidden',
  invalid_blocks: 'bad-picture',
  expired_trigger_id: 'stale',
  trigger_expired: 'stale',
  exchanged_trigger_id: 'stale',
  trigger_exchanged: 'stale',
  hash_conflict: 'stale',
  view_not_found: 'stale',
  ratelimited: 'limited',
  rate_limited: 'limited',
  internal_error: 'unreachable',
  fatal_error: 'unreachable',
  service_unavailable: 'unreachable',
  request_timeout: 'unreachable',
  update_failed: 'unreachable',
  file_update_failed: 'unreachable',
};

const isWord = /^[a-z][\w-]{0,60}$/i;

export class SlackFailure extends Error {
  override readonly name = 'SlackFailure';

  constructor(
    readonly kind: FailureKind,
    /** What was done, in our words: `update`, `post`. */
    readonly deed: string,
    /** Slack's own word; empty = there was no answer. */
    readonly word: string,
    /** For 'limited': milliseconds to wait; 0 = not said. */
    readonly retryAfterMs = 0,
    /** For a permission that is missing: which. */
    readonly needed: string | null = null,
  ) {
    super(`${deed}: ${kind}${word === '' ? '' : ` (${word})`}`);
  }
}

/** AbortErrors and failures pass unchanged; whatever else the client throws is told without its secrets. */
export function asFailure(error: unknown, deed: string): unknown {
  if (error instanceof SlackFailure) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new SlackFailure('limited', deed, 'ratelimited', error.retryAfter * 1000);
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: word, needed } = error.data as { readonly error: string; readonly needed?: string };
    // Why: where no JSON came, Bolt's client takes all that came for the word, be it a page of HTML.
    if (!isWord.test(word)) return new SlackFailure('unreachable', deed, '');
    return new SlackFailure(byWord[word] ?? 'refused', deed, word, 0, needed ?? null);
  }
  return new SlackFailure('unreachable', deed, '');
}

/** Whether an error is Slack's refusal of one of some kinds. */
export const isFailure = (error: unknown, ...kinds: readonly FailureKind[]): error is SlackFailure =>
  error instanceof SlackFailure && kinds.includes(error.kind);
