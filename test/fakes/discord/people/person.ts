/** A user at a channel. */
import { writeAs } from '../message/compose.js';
import { CannotDo, type Person } from '../person.js';
import { type Interaction, interactionType, type Owners } from '../state/interaction.js';
import { grants, permission } from '../state/permissions.js';
import type { State } from '../state/state.js';
import type { StoredMessage } from '../state/stored-message.js';
import { messageJson } from '../state/wire.js';
import type { Attachment, Body, Channel, Message, User } from '../world.js';
import { checkPresence, findCommand } from './available.js';
import { checkButton, checkValues, findControl } from './controls.js';
import { bitsOf, type Dispatch, maxBytesOf } from './dispatch.js';
import { fillModal } from './fields.js';
import { fillOptions } from './options.js';
import { createResolved } from './resolved.js';

const { command, component, autocomplete, modal } = interactionType;
const commandType = { chat: 1, message: 3 } as const;

type Within = { readonly group?: string; readonly subcommand?: string } | undefined;
const pathOf = (within: Within) => [within?.group, within?.subcommand].filter((name) => name !== undefined);

export function createPerson(state: State, dispatch: Dispatch, user: User, channel: Channel): Person {
  const maxBytes = maxBytesOf(user, channel);
  const stored = ({ id }: Message): StoredMessage => {
    const message = state.messages.get(id);
    if (message === undefined) throw new CannotDo('There is no such message');
    return message;
  };
  const begun = (id: string): Interaction | undefined =>
    [...state.interactions.values()].find((one) => one.id === id);

  /** Who the application is here for where a message of its own began it: as for the message itself. */
  const ownersOf = (message: StoredMessage): Owners => {
    const first = message.interaction === null ? undefined : begun(message.interaction);
    const { guild } = message.channel;
    return first?.owners ?? { '0': guild?.id ?? '0' };
  };

  const chat = (
    type: typeof command | typeof autocomplete,
    name: string,
    values: Parameters<Person['slash']>[1],
    within: Within,
    focused?: string,
  ) => {
    const offered = findCommand(state, user, channel, name, commandType.chat);
    const resolved = createResolved(state, channel, user);
    const filling = {
      values: values ?? {},
      maxBytes,
      resolved,
      ...(focused === undefined ? {} : { focused }),
    };
    const definitions = offered.command.options as Parameters<typeof fillOptions>[0];
    const options = fillOptions(definitions, filling, pathOf(within));
    const { id, guild_id } = offered.command;
    const data = { id, name, type: commandType.chat, options, ...(guild_id ? { guild_id } : {}) };
    const line = [name, ...pathOf(within)].join(' ');
    const deed = { type, user, channel, owners: offered.owners, name: line };
    return dispatch({ ...deed, data: { ...data, ...resolved.json() } });
  };

  /** Uses a control of a message. */
  const use = (message: StoredMessage, data: Body) =>
    dispatch({
      ...{ type: component, user, channel: message.channel, owners: ownersOf(message), source: message },
      data,
    }).exchange;

  return {
    user,
    channel,

    say(content, uploads: readonly Attachment[] = []) {
      checkPresence(user, channel);
      if (channel.guild !== null && !grants(bitsOf(user, channel), permission.sendMessages))
        throw new CannotDo(`${user.name} may not write in ${channel.name}`);
      return writeAs(state, channel, user.id, content, uploads);
    },

    slash: (name, values, within) => chat(command, name, values, within).exchange,

    messageCommand(name, target) {
      const message = stored(target);
      if (message.isDeleted || message.channel !== channel) throw new CannotDo('The message is not here');
      const offered = findCommand(state, user, channel, name, commandType.message);
      const resolved = createResolved(state, channel, user);
      resolved.message(message.id, messageJson(state, message));
      const { id, guild_id } = offered.command;
      const data = { id, name, type: commandType.message, target_id: message.id };
      const rest = { ...(guild_id ? { guild_id } : {}), ...resolved.json() };
      const deed = { type: command, user, channel, owners: offered.owners, name };
      return dispatch({ ...deed, data: { ...data, ...rest } }).exchange;
    },

    async autocomplete(name, values, focused, within) {
      const { exchange, interaction } = chat(autocomplete, name, values, within, focused);
      await exchange.acknowledged;
      return interaction.choices!;
    },

    press(target, customId) {
      const message = stored(target);
      const control = findControl(message, user, customId);
      checkButton(control);
      return use(message, { custom_id: customId, component_type: control.type });
    },

    choose(target, customId, values) {
      const message = stored(target);
      const control = findControl(message, user, customId);
      const resolved = createResolved(state, message.channel, user);
      checkValues(control, values, resolved);
      return use(message, {
        ...{ custom_id: customId, component_type: control.type, values },
        ...resolved.json(),
      });
    },

    submit(open, values = {}) {
      const opener = begun(open.interaction);
      if (opener === undefined || opener.user !== user) throw new CannotDo('The modal is not theirs');
      const resolved = createResolved(state, channel, user);
      const components = fillModal(open.components, { values, resolved, maxBytes });
      return dispatch({
        ...{ type: modal, user, channel, owners: opener.owners, source: opener.source },
        data: { custom_id: open.customId, components, ...resolved.json() },
      }).exchange;
    },
  };
}
