/** Sends something to the bot, again where nothing comes, and gives what comes of it. */
import { randomUUID } from 'node:crypto';
import type { EnvelopeType } from '../delivery.js';
import type { Acknowledgement, Exchange } from '../person.js';
import type { ResponseAddress, State, Trigger } from '../state/state.js';
import type { StoredMessage } from '../state/stored-message.js';
import { defer } from '../web/controls.js';
import type { Body, View } from '../world.js';
import type { Letter, Transport } from './letter.js';

/** What somebody does, or what has happened. */
export interface Deed {
  readonly type: EnvelopeType;
  readonly payload: Body;
  readonly triggerId?: string | null;
  /** Path of the response_url. */
  readonly address?: string | null;
  readonly isAnswerable?: boolean;
  /** Takes what came with the acknowledgement, in time. @returns what it left. @throws Error where it makes no sense. */
  readonly take?: (response: Body | null) => StoredMessage | null;
  /** Nothing came in time. */
  readonly miss?: () => void;
}

export type Dispatch = (deed: Deed) => Exchange;

export function createDispatch(state: State, transport: Transport): Dispatch {
  const { deadlineMs, retries } = state.settings;

  return ({ type, payload, triggerId = null, address = null, isAnswerable = false, take, miss }) => {
    const letter: Letter = { id: randomUUID(), type, payload, isAnswerable };
    const isEvent = type === 'events_api';
    const waits = isEvent ? retries.events : retries.interactions;
    const { promise, resolve, reject } = defer<Acknowledgement>();
    // Why: nobody needs to wait for it; whoever does gets the error all the same.
    promise.catch(() => undefined);
    const dispatchedAt = state.time.now();
    const trigger: Trigger | undefined = triggerId === null ? undefined : state.triggers.get(triggerId);
    const place: ResponseAddress | undefined = address === null ? undefined : state.addresses.get(address);
    const messages = place?.messages ?? [];
    let sent = 0;
    let isAnswered = false;
    let isGivenUp = false;

    const giveUp = (why: string) => {
      if (isGivenUp) return;
      isGivenUp = true;
      miss?.();
      reject(new Error(why));
      state.watch.changed();
    };
    const accept = (response: Body | null) => {
      isAnswered = true;
      // Whoever was told that it did not work out does not see what comes later.
      if (isGivenUp) return;
      const afterMs = state.time.now() - dispatchedAt;
      try {
        const left = take?.(response) ?? null;
        if (left !== null && !messages.includes(left)) messages.push(left);
        resolve({ afterMs, response });
      } catch (error) {
        giveUp((error as Error).message);
      }
      state.watch.changed();
    };
    const attempt = (number: number, reason: string) => {
      sent += 1;
      let isOver = false;
      const lose = (why: string, isLate: boolean) => {
        if (isOver || isAnswered) return;
        isOver = true;
        if (!isEvent) giveUp(isLate ? 'operation_timeout' : 'dispatch_failed');
        const wait = isEvent || isLate ? waits[number] : undefined;
        if (wait === undefined) return giveUp(why);
        state.time.after(wait, () => {
          if (!isAnswered) attempt(number + 1, why);
        });
      };
      const takeBack = state.time.after(deadlineMs, () => lose('timeout', true));
      transport.deliver(letter, number === 0 ? null : { number, reason }, (outcome) => {
        takeBack();
        if (isAnswered) return;
        if ('trouble' in outcome) lose(outcome.trouble, false);
        else accept(outcome.response);
      });
    };
    attempt(0, '');

    return {
      ...{ id: letter.id, payload, dispatchedAt, triggerId, acknowledged: promise, messages },
      responseUrl: address === null ? null : state.origin + address,
      get sent() {
        return sent;
      },
      async message(ms = 20_000) {
        await state.watch.until(() => messages.length > 0, ms);
        return messages[0]!;
      },
      async modal(ms = 20_000): Promise<View> {
        if (trigger === undefined) throw new Error('Nothing can be opened with it');
        await state.watch.until(() => trigger.opened !== null, ms);
        return trigger.opened!;
      },
    };
  };
}
