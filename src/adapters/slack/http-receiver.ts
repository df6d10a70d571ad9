/** Bolt's receiver for HTTP, with the pages where workspaces take the application in. */
import { type App, HTTPReceiver, type ReceiverEvent, type webApi } from '@slack/bolt';
import { installPage, pageHeaders, showFailure, showSuccess } from './install-page.js';
import type { Installations } from './installations.js';
import type { Tenancy } from './mode.js';
import { paths } from './paths.js';
import { scopes } from './scopes.js';
import type { Authorizer } from './tenancy.js';

export interface HttpReceiverParts {
  /** null = nothing of Slack's comes in this way. */
  readonly signingSecret: string | null;
  readonly apiUrl: string;
  readonly receive: (event: ReceiverEvent) => Promise<void>;
  readonly boltLog: webApi.Logger;
  readonly tenancy: Tenancy;
  /** Needed for many workspaces. */
  readonly installations: Installations | null;
}

export interface HttpReceiver {
  readonly receive: HTTPReceiver['requestListener'];
  /** Of many workspaces; null for one. */
  readonly authorize: Authorizer | null;
}

/** Of the requests for tokens, milliseconds: an event waits for them. */
const longestRequest = 5000;
/** Errors of a visitor who is late, or comes from elsewhere (`@slack/oauth`, ErrorCode). */
const stale = /STATE|MISSING_CODE/i;

export function createHttpReceiver(parts: HttpReceiverParts): HttpReceiver {
  const { signingSecret, apiUrl, receive, boltLog, tenancy, installations } = parts;
  const receiver = new HTTPReceiver({
    ...{ signingSecret: signingSecret ?? '', signatureVerification: signingSecret !== null, logger: boltLog },
    // Why none without a secret: whoever reaches us could say anything.
    endpoints: signingSecret === null ? [] : [paths.events],
    ...(tenancy.type === 'one' || installations === null
      ? {}
      : {
          clientId: tenancy.clientId,
          clientSecret: tenancy.clientSecret,
          stateSecret: tenancy.stateSecret,
          installationStore: installations,
          scopes: [...scopes],
          installerOptions: {
            ...{ installPath: paths.install, redirectUriPath: paths.redirect },
            // Of the same server as the API: servers compatible with Slack's have it, too.
            authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
            clientOptions: {
              ...{ slackApiUrl: apiUrl, timeout: longestRequest, rejectRateLimitedCalls: true },
              ...{ retryConfig: { retries: 0 }, logger: boltLog },
            },
            renderHtmlForInstallPath: installPage,
            installPathOptions: {
              beforeRedirection: async (_, response) => {
                for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
                return true;
              },
            },
            callbackOptions: {
              success: (_installation, _options, _request, response) => showSuccess(response),
              failure: ({ code }, _options, _request, response) => showFailure(response, stale.test(code)),
            },
          },
        }),
  });
  // Why no App: it is Bolt's App that is behind `receive`, and events are its business only when they are new.
  receiver.init({ processEvent: receive } as unknown as App);
  return {
    receive: receiver.requestListener,
    authorize: receiver.installer?.authorize ?? null,
  };
}
