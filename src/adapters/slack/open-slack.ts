/** Opens Slack: what people do there comes in by Socket Mode or by HTTP, and everything that is said goes out by its Web API. */
import { setMaxListeners } from 'node:events';
import type { Config } from '../../config.js';
import type { Conversation } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { Courier } from '../../job/courier.js';
import type { InstallationStore } from '../../job/installation.js';
import type { SeenStore } from '../../job/seen.js';
import type { Log } from '../../log.js';
import { createDownload } from '../../request/download.js';
import type { Studio } from '../../studio.js';
import { within } from '../chat/patience.js';
import { createApiOf } from './api-of.js';
import { createClients } from './clients.js';
import { createCourier } from './courier.js';
import { createGate } from './gate.js';
import { registerHandlers } from './handlers.js';
import { createSlackLive } from './live-messages.js';
import { type ModeConfig, readMode } from './mode.js';
import { createPreviewFiles } from './preview-files.js';
import { createRenderer } from './renderer.js';
import { isSame } from './same-payload.js';
import { createSlackApi } from './web-api.js';

export interface SlackParts {
  readonly studio: Studio;
  readonly conversation: Conversation;
  /** With one of the sets that mode.ts knows. */
  readonly config: ModeConfig & Pick<Config, 'slackApi' | 'slackPort' | 'pageHost'>;
  readonly installations: InstallationStore;
  readonly seen: SeenStore;
  readonly clock: JobClock;
  readonly log: Log;
}

export interface OpenSlack {
  /** `slack ready`; where Slack is not reached yet, when it is. */
  readonly line: string | Promise<string>;
  readonly couriers: { readonly slack: Courier };
  /** Where Slack's requests, or visitors of the install page, come in; null = nowhere. */
  readonly port: number | null;
  close(): Promise<void>;
}

/** Hosts that Slack serves files from: the token of the workspace goes there. */
const hosts = ['files.slack.com'];
/** The other doors do not wait longer for this one to open, milliseconds. */
const patienceMs = 10_000;

/** `host:port` of an API that is not Slack's own: it serves files, too. */
function hostOf(api: string): readonly string[] {
  const { hostname, port, protocol } = new URL(api);
  return hostname === 'slack.com' ? [] : [`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`];
}

/**
 * @throws StudioError 'config-invalid' where variables do not belong together, 'port-unavailable', 'token-refused' where
 *   Slack says so within ten seconds.
 */
export async function openSlack(parts: SlackParts): Promise<OpenSlack> {
  const { studio, conversation, config, clock, log } = parts;
  const mode = readMode(config);
  if (mode === null)
    throw new StudioError('config-invalid', {
      ...{ variable: 'SLACK_BOT_TOKEN', value: '', expected: 'set, to open Slack (README says with what)' },
    });
  const closing = new AbortController();
  // Why: every event on its way listens to it.
  setMaxListeners(0, closing.signal);
  const apiUrl = config.slackApi;
  const gate = createGate({
    ...{ mode, apiUrl, host: config.pageHost, port: config.slackPort, clock, log },
    ...{ installations: parts.installations, seen: parts.seen },
  });
  const apiOf = createApiOf({
    authorize: gate.authorize,
    createApis(token, teamId) {
      const clients = createClients({ token, apiUrl, ...(teamId === null ? {} : { teamId }) });
      return {
        patient: createSlackApi(clients.patient, { isPatient: true }),
        impatient: createSlackApi(clients.impatient, { isPatient: false }),
      };
    },
  });
  const render = createRenderer({ album: studio.album, job: studio.job, manner: conversation.manner, clock });
  const files = createPreviewFiles();
  const live = createSlackLive({
    ...{ apiOf, files, conversation, isSame, render, clock, log },
    readdress: studio.readdress,
  });
  registerHandlers(gate.app, {
    ...{ studio, conversation, apiOf, live, render, clock, log, random: Math.random },
    // Why no host of the operator's: the token would go there, too.
    download: createDownload({ hosts, extraHosts: hostOf(apiUrl) }),
    closing: closing.signal,
  });

  const close = async () => {
    closing.abort();
    await Promise.all([gate.close(), live.close()]);
  };
  try {
    for (const job of await studio.unfinishedAt('slack')) live.show(job);
    const port = await gate.listen();
    const opening = gate.open(closing.signal).then(() => 'slack ready');
    const early = await within<string | null>(clock, patienceMs, opening, null);
    return {
      ...{ line: early ?? opening, port, close },
      couriers: {
        slack: createCourier({
          ...{ apiOf, live, conversation, render, files, clock, log },
          ...{ job: studio.job, readdress: studio.readdress },
        }),
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
