/** Menus, as somebody chooses in them: @slack/types, block-elements.d.ts. */
import { CannotDo, type Value } from '../person.js';
import type { State } from '../state/state.js';
import type { Block, Body, Channel, User } from '../world.js';

/** Where and by whom something is filled in. */
export interface Filling {
  readonly state: State;
  readonly user: User;
  /** The channel that the user was at when the modal was opened. */
  readonly channel: string | null;
  /** What the bot offered, where the menu asks it. */
  readonly offered: readonly Body[];
}

export const cannot = (element: Block, what: string): CannotDo =>
  new CannotDo(`${element.action_id} ${what}`);

export function asList(element: Block, value: Value): readonly string[] {
  const list = typeof value === 'string' ? [value] : value;
  const most = Number(element.max_selected_items ?? 100);
  if (list.length > most) throw cannot(element, `takes ${most} at most`);
  if (new Set(list).size < list.length) throw cannot(element, 'takes each once');
  return list;
}

export function asOne(element: Block, value: Value): string {
  if (typeof value !== 'string') throw cannot(element, 'takes one value');
  return value;
}

/** All options that a menu shows. */
const shown = (element: Block, { offered }: Filling): readonly Body[] => [
  ...((element.options as Body[] | undefined) ?? []),
  ...((element.option_groups as Body[] | undefined) ?? []).flatMap((group) => group.options as Body[]),
  ...offered,
  ...([element.initial_option ?? [], element.initial_options ?? []].flat() as Body[]),
];

/** The option with the value, as it was offered. */
export function findOption(element: Block, value: string, filling: Filling): Body {
  const found = shown(element, filling).find((option) => option.value === value);
  if (found === undefined) throw cannot(element, `does not offer ${value}`);
  return found;
}

const kinds = { public: 'public', private: 'private', im: 'im', mpim: 'mpim' } as const;

/** A channel that the user knows of and the menu shows. */
export function findConversation(element: Block, id: string, { state, user }: Filling): string {
  const channel: Channel | undefined = state.channels.get(id);
  const isKnown =
    channel !== undefined &&
    channel.team === user.team &&
    (channel.kind === 'public' || channel.members.has(user.id));
  if (!isKnown) throw cannot(element, `does not offer ${id}`);
  const wanted = element.type.includes('channels')
    ? ['public']
    : ((element.filter as Body | undefined)?.include as string[] | undefined);
  if (wanted !== undefined && !wanted.includes(kinds[channel.kind]))
    throw cannot(element, `does not offer ${id}`);
  return id;
}

export function findUser(element: Block, id: string, { state, user }: Filling): string {
  const found = state.users.get(id);
  if (found === undefined || found.team !== user.team || found.isDeleted)
    throw cannot(element, `does not offer ${id}`);
  return id;
}
