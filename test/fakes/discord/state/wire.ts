/** What the fake keeps, as Discord's JSON. */
import type { Attachment, Body, Channel, Component, Guild, Member, Role, User } from '../world.js';
import { appBits } from './permissions.js';
import type { State } from './state.js';
import type { StoredMessage } from './stored-message.js';

const idle = { avatar: null, discriminator: '0', global_name: null, public_flags: 0 };

export const userJson = ({ id, name }: Pick<User, 'id' | 'name'>): Body => ({ ...idle, id, username: name });

export const botJson = (state: State): Body => ({
  ...userJson({ id: state.application, name: 'impasto' }),
  bot: true,
});

export const memberJson = ({ permissions, roles }: Member): Body => ({
  ...{ avatar: null, banner: null, nick: null, communication_disabled_until: null, premium_since: null },
  ...{ deaf: false, mute: false, pending: false, flags: 0, joined_at: '2024-01-01T00:00:00.000000+00:00' },
  permissions: String(permissions),
  roles,
});

export const roleJson = ({ id, name }: Role): Body => ({
  ...{ id, name, color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null } },
  ...{ hoist: false, position: 1, permissions: '0', managed: false, mentionable: false, flags: 0 },
});

/** Channel types: discord-api-docs, resources/channel. */
export const channelType = ({ kind, recipients }: Channel): number =>
  kind === 'guild' ? 0 : recipients.length > 2 ? 3 : 1;

const named = (state: State, ids: readonly string[]) => ids.map((id) => userJson(state.users.get(id)!));

export function channelJson(state: State, channel: Channel): Body {
  const { id, guild, name, nsfw, recipients } = channel;
  const common = { id, type: channelType(channel), flags: 0, last_message_id: null };
  if (guild === null) return { ...common, recipients: named(state, recipients) };
  return {
    ...{ ...common, guild_id: guild.id, name, nsfw, parent_id: null, position: 0 },
    ...{ rate_limit_per_user: 0, topic: null, permission_overwrites: [] },
  };
}

/** As an interaction shows it. @param permissions of its user. */
export const partialChannelJson = (state: State, channel: Channel, permissions: bigint): Body => ({
  ...channelJson(state, channel),
  permissions: String(permissions),
  app_permissions: String(appBits(channel)),
});

/** As an interaction shows it. */
export const partialGuildJson = ({ id, locale }: Guild): Body => ({ id, locale, features: [] });

export function guildJson(state: State, guild: Guild): Body {
  const channels = [...state.channels.values()].filter((channel) => channel.guild === guild);
  const everyone = { id: guild.id, name: '@everyone' };
  return {
    ...{ id: guild.id, name: guild.name, preferred_locale: guild.locale, features: [], owner_id: '0' },
    ...{ unavailable: false, member_count: guild.members.size + 1, large: false, emojis: [], stickers: [] },
    ...{ verification_level: 0, default_message_notifications: 0, explicit_content_filter: 0, mfa_level: 0 },
    ...{ premium_tier: 0, nsfw_level: 0, system_channel_flags: 0, afk_timeout: 300, icon: null },
    roles: [everyone, ...guild.roles.values()].map(roleJson),
    channels: channels.map((channel) => channelJson(state, channel)),
    ...{ members: [], threads: [], presences: [], voice_states: [], stage_instances: [] },
    guild_scheduled_events: [],
  };
}

export function attachmentJson(attachment: Attachment, isEphemeral: boolean): Body {
  const { id, filename, size, url, contentType, description, width, height } = attachment;
  return {
    ...{ id, filename, size, url, proxy_url: url },
    ...(contentType === null ? {} : { content_type: contentType }),
    ...(description === null ? {} : { description }),
    ...(width === null ? {} : { width, height }),
    ...(isEphemeral ? { ephemeral: true } : {}),
  };
}

const prefix = 'attachment://';

/** Components as Discord sends them: numbered, with the addresses of files in the place of their names. */
function resolve(value: unknown, files: readonly Attachment[], number: () => number): unknown {
  if (Array.isArray(value)) return value.map((one) => resolve(one, files, number));
  if (typeof value !== 'object' || value === null) return value;
  const body = value as Body;
  const numbered = typeof body.type === 'number' ? { id: body.id || number() } : {};
  const fields = Object.fromEntries(
    Object.entries(body).map(([key, field]) => [key, resolve(field, files, number)]),
  );
  const url = typeof body.url === 'string' && body.url.startsWith(prefix) ? body.url : null;
  const file = url === null ? undefined : files.find(({ filename }) => filename === url.slice(prefix.length));
  const media = file === undefined ? {} : mediaJson(file);
  return { ...fields, ...numbered, ...media };
}

const mediaJson = ({ id, url, contentType, width, height }: Attachment): Body => ({
  ...{ url, proxy_url: url, attachment_id: id, width: width ?? 0, height: height ?? 0 },
  ...(contentType === null ? {} : { content_type: contentType }),
});

export function componentsJson(components: readonly Component[], files: readonly Attachment[]): Body[] {
  let last = 0;
  return resolve(components, files, () => ++last) as Body[];
}

/** What components show is named there alone: discord/discord-api-docs#8277. */
const isShown = ({ filename }: Attachment, components: readonly Component[]): boolean =>
  JSON.stringify(components).includes(JSON.stringify(`${prefix}${filename}`));

export function messageJson(state: State, message: StoredMessage): Body {
  const { id, channel, author, content, flags, embeds, components, attachments, revisions } = message;
  const isBot = author === state.application;
  const interaction = [...state.interactions.values()].find((one) => one.id === message.interaction);
  const begun = interaction && {
    ...{ id: interaction.id, type: interaction.type, user: userJson(interaction.user) },
    ...{ name: interaction.name ?? undefined, authorizing_integration_owners: interaction.owners },
  };
  return {
    ...{ id, channel_id: channel.id, content, flags, embeds, tts: false, pinned: false },
    ...{ mention_everyone: message.pinged.includes('everyone'), mention_roles: [] },
    // A command's answer is 20, every other message 0: discord-api-docs, resources/message, "Message Types".
    type: interaction?.name ? 20 : 0,
    author: isBot ? botJson(state) : userJson(state.users.get(author)!),
    mentions: message.pinged.flatMap((one) => (state.users.has(one) ? named(state, [one]) : [])),
    components: componentsJson(components, attachments),
    attachments: attachments
      .filter((file) => !isShown(file, components))
      .map((file) => attachmentJson(file, message.ephemeralFor !== null)),
    timestamp: state.time.iso(revisions[0]!.at),
    edited_timestamp: message.edits === 0 ? null : state.time.iso(message.now.at),
    ...(isBot ? { application_id: state.application } : {}),
    ...(begun ? { webhook_id: state.application, interaction_metadata: begun } : {}),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
  };
}
