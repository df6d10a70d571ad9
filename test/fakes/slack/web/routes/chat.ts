/** chat.*: reference/methods/chat.postMessage and its like. */

import { directChannel } from '../../state/build.js';
import { findThread, maxText, maxUpdateText, post, readContent, removeMessage } from '../../state/compose.js';
import type { StoredFile } from '../../state/stored-file.js';
import { messageJson } from '../../state/wire.js';
import type { Body, Channel } from '../../world.js';
import {
  type Context,
  findChannel,
  findFile,
  findMessage,
  findWritable,
  type Handler,
  need,
} from '../context.js';
import { Refusal } from '../refusal.js';

/** A user's id stands for the conversation with them. */
function findTarget(context: Context, id: string): Channel {
  const user = context.state.users.get(id);
  if (user === undefined) return findWritable(context, id);
  if (!context.installation.serves(user.team) || user.isBot) throw new Refusal('channel_not_found');
  return directChannel(context.state, user);
}

const metadataOf = ({ metadata }: Body): Body | null => {
  if (metadata === undefined) return null;
  if (typeof metadata !== 'object') throw new Refusal('invalid_metadata_format');
  return metadata as Body;
};

/** Own messages only, and only for as long as the workspace lets them be edited. */
function findOwn(context: Context, error: string) {
  const channel = findChannel(context, need(context.body, 'channel', 'channel_not_found'));
  const message = findMessage(context, channel, context.body.ts);
  if (message.author !== context.installation.botUser.id) throw new Refusal(error);
  return { channel, message };
}

/** `file_ids`: new files of the message, as a list or with commas. */
function filesOf(context: Context, before: readonly StoredFile[]): readonly StoredFile[] {
  const { file_ids: ids } = context.body;
  if (ids === undefined) return before;
  const list = Array.isArray(ids) ? ids : String(ids).split(',');
  return list.map((id) => findFile(context, id));
}

export const chat = {
  'chat.postMessage'(context) {
    const { state, installation, body } = context;
    const channel = findTarget(context, need(body, 'channel', 'channel_not_found'));
    const thread = findThread(state, channel, body.thread_ts);
    const content = readContent(context, body, maxText);
    const metadata = metadataOf(body);
    const message = post(state, {
      ...{ channel, author: installation.botUser.id, by: 'api', thread, metadata },
      ...content,
    });
    return { channel: channel.id, ts: message.ts, message: messageJson(state, message) };
  },

  'chat.update'(context) {
    const { state, body } = context;
    const { channel, message } = findOwn(context, 'cant_update_message');
    if (channel.isArchived) throw new Refusal('is_inactive');
    const { editWindowMs } = channel.team;
    const age = state.time.now() - message.revisions[0]!.at;
    if (editWindowMs !== null && age > editWindowMs) throw new Refusal('edit_window_closed');
    const files = filesOf(context, message.files as readonly StoredFile[]);
    const isFilesOnly = body.text === undefined && body.blocks === undefined && body.file_ids !== undefined;
    // Blocks that are not sent again go when a text comes.
    const { text, blocks } = isFilesOnly ? message : readContent(context, body, maxUpdateText);
    const metadata = metadataOf(body);
    if (metadata !== null) message.metadata = metadata;
    message.isEdited = blocks.length === 0;
    message.change({ at: state.time.now(), by: 'api', text, blocks, files });
    return { channel: channel.id, ts: message.ts, text, message: messageJson(state, message) };
  },

  'chat.delete'(context) {
    const { channel, message } = findOwn(context, 'cant_delete_message');
    removeMessage(context.state, message);
    return { channel: channel.id, ts: message.ts };
  },

  'chat.postEphemeral'(context) {
    const { state, installation, body } = context;
    const channel = findWritable(context, need(body, 'channel', 'channel_not_found'));
    const user = need(body, 'user');
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    const thread = findThread(state, channel, body.thread_ts);
    const content = readContent(context, body, maxText);
    const message = post(state, {
      ...{ channel, author: installation.botUser.id, by: 'api', thread, ephemeralFor: user },
      ...content,
    });
    return { message_ts: message.ts };
  },

  'chat.getPermalink'(context) {
    const channel = findChannel(context, need(context.body, 'channel', 'channel_not_found'));
    const message = findMessage(context, channel, context.body.message_ts);
    const place = `${channel.id}/p${message.ts.replace('.', '')}`;
    return { channel: channel.id, permalink: `https://${channel.team.domain}.slack.com/archives/${place}` };
  },
} as const satisfies Readonly<Record<string, Handler>>;
