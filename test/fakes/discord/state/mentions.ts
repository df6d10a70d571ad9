/** Whom a message pings: discord-api-docs, resources/message, "Allowed Mentions Object". */
import type { Body, Component } from '../world.js';
import { textOf } from './stored-message.js';

interface Kind {
  /** Its word in `allowed_mentions.parse`. */
  readonly parse: string;
  readonly find: RegExp;
}

const kinds: readonly Kind[] = [
  { parse: 'users', find: /<@!?(\d+)>/g },
  { parse: 'roles', find: /<@&(\d+)>/g },
  { parse: 'everyone', find: /@(everyone|here)\b/g },
];

/**
 * Ids of those who are pinged, `everyone` and `here` among them. Whoever says nothing of it pings all that the text names,
 * so that a careless bot shows; whether it may mention everybody is not looked at, for the same reason.
 */
export function findPinged(body: Body, content: string, components: readonly Component[]): readonly string[] {
  const allowed = body.allowed_mentions as Readonly<Record<string, readonly string[]>> | null | undefined;
  const text = textOf(content, components);
  const found = kinds.flatMap(({ parse, find }) =>
    [...text.matchAll(find)]
      .map((match) => match[1]!)
      .filter((id) => !allowed || allowed.parse?.includes(parse) || allowed[parse]?.includes(id)),
  );
  return [...new Set(found)];
}
