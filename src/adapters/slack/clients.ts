/** Bolt's client of the Web API, for one workspace: once for what must arrive, once for what is soon out of date. */
import { webApi } from '@slack/bolt';

export interface ClientsOptions {
  /** The bot's. */
  readonly token: string;
  /** With a slash at its end. */
  readonly apiUrl: string;
  /** Of an app that was installed for a whole organisation: which workspace is meant. */
  readonly teamId?: string;
  /** Takes what the client has to say, as Slack's explanations of `invalid_blocks`. @default nobody */
  readonly logger?: webApi.Logger;
}

export interface Clients {
  readonly patient: webApi.WebClient;
  readonly impatient: webApi.WebClient;
}

/** Until an answer has come, milliseconds. */
const timeouts = { patient: 30_000, impatient: 10_000 } as const satisfies Record<keyof Clients, number>;

const silent: webApi.Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => undefined,
};

/**
 * Neither repeats anything, nor waits where Slack is too busy: see asking.ts. Why: Bolt's client holds all of its requests
 * back after a 429, be they of other methods, and repeats a message whose answer was lost, so that it is there twice.
 */
export function createClients({ token, apiUrl, teamId, logger = silent }: ClientsOptions): Clients {
  const open = (timeout: number) =>
    new webApi.WebClient(token, {
      ...{ slackApiUrl: apiUrl, timeout, logger, allowAbsoluteUrls: false },
      ...{ rejectRateLimitedCalls: true, retryConfig: { retries: 0 } },
      ...(teamId === undefined ? {} : { teamId }),
    });
  return { patient: open(timeouts.patient), impatient: open(timeouts.impatient) };
}
