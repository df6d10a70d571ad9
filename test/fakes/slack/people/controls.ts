/** Buttons and menus of messages and views, as somebody uses them. */
import { CannotDo, type Value } from '../person.js';
import { type Control, controlKey, findControls } from '../state/blocks.js';
import type { State } from '../state/state.js';
import { StoredMessage } from '../state/stored-message.js';
import type { StoredView } from '../state/stored-view.js';
import { messageJson, viewJson } from '../state/wire.js';
import type { Body, User } from '../world.js';
import { fillElement, isFillable } from './fill.js';
import { channelName } from './payload.js';

export type Place = StoredMessage | StoredView;

/** @throws CannotDo for what the user does not see. */
export function checkSeen(place: Place, user: User): void {
  if (!(place instanceof StoredMessage)) {
    if (place.user !== user) throw new CannotDo('The view is not theirs');
    if (!place.isOpen) throw new CannotDo('The view is closed');
    return;
  }
  if (place.isDeleted) throw new CannotDo('The message is deleted');
  if (!place.channel.members.has(user.id)) throw new CannotDo(`${user.name} is not in ${place.channel.name}`);
  if (place.ephemeralFor !== null && place.ephemeralFor !== user.id)
    throw new CannotDo(`${user.name} does not see the message`);
}

/** @param name an action_id, the block_id of an input, or both with `/` between. */
export function findControl(place: Place, user: User, name: string): Control {
  checkSeen(place, user);
  const [found, other] = findControls(place.blocks, name);
  if (found === undefined) throw new CannotDo(`There is no ${name}`);
  if (other !== undefined) throw new CannotDo(`There are several ${name}`);
  return found;
}

/** What a button tells. */
export function pressOf({ block, element }: Control, ts: string): Body {
  if (element.type !== 'button') throw new CannotDo(`${element.action_id} is no button`);
  const { action_id, type, text, value, style } = element;
  return {
    ...{ action_id, block_id: block.block_id, type, text, action_ts: ts },
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
  };
}

/** What a menu tells; it stays chosen. */
export function selectOf(
  state: State,
  place: Place,
  user: User,
  control: Control,
  value: Value,
  ts: string,
): Body {
  const { block, element } = control;
  if (!isFillable(element)) throw new CannotDo(`${element.action_id} is no menu`);
  if (block.type === 'input' && block.dispatch_action !== true)
    throw new CannotDo(`${element.action_id} tells nothing before it is sent`);
  const channel = place instanceof StoredMessage ? place.channel.id : place.channel;
  const { json } = fillElement(element, value, {
    state,
    user,
    channel,
    offered: place.offered.get(controlKey(control)) ?? [],
  });
  const { action_id, placeholder, ...rest } = element;
  const id = String(block.block_id);
  place.filled.set(id, { ...place.filled.get(id), [String(action_id)]: json });
  const shown = placeholder === undefined ? {} : { placeholder };
  return {
    ...json,
    action_id,
    block_id: id,
    action_ts: ts,
    ...shown,
    ...(rest.confirm === undefined ? {} : { confirm: rest.confirm }),
  };
}

/** Where it happened. */
export function whereOf(state: State, place: Place): Body {
  if (!(place instanceof StoredMessage)) {
    const container = { type: 'view', view_id: place.id };
    return { container, view: viewJson(state, place) };
  }
  const { ts, channel, ephemeralFor, thread } = place;
  const isEphemeral = ephemeralFor !== null;
  return {
    container: {
      ...{ type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: isEphemeral },
      ...(thread === null ? {} : { thread_ts: thread }),
    },
    channel: { id: channel.id, name: channelName(channel) },
    // What one user sees alone is not kept, and so not told.
    ...(isEphemeral ? {} : { message: messageJson(state, place) }),
    state: { values: Object.fromEntries(place.filled) },
  };
}
