/** The gateway over real sockets: discord-api-docs, events/gateway. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Gateway } from '../gateway-control.js';
import type { State } from '../state/state.js';
import {
  closeCode,
  type Identify,
  isFor,
  refuseIdentify,
  refuseSession,
  wantsGuilds,
  welcome,
} from './greet.js';
import { opcode, type Packet, type Session, sendPacket } from './session.js';

export interface GatewayServer {
  readonly control: Gateway;
  /** Takes a connection of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells all sessions that hear of the guild; null = of direct messages. */
  dispatch(event: string, data: object, guild: string | null): void;
  /** Tells those of them that listen to guilds. */
  tell(event: string, data: object, guild: string): void;
  close(): void;
}

/** As Discord has it, about. */
const heartbeatMs = 41_250;
/** What clients may send and nothing here hangs on. */
const ignored: readonly number[] = [opcode.presence, opcode.voice, opcode.members];
/** A client that closes with these gives its session up. */
const farewells: readonly number[] = [1000, 1001];

/** @param url its address, asked for when it listens. */
export function createGateway(state: State, url: () => string): GatewayServer {
  const server = new WebSocketServer({ noServer: true });
  let sessions: readonly Session[] = [];
  let doubled = 0;
  let refusals = 0;
  const counts = { identifies: 0, resumes: 0, heartbeats: 0 };
  const found = (shard?: number) => sessions.filter((one) => shard === undefined || one.shard === shard);
  const forget = (session: Session) => {
    sessions = sessions.filter((one) => one !== session);
  };

  const resume = (socket: WebSocket, said: { token?: string; session_id?: string; seq?: number }) => {
    if (said.token !== state.token) return void socket.close(closeCode.authentication);
    const session = sessions.find(({ id }) => id === said.session_id);
    if (session === undefined) return refuseSession(socket);
    if (!Number.isInteger(said.seq) || said.seq! > session.last)
      return void socket.close(closeCode.invalidSequence);
    counts.resumes += 1;
    session.resume(socket, said.seq!);
  };

  const identify = (socket: WebSocket, said: Identify) => {
    const code = refuseIdentify(state, said);
    if (code !== null) return void socket.close(code);
    counts.identifies += 1;
    sessions = [...sessions, welcome(state, socket, said, url())];
  };

  const take = (socket: WebSocket, { op, d }: Packet) => {
    const isIn = sessions.some((one) => one.socket === socket);
    if (op === opcode.heartbeat) {
      counts.heartbeats += 1;
      return sendPacket(socket, { op: opcode.acknowledged });
    }
    if (op === opcode.identify || op === opcode.resume) {
      if (isIn) return void socket.close(closeCode.alreadyAuthenticated);
      return op === opcode.identify ? identify(socket, d as Identify) : resume(socket, d as object);
    }
    if (!ignored.includes(op)) return void socket.close(closeCode.unknownOpcode);
    if (!isIn) socket.close(closeCode.notAuthenticated);
  };

  const read = (socket: WebSocket, raw: RawData) => {
    let packet: Packet;
    try {
      packet = JSON.parse(String(raw)) as Packet;
    } catch {
      // Why no more: Discord says no more either.
      return socket.close(closeCode.decode);
    }
    take(socket, packet);
    state.watch.changed();
  };

  server.on('connection', (socket) => {
    socket.on('message', (raw) => read(socket, raw));
    // A client that is killed leaves an error; the close that follows is what counts.
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      const session = sessions.find((one) => one.socket === socket);
      if (session !== undefined) session.socket = null;
      if (session !== undefined && farewells.includes(code)) forget(session);
      state.watch.changed();
    });
    sendPacket(socket, { op: opcode.hello, d: { heartbeat_interval: heartbeatMs } });
  });

  /** Parts with connections, so that what is dispatched from now on waits. */
  const part = (shard: number | undefined, last: (socket: WebSocket, session: Session) => void) => {
    for (const session of found(shard)) {
      const { socket } = session;
      session.socket = null;
      if (socket !== null) last(socket, session);
    }
    state.watch.changed();
  };

  const dispatchTo = (session: Session, event: string, data: object, times: number) => {
    for (let time = 0; time < times; time++) session.dispatch(event, data);
  };
  const takeTimes = () => (doubled > 0 && doubled-- > 0 ? 2 : 1);
  const connected = () => [
    ...new Set(
      sessions
        .filter(({ socket }) => socket !== null)
        .map(({ shard }) => shard)
        .sort((a, b) => a - b),
    ),
  ];

  const control: Gateway = {
    get url() {
      return url();
    },
    get identifies() {
      return counts.identifies;
    },
    get resumes() {
      return counts.resumes;
    },
    get heartbeats() {
      return counts.heartbeats;
    },
    get connected() {
      return connected();
    },
    ready: () => state.watch.until(() => connected().length >= state.settings.shards, 20_000),
    drop: (shard) => part(shard, (socket) => socket.close(closeCode.unknown)),
    invalidate: (shard) =>
      part(shard, (socket, session) => {
        forget(session);
        refuseSession(socket);
      }),
    reconnect: (shard) => part(shard, (socket) => sendPacket(socket, { op: opcode.reconnect })),
    refuse() {
      refusals += 1;
      let isReleased = false;
      return {
        release() {
          if (!isReleased) refusals -= 1;
          isReleased = true;
        },
      };
    },
    duplicate: (count = 1) => {
      doubled += count;
    },
    send(event, data, shard) {
      const times = takeTimes();
      for (const session of found(shard)) dispatchTo(session, event, data, times);
    },
  };

  return {
    control,
    upgrade(request, socket, head) {
      if (refusals > 0) return void socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      server.handleUpgrade(request, socket, head, (made) => server.emit('connection', made, request));
    },
    dispatch(event, data, guild) {
      const times = takeTimes();
      for (const session of sessions) if (isFor(session, guild)) dispatchTo(session, event, data, times);
    },
    tell(event, data, guild) {
      for (const session of sessions)
        if (isFor(session, guild) && wantsGuilds(session)) session.dispatch(event, data);
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
