/** Channels and their messages, with the bot's token: only where the bot is, and may. */
import { createMessage, editMessage, removeMessage } from '../../message/compose.js';
import { leastMaxBytes } from '../../state/build.js';
import { appBits, grants, permission } from '../../state/permissions.js';
import type { State } from '../../state/state.js';
import type { StoredMessage } from '../../state/stored-message.js';
import { channelJson, messageJson } from '../../state/wire.js';
import type { Channel } from '../../world.js';
import { bodyOf, type Call, empty, type Handlers, ok } from '../call.js';
import { refuse, refuseForm } from '../refusal.js';

/** A nonce is known for so long, milliseconds: Discord says "the past few minutes". */
const nonceMs = 5 * 60_000;

/** @throws Refusal where the bot is not, or may not. */
function open({ state, params }: Call, ...needs: readonly bigint[]): Channel {
  const channel = state.channels.get(params.channel!);
  if (channel === undefined) throw refuse('unknownChannel');
  if (channel.kind === 'private') throw refuse('missingAccess');
  if (channel.guild === null) return channel;
  const bits = appBits(channel);
  // Where the bot is not, it sees nothing.
  if (!grants(bits, permission.viewChannel)) throw refuse('missingAccess');
  if (needs.some((bit) => !grants(bits, bit))) throw refuse('missingPermissions');
  return channel;
}

const attaching = (call: Call) => (call.files.length > 0 ? [permission.attachFiles] : []);

const isVisible = (message: StoredMessage, channel: Channel) =>
  message.channel === channel && !message.isDeleted && message.ephemeralFor === null;

function find(call: Call, channel: Channel): StoredMessage {
  const message = call.state.messages.get(call.params.message!);
  if (message === undefined || !isVisible(message, channel)) throw refuse('unknownMessage');
  return message;
}

const draftOf = (call: Call, channel: Channel) => ({
  body: bodyOf(call),
  files: call.files,
  maxBytes: channel.guild?.maxBytes ?? leastMaxBytes,
  by: 'bot' as const,
});

/** The message that was posted with the nonce, where it is known still. */
function findTwin(state: State, channel: Channel, nonce: unknown): StoredMessage | undefined {
  const now = state.time.now();
  return [...state.messages.values()].find(
    (one) =>
      one.channel === channel &&
      one.author === state.application &&
      one.nonce !== null &&
      String(one.nonce) === String(nonce) &&
      now - one.revisions[0]!.at < nonceMs,
  );
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100) return limit;
  throw refuseForm('limit', 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.');
}

export const channels = {
  'GET /channels/{channel}'(call) {
    return ok(channelJson(call.state, open(call)));
  },

  'GET /channels/{channel}/messages'(call) {
    const channel = open(call);
    const limit = limitOf(call.query);
    const before = BigInt(call.query.get('before') ?? '9223372036854775807');
    const after = BigInt(call.query.get('after') ?? '0');
    const mayRead = channel.guild === null || grants(appBits(channel), permission.readHistory);
    const found = [...call.state.messages.values()].filter(
      (one) => mayRead && isVisible(one, channel) && BigInt(one.id) < before && BigInt(one.id) > after,
    );
    // With `after` those that follow it next, else the newest; the newest first in either case.
    const page = call.query.has('after') ? found.slice(0, limit) : found.slice(-limit);
    return ok(page.reverse().map((one) => messageJson(call.state, one)));
  },

  'POST /channels/{channel}/messages'(call) {
    const { state } = call;
    const channel = open(call, permission.sendMessages, ...attaching(call));
    const recipient = state.users.get(channel.recipients[0] ?? '');
    if (recipient !== undefined && !recipient.acceptsMessages) throw refuse('cannotMessage');
    const draft = draftOf(call, channel);
    const { nonce = null, enforce_nonce: isEnforced } = draft.body;
    const twin = isEnforced === true && nonce !== null ? findTwin(state, channel, nonce) : undefined;
    if (twin !== undefined) return ok(messageJson(state, twin));
    const about = { channel, interaction: null, user: null, nonce: nonce as string | number | null };
    return ok(messageJson(state, createMessage(state, about, draft)));
  },

  'GET /channels/{channel}/messages/{message}'(call) {
    return ok(messageJson(call.state, find(call, open(call))));
  },

  'PATCH /channels/{channel}/messages/{message}'(call) {
    const channel = open(call, ...attaching(call));
    const message = find(call, channel);
    if (message.author !== call.state.application) throw refuse('otherAuthor');
    editMessage(call.state, message, draftOf(call, channel));
    return ok(messageJson(call.state, message));
  },

  'DELETE /channels/{channel}/messages/{message}'(call) {
    const channel = open(call);
    const message = find(call, channel);
    const isOwn = message.author === call.state.application;
    if (!isOwn && !(channel.guild && grants(appBits(channel), permission.manageMessages)))
      throw refuse('missingPermissions');
    removeMessage(call.state, message);
    return empty;
  },
} satisfies Partial<Handlers>;
