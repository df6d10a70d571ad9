/**
 * Socket Mode: a connection that is ours to open, and to open again. Bolt's receiver makes each; it is not left to come
 * back by itself, because it rejects where nobody listens when Slack refuses it then (measured with 5.1).
 */
import { type App, type ReceiverEvent, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { JobClock } from '../../job/clock.js';
import type { Log } from '../../log.js';
import { rest, within } from '../chat/patience.js';
import { insist } from './insist.js';

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly receive: (event: ReceiverEvent) => Promise<void>;
  readonly boltLog: webApi.Logger;
  readonly clock: Pick<JobClock, 'after' | 'now'>;
  readonly log: Log;
}

export interface Socket {
  /** Settles when the first connection is open; it is kept up from then on. @throws StudioError 'token-refused'. */
  open(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds: for a greeting, for a request, and for a farewell. */
const [longestGreeting, longestRequest, longestFarewell] = [30_000, 10_000, 1000];
/** One that did not last as long, milliseconds, is not replaced at once. */
const steady = { lifeMs: 10_000, pauseMs: 2000 } as const;
const variable = 'SLACK_APP_TOKEN';

interface Line {
  /** Settles when it is over; never rejects. */
  readonly over: Promise<void>;
  hangUp(): Promise<void>;
}

export function createSocket({ appToken, apiUrl, receive, boltLog, clock, log }: SocketParts): Socket {
  let line: Line | null = null;
  let upkeep: Promise<void> = Promise.resolve();
  const closing = new AbortController();

  const dial = async (): Promise<Line> => {
    const receiver = new SocketModeReceiver({
      ...{ appToken, logger: boltLog, autoReconnectEnabled: false },
      installerOptions: {
        clientOptions: {
          ...{ slackApiUrl: apiUrl, timeout: longestRequest, rejectRateLimitedCalls: true },
          ...{ retryConfig: { retries: 0 }, logger: boltLog },
        },
      },
      customPropertiesExtractor: ({ envelope_id }) => ({ envelopeId: envelope_id }),
    });
    // Why no App: it is Bolt's App that is behind `receive`, and events are its business only when they are new.
    receiver.init({ processEvent: receive } as unknown as App);
    const { client } = receiver;
    const over = new Promise<void>((resolve) => void client.once('disconnected', () => resolve()));
    const hangUp = async () => {
      void client.disconnect();
      await within(clock, longestFarewell, over, undefined);
      // Why twice: the second time it waits for nobody.
      void client.disconnect();
    };
    const greeted = client.start().then(
      () => true,
      (error) => {
        throw error ?? new Error('the connection was lost before it was open');
      },
    );
    const isOpen = await within(clock, longestGreeting, greeted, false);
    if (isOpen) return { over, hangUp };
    greeted.catch(() => undefined);
    await hangUp();
    throw new Error('nobody greets');
  };

  const connect = () =>
    insist({ deed: 'connect', variable, clock, log, signal: closing.signal }, async () => {
      const made = await dial();
      line = made;
      // Why: it may have been closed while it was opened.
      if (closing.signal.aborted) await made.hangUp();
      return made;
    });

  const keepUp = async (first: Line) => {
    for (let current = first; ; ) {
      const since = clock.now();
      await current.over;
      if (closing.signal.aborted) return;
      log.info('slack: reconnecting');
      if (clock.now() - since < steady.lifeMs) await rest(clock, steady.pauseMs, closing.signal);
      current = await connect();
    }
  };

  return {
    async open(signal) {
      signal.addEventListener('abort', () => closing.abort(signal.reason), { once: true });
      if (signal.aborted) closing.abort(signal.reason);
      const first = await connect();
      upkeep = keepUp(first).catch((err) => {
        if (!closing.signal.aborted) log.error({ err }, 'slack: closed for good; nothing comes in any more');
      });
    },
    async close() {
      closing.abort();
      await line?.hangUp();
      // Why not longer: one that is being opened just now is closed when it is open.
      await within(clock, longestFarewell, upkeep, undefined);
    },
  };
}
