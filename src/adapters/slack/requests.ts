/** HTTP: Slack's signed requests, and the pages where workspaces take the application in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { HTTPModuleFunctions } from '@slack/bolt';
import { type Listening, listen } from '../../listen.js';
import type { Log } from '../../log.js';
import { paths } from './paths.js';
import type { ReplayGuard, Signed } from './replay-guard.js';

export interface RequestsParts {
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  /** null = nothing comes in this way but visitors of the pages. */
  readonly signingSecret: string | null;
  readonly guard: ReplayGuard;
  /** Bolt's. */
  readonly receive: (request: IncomingMessage, response: ServerResponse) => void;
  readonly log: Log;
}

export interface Requests {
  /** @throws StudioError 'port-unavailable'. */
  open(): Promise<Listening>;
  close(): Promise<void>;
}

/** Milliseconds. Why so few: Slack waits for three seconds itself, and the port is open to the world. */
const limits = {
  headersTimeout: 4000,
  requestTimeout: 5000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
};
/**
 * Bytes; Bolt's own are four times as many. Why so few: a body is read before its signature can be judged. A form of a
 * hundred blocks has some hundred thousand.
 */
const bodyLimit = 2 ** 20;
/** Milliseconds for answers that are on their way. */
const farewellMs = 1000;
/** What is left of a request by which Slack looks whether anybody is there; it needs no signature. */
const sslCheck = 'ssl_check=1';

function pathOf({ url = '/' }: IncomingMessage): string | null {
  try {
    return new URL(url, 'http://localhost').pathname;
  } catch {
    // Slack would not ask for such.
    return null;
  }
}

export function createRequests(parts: RequestsParts): Requests {
  const { host, port, signingSecret, guard, receive, log } = parts;

  /** Refuses what is not Slack's, comes again, or before its time; the rest is read already when Bolt gets it. */
  const check = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const options = {
      enabled: true,
      signingSecret: signingSecret!,
      bodyLimit,
    };
    const { rawBody } = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(options, request);
    if (rawBody.toString() === sslCheck) return true;
    const signed: Signed = {
      timestamp: HTTPModuleFunctions.getHeader(request, 'x-slack-request-timestamp'),
      signature: HTTPModuleFunctions.getHeader(request, 'x-slack-signature'),
    };
    const judgement = guard.judge(signed);
    if (judgement !== 'new') {
      log.warn({ judgement }, 'slack: a request was refused');
      return false;
    }
    // Why: Slack sends the very same again within a second where we failed.
    response.once('finish', () => {
      if (response.statusCode >= 400) guard.forget(signed);
    });
    return true;
  };

  const refuse = (response: ServerResponse, status: number) => {
    response.writeHead(status, { 'x-slack-no-retry': '1' });
    response.end();
  };

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const path = pathOf(request);
    if (path === null) return refuse(response, 400);
    if (path === paths.events && request.method === 'POST') {
      if (signingSecret === null) return refuse(response, 404);
      const isGood = await check(request, response).catch((error) => {
        // Why not the error: it tells what of the request was wrong, which may be anything.
        const isTooLarge = HTTPModuleFunctions.isRawBodyError(error) && error.statusCode === 413;
        log.warn({ isTooLarge }, 'slack: a request was refused');
        return false;
      });
      if (!isGood) return refuse(response, 401);
    }
    receive(request, response);
  };

  const server = createServer(limits, (request, response) => {
    take(request, response).catch(() => {
      // Bolt says so of every path that it does not know.
      if (!response.headersSent) refuse(response, 404);
    });
  });
  server.maxConnections = 256;

  return {
    async open() {
      const listening = await listen(server, host, port);
      server.on('error', (err) => log.warn({ err }, 'slack: server'));
      return listening;
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      const late = setTimeout(() => server.closeAllConnections(), farewellMs).unref();
      await closed;
      clearTimeout(late);
    },
  };
}
