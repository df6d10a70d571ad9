/** Ids of a platform's that our sentences name: people know what they stand for by its name alone. */
import type { StudioError } from '../errors.js';
import type { SettingChange } from '../job/store.js';

/** An id that stands in a text; a door shows the name of what it is, where it can. */
export interface Mention {
  readonly kind: 'channel' | 'role';
  readonly id: string;
}

const toMentions = (kind: Mention['kind'], ids: readonly string[]): readonly Mention[] =>
  ids.map((id) => ({ kind, id }));

/** What the lists of these settings name. */
const listed: Readonly<Record<string, Mention['kind']>> = {
  'allowed-channels': 'channel',
  'allowed-roles': 'role',
};

/** What the sentence of a refusal names. */
export function mentionsOfError({ code, context }: StudioError): readonly Mention[] {
  const { channels, roles } = context as { readonly channels?: string[]; readonly roles?: string[] };
  if (code === 'channel-not-allowed') return toMentions('channel', channels ?? []);
  return code === 'role-missing' ? toMentions('role', roles ?? []) : [];
}

/** What the sentence of a change names. */
export function mentionsOfChange({ name, old, new: now }: SettingChange): readonly Mention[] {
  const kind = listed[name];
  if (kind === undefined) return [];
  const ids = [old, now].flatMap((value) => (value ?? '').split(','));
  return toMentions(
    kind,
    [...new Set(ids.map((id) => id.trim()))].filter((id) => id !== ''),
  );
}
