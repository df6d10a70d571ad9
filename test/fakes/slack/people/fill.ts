/** Values of inputs and menus as payloads have them: reference/interaction-payloads/view-interactions-payload. */
import type { Value } from '../person.js';
import type { Block, Body } from '../world.js';
import { asList, asOne, cannot, type Filling, findConversation, findOption, findUser } from './choose.js';

/** @param value undefined = it stays as it begins. @returns null where it stays empty. */
type Fill = (element: Block, value: Value | undefined, filling: Filling) => Body | null;

type Find = (element: Block, value: string, filling: Filling) => unknown;

/** One of something. @param start the property that says what is there to begin with. */
const one =
  (name: string, start: string, find: Find): Fill =>
  (element, value, filling) => {
    const begin = element[start];
    if (value === undefined) return begin === undefined ? null : { [name]: begin };
    return { [name]: find(element, asOne(element, value), filling) };
  };

const many =
  (name: string, start: string, find: Find): Fill =>
  (element, value, filling) => {
    if (value === undefined) return { [name]: element[start] ?? [] };
    return { [name]: asList(element, value).map((each) => find(element, each, filling)) };
  };

const conversation: Fill = (element, value, filling) => {
  const start =
    element.initial_conversation ?? (element.default_to_current_conversation ? filling.channel : null);
  if (value === undefined) return start === null ? null : { selected_conversation: start };
  return { selected_conversation: findConversation(element, asOne(element, value), filling) };
};

const written =
  (check: (element: Block, value: string) => void): Fill =>
  (element, value) => {
    const text = value === undefined ? String(element.initial_value ?? '') : asOne(element, value);
    if (text === '') return null;
    check(element, text);
    return { value: text };
  };

const moment =
  (name: string, start: string, form: RegExp): Fill =>
  (element, value) => {
    const text = value ?? element[start];
    if (text === undefined) return null;
    if (!form.test(String(text))) throw cannot(element, 'takes a date or a time');
    return { [name]: text };
  };

/** By type. */
const fills: Readonly<Record<string, Fill>> = {
  static_select: one('selected_option', 'initial_option', findOption),
  external_select: one('selected_option', 'initial_option', findOption),
  radio_buttons: one('selected_option', 'initial_option', findOption),
  overflow: one('selected_option', '', findOption),
  users_select: one('selected_user', 'initial_user', findUser),
  channels_select: one('selected_channel', 'initial_channel', findConversation),
  conversations_select: conversation,
  checkboxes: many('selected_options', 'initial_options', findOption),
  multi_static_select: many('selected_options', 'initial_options', findOption),
  multi_external_select: many('selected_options', 'initial_options', findOption),
  multi_users_select: many('selected_users', 'initial_users', findUser),
  multi_channels_select: many('selected_channels', 'initial_channels', findConversation),
  multi_conversations_select: many('selected_conversations', 'initial_conversations', findConversation),
  datepicker: moment('selected_date', 'initial_date', /^\d{4}-\d\d-\d\d$/),
  timepicker: moment('selected_time', 'initial_time', /^\d\d:\d\d$/),
  plain_text_input: written((element, { length }) => {
    const [min, max] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)];
    if (length < min || length > max) throw cannot(element, `takes ${min} to ${max} characters`);
  }),
  number_input: written((element, text) => {
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) throw cannot(element, 'takes a number');
    if (element.is_decimal_allowed !== true && !Number.isInteger(number))
      throw cannot(element, 'takes a whole number');
    const [min, max] = [Number(element.min_value ?? -Infinity), Number(element.max_value ?? Infinity)];
    if (number < min || number > max) throw cannot(element, `takes ${min} to ${max}`);
  }),
  email_text_input: written((element, text) => {
    if (!/^\S+@\S+$/.test(text)) throw cannot(element, 'takes an address');
  }),
  url_text_input: written((element, text) => {
    if (!URL.canParse(text)) throw cannot(element, 'takes an address');
  }),
};

/** What stands in a payload where nothing was chosen. */
const empty: Readonly<Record<string, Body>> = {
  static_select: { selected_option: null },
  external_select: { selected_option: null },
  radio_buttons: { selected_option: null },
  users_select: { selected_user: null },
  channels_select: { selected_channel: null },
  conversations_select: { selected_conversation: null },
  datepicker: { selected_date: null },
  timepicker: { selected_time: null },
};

export const isFillable = ({ type }: Block): boolean => Object.hasOwn(fills, type);

/** @returns its value in a payload; `isEmpty` where it has none. */
export function fillElement(
  element: Block,
  value: Value | undefined,
  filling: Filling,
): { readonly json: Body; readonly isEmpty: boolean } {
  const filled = fills[element.type]!(element, value, filling);
  const { type } = element;
  const list = filled === null ? null : Object.values(filled)[0];
  const isEmpty = filled === null || (Array.isArray(list) && list.length === 0);
  return { json: { type, ...(filled ?? empty[type] ?? { value: null }) }, isEmpty };
}
