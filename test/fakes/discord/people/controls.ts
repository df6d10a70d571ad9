/** Buttons and menus of messages, as somebody uses them. */
import { CannotDo } from '../person.js';
import type { StoredMessage } from '../state/stored-message.js';
import type { Body, Component, User } from '../world.js';
import { checkPresence } from './available.js';
import type { Resolved } from './resolved.js';

const button = 2;
/** Buttons of these styles send nothing: a link, and a purchase. */
const deaf: readonly unknown[] = [5, 6];

/** @throws CannotDo for a control that the user is not shown, or that is disabled. */
export function findControl(message: StoredMessage, user: User, customId: string): Component {
  checkPresence(user, message.channel);
  if (message.isDeleted) throw new CannotDo('The message is deleted');
  if (message.ephemeralFor !== null && message.ephemeralFor !== user.id)
    throw new CannotDo(`${user.name} does not see the message`);
  const found = message.parts.find(({ custom_id: id }) => id === customId);
  if (found === undefined) throw new CannotDo(`The message has no ${customId}`);
  if (found.disabled === true) throw new CannotDo(`${customId} is disabled`);
  return found;
}

export function checkButton(control: Component): void {
  if (control.type !== button || deaf.includes(control.style))
    throw new CannotDo(`${control.custom_id} is no button`);
}

type Known = (value: string, control: Component, resolved: Resolved) => boolean;

/** Channel types of menus: text channels are 0, and the fake has no others in guilds. */
const textChannel = 0;

/** What may be chosen, by the menu's type. */
const known: Readonly<Record<number, Known>> = {
  3: (value, { options }) => (options as Body[]).some((option) => option.value === value),
  5: (value, _, resolved) => resolved.user(value),
  6: (value, _, resolved) => resolved.role(value),
  7: (value, _, resolved) => resolved.user(value) || resolved.role(value),
  8: (value, { channel_types: types }, resolved) =>
    (!Array.isArray(types) || types.length === 0 || types.includes(textChannel)) && resolved.channel(value),
};

/** @throws CannotDo for values that the menu does not offer, or too few or many of them. */
export function checkValues(
  control: Component,
  values: readonly string[],
  resolved: Resolved,
  isOptional = false,
): void {
  const isKnown = known[control.type];
  if (isKnown === undefined) throw new CannotDo(`${control.custom_id} is no menu`);
  const [min, max] = [Number(control.min_values ?? 1), Number(control.max_values ?? 1)];
  const isNone = isOptional && values.length === 0;
  if (!isNone && (values.length < min || values.length > max))
    throw new CannotDo(`${control.custom_id} takes ${min} to ${max} values`);
  if (new Set(values).size < values.length) throw new CannotDo('A value is chosen once');
  const strange = values.find((value) => !isKnown(value, control, resolved));
  if (strange !== undefined) throw new CannotDo(`${control.custom_id} does not offer ${strange}`);
}
