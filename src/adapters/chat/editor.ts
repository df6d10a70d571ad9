/** The port by which a chat edits the message of one job while it waits and is painted. */

/** Whether the message can be edited now: yes, for the last time, or not at all. */
export type Way = 'open' | 'farewell' | 'none';

export type Verdict =
  | { readonly type: 'taken' }
  /** Not now: the chat is too busy or not there. @param waitMs as it said; 0 = it did not say. */
  | { readonly type: 'later'; readonly waitMs: number }
  /** Never this payload; `tooLarge` = for its files. */
  | { readonly type: 'refused'; readonly tooLarge: boolean }
  /** No edit will be taken any more. */
  | { readonly type: 'over' };

export interface Editor<Payload> {
  way(): Way;
  /** Bytes that a file may have. */
  readonly maxBytes: number;
  /** Milliseconds until `way` is another by itself, as far as anything must be said then; null = that is not so. */
  untilFarewell(): number | null;
  /** Sends one payload; not beside another one. Never rejects for what the chat says, nor for an abort. */
  edit(payload: Payload, signal: AbortSignal): Promise<Verdict>;
}
