/** What comes in from Slack, whichever way, for one workspace or many: it ends at Bolt's App, where handlers listen. */
import type { App, ReceiverEvent } from '@slack/bolt';
import type { JobClock } from '../../job/clock.js';
import type { InstallationStore } from '../../job/installation.js';
import type { SeenStore } from '../../job/seen.js';
import type { Log } from '../../log.js';
import { within } from '../chat/patience.js';
import { createApp } from './app.js';
import { createBoltLog } from './bolt-log.js';
import { createClients } from './clients.js';
import { createHttpReceiver } from './http-receiver.js';
import { insist } from './insist.js';
import { createInstallations } from './installations.js';
import type { Mode } from './mode.js';
import { createOnce, keepPruning } from './once.js';
import { paths } from './paths.js';
import { createReplayGuard } from './replay-guard.js';
import { createRequests } from './requests.js';
import { createSeal } from './seal.js';
import { createSocket } from './socket.js';
import {
  type Authorizer,
  authorizeOne,
  authorizeStored,
  type Identity,
  takeTurns,
  withoutWaiting,
} from './tenancy.js';
import { registerUninstalled } from './uninstalled.js';

export interface GateParts {
  readonly mode: Mode;
  /** With a slash at its end. */
  readonly apiUrl: string;
  /** Of the server, where there is one. */
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  readonly installations: InstallationStore;
  readonly seen: SeenStore;
  readonly clock: JobClock;
  readonly log: Log;
}

export interface Gate {
  readonly app: App;
  readonly authorize: Authorizer;
  /** Serves requests and pages, where there are any. @returns the port. @throws StudioError 'port-unavailable'. */
  listen(): Promise<number | null>;
  /** Settles when Slack knows us. @throws StudioError 'token-refused'. */
  open(signal: AbortSignal): Promise<void>;
  /** Takes nothing more; what is on its way has a second. */
  close(): Promise<void>;
}

const farewellMs = 1000;

export function createGate({ mode, apiUrl, host, port, clock, log, ...stores }: GateParts): Gate {
  const { tenancy, transport } = mode;
  const boltLog = createBoltLog(log);
  const once = { store: stores.seen, clock, log };
  // Why so late: what receives needs to know whose token it is, and that is known by one of them.
  const receive = (event: ReceiverEvent) => slack.receive(event);
  const signingSecret = transport.type === 'http' ? transport.signingSecret : null;
  const installations =
    tenancy.type === 'one'
      ? null
      : createInstallations(stores.installations, createSeal(tenancy.encryptionKeys), log);
  const http =
    signingSecret === null && installations === null
      ? null
      : createHttpReceiver({ signingSecret, apiUrl, receive, boltLog, tenancy, installations });
  let identity: Identity | null = null;
  const stored =
    tenancy.type === 'one' ? authorizeOne(tenancy.botToken, () => identity) : authorizeStored(installations!);
  const authorize =
    tenancy.type === 'one' ? stored : withoutWaiting(takeTurns(http!.authorize!), stored, clock);
  // Why only what is stored: Slack waits for the acknowledgement, and Bolt itself sends nothing.
  const slack = createApp({ authorize: stored, apiUrl, once: createOnce(once), boltLog, log });
  registerUninstalled(slack.app, installations, log);
  const requests =
    http === null
      ? null
      : createRequests({
          ...{ host, port, signingSecret, receive: http.receive, log },
          guard: createReplayGuard(clock.wall),
        });
  const socket =
    transport.type === 'http'
      ? null
      : createSocket({ appToken: transport.appToken, apiUrl, receive, boltLog, clock, log });
  let stopPruning: () => void = () => undefined;

  const identify = async (token: string, signal: AbortSignal) => {
    const { impatient } = createClients({ token, apiUrl });
    const asking = { deed: 'identify', variable: 'SLACK_BOT_TOKEN', clock, log, signal };
    const {
      bot_id: botId,
      user_id: botUserId,
      team_id: team,
    } = await insist(asking, () => impatient.auth.test());
    identity = { botId, botUserId };
    log.info({ team }, 'slack: the workspace');
  };

  return {
    ...{ app: slack.app, authorize },
    async listen() {
      stopPruning = keepPruning(once);
      if (requests === null) return null;
      const { port: got } = await requests.open();
      const [events, install] = [signingSecret && paths.events, installations && paths.install];
      log.info({ host, port: got, events, install }, 'slack: listening');
      return got;
    },
    async open(signal) {
      if (tenancy.type === 'one') await identify(tenancy.botToken, signal);
      await socket?.open(signal);
    },
    async close() {
      stopPruning();
      const idle = within(clock, farewellMs, slack.idle(), undefined);
      await Promise.all([requests?.close(), socket?.close(), idle]);
    },
  };
}
