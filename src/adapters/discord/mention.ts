/** Channels and roles as Discord shows them, by name. Nobody is told: our messages mention without a word. */
import type { Mention } from '../../reply/mentions.js';

/** A snowflake: docs.discord.com/developers/reference. */
const snowflake = /^\d{15,20}$/;

export const isSnowflake = (id: string): boolean => snowflake.test(id);

const marks = { channel: '#', role: '@&' } as const satisfies Readonly<Record<Mention['kind'], string>>;

export const toMention = ({ kind, id }: Mention): string => `<${marks[kind]}${id}>`;

/** @param escaped text in which the ids stand; what could not be an id of Discord's stays as it is. */
export function markMentions(escaped: string, mentions: readonly Mention[]): string {
  return mentions
    .filter(({ id }) => isSnowflake(id))
    .reduce(
      (text, one) => text.replace(new RegExp(`(?<![\\d#&])${one.id}(?!\\d)`, 'g'), toMention(one)),
      escaped,
    );
}
