/** Socket Mode: apis/events-api/using-socket-mode. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Sockets } from '../delivery.js';
import type { State } from '../state/state.js';
import { Refusal } from '../web/refusal.js';
import type { Body } from '../world.js';
import type { Letter, Outcome, Transport } from './letter.js';

/** Using Socket Mode: "up to 10" connections. */
const maxConnections = 10;
/** Real milliseconds: clients that hear no ping for 30 s leave. */
const pingMs = 5000;
/** Real milliseconds. */
const goodbyeMs = 200;

/** Why not cut: a client that is leaving by itself would tell of an error. */
function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.terminate(), goodbyeMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    socket.close(1001);
  });
}

export interface SocketServer extends Transport {
  readonly control: Sockets;
  /** For apps.connections.open. @throws Refusal */
  open(): Body;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export function createSockets(state: State): SocketServer {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sent = new Map<string, string>();
  const settles = new Map<string, (outcome: Outcome) => void>();
  let greeted: readonly WebSocket[] = [];
  let turn = 0;
  let twins = { envelopes: 0, times: 1 };
  let isDisabled = false;

  const forget = (socket: WebSocket) => {
    greeted = greeted.filter((one) => one !== socket);
    state.watch.changed();
  };
  /** Slack chooses by chance; here each connection has its turn. */
  const next = (): WebSocket | undefined => greeted[turn++ % greeted.length];
  const part = (socket: WebSocket, reason: string) => {
    forget(socket);
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
    socket.close(1000);
  };

  const hear = (data: string) => {
    const { envelope_id: id, payload } = JSON.parse(data) as { envelope_id?: string; payload?: Body };
    const settle = settles.get(id ?? '');
    settles.delete(id ?? '');
    const isEmpty = payload === undefined || payload === null || Object.keys(payload).length === 0;
    settle?.({ response: isEmpty ? null : payload });
  };

  const welcome = (socket: WebSocket) => {
    const ping = setInterval(() => socket.ping(), pingMs).unref();
    socket.on('message', (data) => hear(String(data)));
    socket.on('close', () => {
      clearInterval(ping);
      forget(socket);
    });
    socket.on('error', () => socket.terminate());
    greeted = [...greeted, socket];
    socket.send(
      JSON.stringify({
        ...{ type: 'hello', num_connections: greeted.length, connection_info: { app_id: state.app.id } },
        debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
    state.watch.changed();
  };

  const say = (id: string, times: number) => {
    for (let at = 0; at < times; at++) next()?.send(sent.get(id)!);
  };

  return {
    open() {
      if (isDisabled) throw new Refusal('socket_mode_not_enabled');
      if (greeted.length >= maxConnections) throw new Refusal('too_many_websockets');
      const ticket = state.ids.secret(32);
      tickets.add(ticket);
      return { url: `${state.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${state.app.id}` };
    },
    upgrade(request, socket, head) {
      const { pathname, searchParams } = new URL(request.url!, state.origin);
      // Each address lets one connection in.
      const isKnown = pathname === '/link/' && tickets.delete(searchParams.get('ticket') ?? '');
      if (!isKnown) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      server.handleUpgrade(request, socket, head, welcome);
    },
    deliver({ id, type, payload, isAnswerable }: Letter, retry, settle) {
      if (greeted.length === 0) return settle({ trouble: 'dispatch_failed' });
      const again = { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' };
      const envelope = { envelope_id: id, type, accepts_response_payload: isAnswerable, payload };
      sent.set(id, JSON.stringify({ ...envelope, ...(type === 'events_api' ? again : {}) }));
      settles.set(id, settle);
      const isTwin = twins.envelopes > 0;
      if (isTwin) twins.envelopes -= 1;
      say(id, isTwin ? 1 + twins.times : 1);
    },
    async close() {
      await Promise.all([...server.clients].map(sayGoodbye));
      server.close();
    },
    control: {
      get connections() {
        return greeted.length;
      },
      duplicate(envelopes = 1, times = 1) {
        twins = { envelopes, times };
      },
      repeat(id) {
        if (!sent.has(id)) throw new RangeError(`There was no envelope ${id}`);
        say(id, 1);
      },
      drop() {
        for (const socket of greeted) socket.terminate();
      },
      refresh() {
        const socket = next();
        if (socket !== undefined) part(socket, 'refresh_requested');
      },
      disable() {
        isDisabled = true;
        for (const socket of greeted) part(socket, 'link_disabled');
      },
      enable() {
        isDisabled = false;
      },
    },
  };
}
