/** Channels as Slack shows them, by name: docs.slack.dev/messaging/formatting-message-text. */
import type { Mention } from '../../reply/mentions.js';

const channelId = /^[CG][A-Z0-9]{2,30}$/;

export const isChannelId = (id: string): boolean => channelId.test(id);

export const toMention = (channel: string): string => `<#${channel}>`;

/** Whether there is one that Slack can show. */
export const hasMention = (mentions: readonly Mention[]): boolean =>
  mentions.some(({ kind, id }) => kind === 'channel' && isChannelId(id));

/** @param escaped text in which the ids stand; what could not be a channel of Slack's stays as it is. */
export function markMentions(escaped: string, mentions: readonly Mention[]): string {
  return mentions
    .filter(({ kind, id }) => kind === 'channel' && isChannelId(id))
    .reduce(
      (text, { id }) => text.replace(new RegExp(`(?<![\\w#])${id}(?!\\w)`, 'g'), toMention(id)),
      escaped,
    );
}
