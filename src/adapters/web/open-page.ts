/** Opens the page: a server on this machine, or, with a token, for others too. */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { Config } from '../../config.js';
import type { Conversation } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import type { Requester } from '../../job/job.js';
import { isLoopbackName, listen } from '../../listen.js';
import type { Log } from '../../log.js';
import type { Studio } from '../../studio.js';
import { createApp } from './app.js';
import { joinAssets, loadAssets } from './assets.js';
import { createAttempts } from './attempts.js';
import { createChannel } from './channel.js';
import { createGate, type Gate } from './gate.js';
import { createLogin, type Login } from './login.js';
import { createSessions } from './session.js';

export interface PageParts {
  readonly studio: Studio;
  readonly conversation: Conversation;
  readonly config: Pick<Config, 'pageHost' | 'pagePort' | 'pageToken' | 'pageNames'>;
  readonly version: string;
  /** The package's root folder. */
  readonly root: string;
  readonly log: Log;
  /** Where the page's files lie, later ones first. @default as they are in the package */
  readonly folders?: readonly string[];
}

export interface OpenPage {
  /** `page http://127.0.0.1:8787` */
  readonly line: string;
  /** It watches its jobs by itself; nothing is brought. */
  readonly couriers: Readonly<Record<string, never>>;
  close(): Promise<void>;
}

/** Milliseconds. Between signs of life, between looks at what others did, and for tabs to hear of the end. */
const pace = { beat: 15_000, refresh: 30_000, bye: 300 } as const;

const serverLimits = {
  headersTimeout: 10_000,
  // Why more than an upload may take: that one says so in its answer.
  requestTimeout: 330_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
};

/** Whoever asks at the page: one channel, and all may do everything, since all are the operator's own people. */
const requesterOf = (user: string): Requester => ({
  ...{ door: 'page', tenant: 'page', user, channel: null, roles: [] },
  isModerator: true,
});

/**
 * Where others than this machine can come in, by a public address or by a name that leads here, it takes a token.
 * @throws StudioError 'config-invalid'.
 */
export function checkExposure({ pageHost, pageToken, pageNames }: PageParts['config']): void {
  const isLoopback = isLoopbackName(pageHost);
  const refuse = (variable: string, expected: string) => {
    throw new StudioError('config-invalid', { variable, value: '', expected });
  };
  if (pageToken === null && (!isLoopback || pageNames.length > 0))
    refuse('IMPASTO_TOKEN', 'set, to 16 characters or more, where others can open the page');
  if (!isLoopback && pageNames.length === 0)
    refuse(
      'IMPASTO_ALLOWED_HOSTS',
      'set to the names that people open the page under, such as studio.example',
    );
}

/** @throws StudioError 'config-invalid', 'port-unavailable'. */
export async function openPage(parts: PageParts): Promise<OpenPage> {
  const { studio, conversation, config, root, log } = parts;
  checkExposure(config);
  const home = join(root, 'src/adapters/web');
  const assets = await loadAssets(
    parts.folders ?? [join(home, 'page'), join(root, 'dist/src/adapters/web/page')],
  );
  const login = await loadAssets([join(home, 'login')]);
  const page = requesterOf('page');
  const channel = createChannel({
    ...{ conversation, requester: page, wall: Date.now, log },
    recent: (limit) => studio.recent(page, limit),
  });
  let gate: Gate = createGate({ isLoopback: true, names: config.pageNames });
  const app = createApp({
    ...{ studio, conversation, channel, assets, requesterOf, log, version: parts.version },
    // Why both: the login looks like the page, none of whose files are served before it.
    loginStyle: joinAssets([assets.get('tokens.css'), login.get('login.css')]),
    gate: () => gate,
    login: createLoginFor(config.pageToken, Buffer.from(login.get('login.html')!.bytes).toString('utf8')),
    now: () => performance.now(),
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: serverLimits,
  }) as Server;
  server.maxConnections = 512;
  const { port, isLoopback } = await listen(server, config.pageHost, config.pagePort);
  gate = createGate({ isLoopback, names: config.pageNames });
  server.on('error', (err) => log.warn({ err }, 'page server'));
  const refresh = () => {
    channel.refresh().catch((err) => log.warn({ err }, 'the channel is not up to date'));
  };
  refresh();
  const timers = [setInterval(channel.beat, pace.beat), setInterval(refresh, pace.refresh)];

  return {
    line: `page ${addressOf(config, isLoopback, port)}`,
    couriers: {},
    async close() {
      for (const timer of timers) clearInterval(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      channel.close();
      await Promise.race([closed, sleep(pace.bye, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}

function createLoginFor(token: string | null, template: string): Login | null {
  if (token === null) return null;
  const sessions = createSessions({ token, wall: Date.now, random: randomBytes });
  return createLogin({ sessions, attempts: createAttempts({ now: () => performance.now() }), template });
}

/** What to open: a name that is let in. */
function addressOf({ pageHost, pageNames }: PageParts['config'], isLoopback: boolean, port: number): string {
  const name = isLoopback ? pageHost : pageNames[0]!;
  const host = /^[^[].*:.*:/.test(name) ? `[${name}]` : name;
  return `http://${host}${/:\d+$/.test(name) && !isLoopback ? '' : `:${port}`}`;
}
