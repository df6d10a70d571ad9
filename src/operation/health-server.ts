/** Whether it lives, whether it can work, and its figures: over HTTP, for whoever runs it and for nobody else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isLoopbackName, listen } from '../listen.js';
import type { Log } from '../log.js';

export interface HealthServerOptions {
  /** Where it listens. On loopback only requests to loopback's own names are answered. */
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  /** What must be so before people are sent here, by name: `database`, `renderer`, `open` (not shutting down). */
  readonly checks: Readonly<Record<string, () => boolean | Promise<boolean>>>;
  readonly renderMetrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly log: Log;
  /** Milliseconds for a request to arrive, and for a check to answer. @default 5000 */
  readonly timeoutMs?: number;
}

export interface HealthServer {
  readonly host: string;
  /** The one that it got. */
  readonly port: number;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const json = (status: number, value: object): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  text: `${JSON.stringify(value)}\n`,
});

/**
 * Listens for GET /healthz (200 while the event loop turns), /readyz (200 when every check holds, else 503 with the names
 * of those that do not) and /metrics.
 * @throws StudioError 'port-unavailable'.
 */
export async function openHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const { log, timeoutMs = 5000 } = options;
  const answer = createAnswer(options, timeoutMs);
  const limits = {
    headersTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    connectionsCheckingInterval: Math.ceil(timeoutMs / 2),
    maxHeaderSize: 8192,
  };
  let isLoopback = true;
  const server = createServer(limits, async (request, response) => {
    const host = request.headers.host ?? '';
    const isStranger = isLoopback && !isLoopbackName(host);
    send(request, response, isStranger ? json(403, { status: 'unknown host' }) : await answer(request));
  });
  server.maxConnections = 64;
  const { port, ...place } = await listen(server, options.host, options.port);
  isLoopback = place.isLoopback;
  server.on('error', (error) => log.warn({ err: error }, 'health server'));
  return {
    host: options.host,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createAnswer({ checks, renderMetrics, log }: HealthServerOptions, timeoutMs: number) {
  const routes: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    '/healthz': () => json(200, { status: 'ok' }),
    async '/readyz'() {
      const names = Object.keys(checks);
      const holds = await Promise.all(names.map((name) => isHolding(name)));
      const missing = names.filter((_, k) => !holds[k]);
      return missing.length === 0
        ? json(200, { status: 'ready' })
        : json(503, { status: 'not ready', missing });
    },
    async '/metrics'() {
      const { type, text } = await renderMetrics();
      return { status: 200, type, text };
    },
  };

  /** A check that fails or does not answer does not hold. */
  async function isHolding(name: string): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, false);
    });
    try {
      return await Promise.race([checks[name]!(), tooLate]);
    } catch (error) {
      log.warn({ err: error, check: name }, 'a check failed');
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  return async ({ method, url = '' }: IncomingMessage): Promise<Answer> => {
    const path = url.split('?', 1)[0]!;
    if (!Object.hasOwn(routes, path))
      return json(404, { status: 'unknown path', paths: Object.keys(routes) });
    if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'only GET' });
    try {
      return await routes[path]!();
    } catch (error) {
      log.error({ err: error, path }, 'a health request failed');
      return json(500, { status: 'failed' });
    }
  };
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Why: whatever body may follow is not read.
    connection: 'close',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(method === 'HEAD' ? '' : text);
}
