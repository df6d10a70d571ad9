/** IDENTIFY and RESUME: who may in, and what they are sent first. */
import type { WebSocket } from 'ws';
import { shardOf } from '../state/ids.js';
import type { State } from '../state/state.js';
import { botJson, guildJson } from '../state/wire.js';
import { createSession, opcode, type Session, sendPacket } from './session.js';

/** Close codes: discord-api-docs, topics/opcodes-and-status-codes, "Gateway Close Event Codes". */
export const closeCode = {
  unknown: 4000,
  unknownOpcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  authentication: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  invalidShard: 4010,
  shardingRequired: 4011,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** Bits that need leave: GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15);
const guildsIntent = 1 << 0;
/** GUILDS (0) to DIRECT_MESSAGE_POLLS (25): events/gateway, "List of Intents". */
const knownIntents = 2 ** 26 - 1;

export interface Identify {
  readonly token?: string;
  readonly intents?: number;
  readonly shard?: readonly [number, number];
}

/** Why an IDENTIFY is refused, as a close code; null = it is not. */
export function refuseIdentify(state: State, said: Identify): number | null {
  const { shards, privilegedIntents } = state.settings;
  const { token, intents, shard: [shard, count] = [0, 1] } = said;
  if (token !== state.token) return closeCode.authentication;
  if (!Number.isInteger(intents) || intents! < 0 || intents! > knownIntents) return closeCode.invalidIntents;
  if ((intents! & privileged & ~privilegedIntents) !== 0) return closeCode.disallowedIntents;
  if (!Number.isInteger(shard) || shard < 0 || shard >= count) return closeCode.invalidShard;
  return count < shards ? closeCode.shardingRequired : null;
}

/** Whether what happens in the guild (null = in direct messages) is told to the session. */
export const isFor = ({ shard, shards }: Session, guild: string | null): boolean =>
  (guild === null ? 0 : shardOf(guild, shards)) === shard;

export const wantsGuilds = ({ intents }: Session): boolean => (intents & guildsIntent) !== 0;

/** Lets a client in: READY, and its guilds where it wants them. */
export function welcome(state: State, socket: WebSocket, said: Identify, url: string): Session {
  const [shard, shards] = said.shard ?? [0, 1];
  const about = { id: `session${state.newId()}`, shard, shards, intents: said.intents! };
  const session = createSession(about, socket);
  const guilds = [...state.guilds.values()].filter(({ id, hasApp }) => hasApp && isFor(session, id));
  session.dispatch('READY', {
    ...{ v: 10, user: botJson(state), session_type: 'normal', private_channels: [], relationships: [] },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    ...{ session_id: session.id, resume_gateway_url: url, shard: [shard, shards] },
    application: { id: state.application, flags: 0 },
  });
  if (wantsGuilds(session))
    for (const guild of guilds) session.dispatch('GUILD_CREATE', guildJson(state, guild));
  return session;
}

export const refuseSession = (socket: WebSocket): void =>
  sendPacket(socket, { op: opcode.invalidSession, d: false });
