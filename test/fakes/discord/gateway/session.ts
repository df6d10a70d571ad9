/** One session of a shard: what was dispatched to it is kept, so that it can be resumed. */
import type { WebSocket } from 'ws';

/** Opcodes: discord-api-docs, topics/opcodes-and-status-codes, "Gateway Opcodes". */
export const opcode = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalidSession: 9,
  hello: 10,
  acknowledged: 11,
} as const;

export interface Packet {
  readonly op: number;
  readonly d?: unknown;
  readonly s?: number | null;
  readonly t?: string | null;
}

export const sendPacket = (socket: WebSocket, packet: Packet): void =>
  socket.send(JSON.stringify({ s: null, t: null, d: null, ...packet }));

export interface Session {
  readonly id: string;
  readonly shard: number;
  /** Shards of the client's count: which guilds are this one's hangs on it. */
  readonly shards: number;
  readonly intents: number;
  /** null while it is not connected. */
  socket: WebSocket | null;
  /** Number of the last dispatch. */
  readonly last: number;
  dispatch(event: string, data: object): void;
  /** Goes on at another connection: all after `seen` is sent again, then RESUMED. */
  resume(socket: WebSocket, seen: number): void;
}

type About = Pick<Session, 'id' | 'shard' | 'shards' | 'intents'>;

export function createSession(about: About, first: WebSocket): Session {
  const sent: Packet[] = [];
  let socket: WebSocket | null = first;
  const dispatch = (event: string, data: object) => {
    const packet = { op: opcode.dispatch, t: event, s: sent.length + 1, d: data };
    sent.push(packet);
    if (socket !== null) sendPacket(socket, packet);
  };
  return {
    ...about,
    get socket() {
      return socket;
    },
    set socket(to) {
      socket = to;
    },
    get last() {
      return sent.length;
    },
    dispatch,
    resume(to, seen) {
      socket = to;
      for (const packet of sent.slice(seen)) sendPacket(to, packet);
      dispatch('RESUMED', {});
    },
  };
}
