/** Things as Slack's JSON has them. */
import type { Body, Channel, SlackFile, Team, User } from '../world.js';
import { installationOf, type State } from './state.js';
import type { StoredFile } from './stored-file.js';
import type { StoredMessage } from './stored-message.js';
import type { StoredView } from './stored-view.js';

export const teamJson = ({ id, name, domain, enterprise }: Team): Body => ({
  ...{ id, name, domain, url: `https://${domain}.slack.com/`, email_domain: '', icon: {} },
  ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
});

export const userJson = (user: User): Body => ({
  ...{ id: user.id, team_id: user.team.id, name: user.name, deleted: user.isDeleted, real_name: user.name },
  ...{ tz: 'Etc/UTC', tz_offset: 0, locale: user.locale, is_bot: user.isBot, is_app_user: false },
  ...{ is_admin: user.isAdmin, is_owner: user.isOwner, is_primary_owner: false, is_restricted: false },
  is_ultra_restricted: false,
  profile: { real_name: user.name, display_name: user.name, team: user.team.id },
});

export const channelJson = (channel: Channel, bot: string): Body => ({
  ...{
    id: channel.id,
    name: channel.name,
    is_archived: channel.isArchived,
    context_team_id: channel.team.id,
  },
  is_channel: channel.kind === 'public' || channel.kind === 'private',
  ...{ is_group: false, is_im: channel.kind === 'im', is_mpim: channel.kind === 'mpim' },
  is_private: channel.kind !== 'public',
  ...{ is_ext_shared: channel.isShared, is_shared: channel.isShared, is_member: channel.members.has(bot) },
  ...(channel.kind === 'im' ? { user: [...channel.members].find((one) => one !== bot) } : {}),
});

/** What payloads say of a file whose organisation is another. */
const hidden = ({ id, user }: SlackFile): Body => ({
  ...{ id, user, created: 0, timestamp: 0, mode: 'file_access', file_access: 'check_file_info' },
});

/** @param isAsked by files.info, which tells all. */
export function fileJson(state: State, file: StoredFile, isAsked = false): Body {
  if (file.isExternal && !isAsked) return hidden(file);
  if (file.isDeleted) return { id: file.id, mode: 'tombstone' };
  const kind = file.mimetype.split('/')[1] ?? '';
  const type = kind === 'jpeg' ? 'jpg' : kind;
  const shares: Record<string, Record<string, unknown[]>> = {};
  for (const { channel, ts, thread } of file.shares) {
    const list = state.channels.get(channel)?.kind === 'public' ? 'public' : 'private';
    shares[list] ??= {};
    shares[list][channel] = [{ ts, ...(thread === null ? {} : { thread_ts: thread }), reply_count: 0 }];
  }
  const ids = (kinds: readonly string[]) =>
    [...file.sharedIn].filter((id) => kinds.includes(state.channels.get(id)?.kind ?? ''));
  return {
    ...{ id: file.id, created: 0, timestamp: 0, name: file.name, title: file.title, user: file.user },
    ...{ user_team: file.team.id, mimetype: file.mimetype, filetype: type, pretty_type: type.toUpperCase() },
    ...{ size: file.bytes.length, mode: 'hosted', editable: false, is_external: false, external_type: '' },
    ...{ is_public: ids(['public']).length > 0, public_url_shared: false, file_access: 'visible' },
    ...(file.isExternal ? { is_ext_shared: true } : {}),
    ...{ url_private: file.url, url_private_download: file.url.replace('/files/', '/files/download/') },
    permalink: `https://${file.team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
    ...{ channels: ids(['public']), groups: ids(['private', 'mpim']), ims: ids(['im']), shares },
  };
}

export function messageJson(state: State, message: StoredMessage): Body {
  const installation = installationOf(state, message.channel.team);
  const isOurs = message.author === installation?.botUser.id;
  const files = message.files as readonly StoredFile[];
  const replies = [...state.messages.values()].filter(
    (one) =>
      one.channel === message.channel && one.thread === message.ts && one !== message && !one.isDeleted,
  );
  return {
    ...{
      type: 'message',
      ts: message.ts,
      user: message.author,
      text: message.text,
      team: message.channel.team.id,
    },
    ...(isOurs ? { bot_id: installation.botId, app_id: state.app.id } : {}),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(files.length === 0 ? {} : { files: files.map((file) => fileJson(state, file)), upload: true }),
    ...(message.thread === null ? {} : { thread_ts: message.thread }),
    ...(replies.length === 0 ? {} : { reply_count: replies.length, latest_reply: replies.at(-1)!.ts }),
    ...(message.isEdited ? { edited: { user: message.author, ts: message.ts } } : {}),
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
  };
}

export function viewJson(state: State, view: StoredView): Body {
  let root = view;
  while (root.below !== null) root = root.below;
  const values: Record<string, Body> = {};
  for (const [blockId, filled] of view.filled) values[blockId] = filled;
  const { title = null, close = null, submit = null } = view.body;
  return {
    ...{ id: view.id, team_id: view.team.id, type: view.type, blocks: view.blocks, title, close, submit },
    ...{ private_metadata: view.privateMetadata, callback_id: view.callbackId, external_id: view.externalId },
    ...{
      state: { values },
      hash: view.hash,
      root_view_id: root.id,
      previous_view_id: view.below?.id ?? null,
    },
    clear_on_close: view.body.clear_on_close ?? false,
    notify_on_close: view.body.notify_on_close ?? false,
    ...{ app_id: state.app.id, app_installed_team_id: view.team.id },
    bot_id: installationOf(state, view.team)?.botId,
  };
}
