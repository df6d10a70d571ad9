/** Bolt's App: what came in, in its hands when it is new, and none of its secrets in the log. */
import { App, type ReceiverEvent, type webApi } from '@slack/bolt';
import type { Log } from '../../log.js';
import { tellable } from './bolt-log.js';
import type { Once } from './once.js';
import { type Authorizer, toBolt } from './tenancy.js';

export interface AppParts {
  readonly authorize: Authorizer;
  /** With a slash at its end. */
  readonly apiUrl: string;
  readonly once: Once;
  readonly boltLog: webApi.Logger;
  readonly log: Log;
}

export interface SlackApp {
  readonly app: App;
  /** Takes in what a receiver got. Never rejects. */
  receive(event: ReceiverEvent): Promise<void>;
  /** Settles when nothing is on its way any more. */
  idle(): Promise<void>;
}

const nothing = async () => undefined;

export function createApp({ authorize, apiUrl, once, boltLog, log }: AppParts): SlackApp {
  const app = new App({
    receiver: { init: () => undefined, start: nothing, stop: nothing },
    authorize: toBolt(authorize),
    logger: boltLog,
    convoStore: false,
    attachFunctionToken: false,
    // Why so sparing: nothing is sent by this client; the door has its own (clients.ts).
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
  app.error(async (error) => log.error({ err: tellable(error) }, 'slack: an event failed'));
  const running = new Set<Promise<void>>();

  return {
    app,
    receive(event) {
      const taken = once(event, (one) => app.processEvent(one))
        .catch((error) => log.warn({ err: tellable(error) }, 'slack: an event was not taken in'))
        .finally(() => running.delete(taken));
      running.add(taken);
      return taken;
    },
    async idle() {
      await Promise.all(running);
    },
  };
}
