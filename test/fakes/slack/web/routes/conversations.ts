/** conversations.*, and reactions to their messages. */
import { directChannel } from '../../state/build.js';
import type { StoredMessage } from '../../state/stored-message.js';
import { channelJson, messageJson } from '../../state/wire.js';
import type { Channel } from '../../world.js';
import {
  type Context,
  demandScope,
  findChannel,
  findMessage,
  findWritable,
  type Handler,
  kindScope,
  need,
} from '../context.js';
import { Refusal } from '../refusal.js';

function findRead(context: Context, what: 'read' | 'history'): Channel {
  const channel = findChannel(context, need(context.body, 'channel', 'channel_not_found'));
  demandScope(context.installation, kindScope(channel, what));
  if (what === 'history' && !channel.members.has(context.installation.botUser.id))
    throw new Refusal('not_in_channel');
  return channel;
}

const shown = ({ state }: Context, channel: Channel, is: (message: StoredMessage) => boolean) =>
  [...state.messages.values()].filter(
    (one) => one.channel === channel && !one.isDeleted && one.ephemeralFor === null && is(one),
  );

/** Default and most: reference/methods/conversations.history. */
const limitOf = (limit: unknown) => Math.min(999, Number(limit ?? 100));

export const conversations = {
  'conversations.info'(context) {
    return { channel: channelJson(findRead(context, 'read'), context.installation.botUser.id) };
  },

  'conversations.members'(context) {
    return { members: [...findRead(context, 'read').members], response_metadata: { next_cursor: '' } };
  },

  'conversations.open'(context) {
    const { state, installation, body } = context;
    const user = state.users.get(need(body, 'users', 'not_enough_users'));
    if (user === undefined || user.isDeleted || !installation.serves(user.team))
      throw new Refusal('user_not_found');
    if (user.isBot) throw new Refusal('cannot_dm_bot');
    return { channel: { id: directChannel(state, user).id } };
  },

  'conversations.history'(context) {
    const channel = findRead(context, 'history');
    const roots = shown(context, channel, ({ thread, ts }) => thread === null || thread === ts);
    const messages = roots.reverse().slice(0, limitOf(context.body.limit));
    return {
      messages: messages.map((one) => messageJson(context.state, one)),
      has_more: roots.length > messages.length,
    };
  },

  'conversations.replies'(context) {
    const channel = findRead(context, 'history');
    const ts = need(context.body, 'ts');
    const all = shown(context, channel, (one) => one.ts === ts || one.thread === ts);
    if (all.length === 0) throw new Refusal('thread_not_found');
    const messages = all.slice(0, limitOf(context.body.limit));
    return {
      messages: messages.map((one) => messageJson(context.state, one)),
      has_more: all.length > messages.length,
    };
  },

  'reactions.add'(context) {
    const { state, installation, body } = context;
    const message = findMessage(context, findWritable(context, body.channel), body.timestamp);
    const name = need(body, 'name');
    if (!/^[a-z0-9_+'-]+$/.test(name)) throw new Refusal('invalid_name');
    const users = message.reactions.get(name) ?? new Set();
    if (users.has(installation.botUser.id)) throw new Refusal('already_reacted');
    message.reactions.set(name, users.add(installation.botUser.id));
    state.watch.changed();
    return {};
  },
} as const satisfies Readonly<Record<string, Handler>>;
