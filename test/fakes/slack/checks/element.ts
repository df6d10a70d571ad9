/** Elements of blocks: @slack/types, block-elements.d.ts and extensions.d.ts. */
import { fault } from '../../discord/checks/problem.js';
import {
  flag,
  integer,
  isSet,
  list,
  pattern,
  type Relation,
  type Rule,
  text,
} from '../../discord/checks/rule.js';
import {
  buttonStyle,
  confirm,
  conversationFilter,
  dispatchConfig,
  isOffered,
  link,
  oneField,
  option,
  optionGroups,
  pictured,
  plain,
  typed,
} from './text.js';

const action = { action_id: text(1, 255) };
const confirmable = { ...action, confirm };
const focusable = { ...action, focus_on_load: flag };
const holding = { placeholder: plain(150) };
const menu = { ...confirmable, ...focusable, ...holding };
const several = { ...menu, max_selected_items: integer(1, 100) };
const written = { ...focusable, ...holding, dispatch_action_config: dispatchConfig };

const id = text(1, 255);
const ids = list(id, 1, 100);
const numeral = pattern(/^-?\d+(\.\d+)?$/, 'SCHEMA', 'must be a number as text');

const fewOptions = (rich: boolean, most: number) => list(option(rich), 1, most);
const choices = { options: list(option(false), 1, 100), option_groups: optionGroups };
const queried = { min_query_length: integer(0, 100) };
const conversations = { default_to_current_conversation: flag, filter: conversationFilter };

const inOrder: Relation = ({ min_value: min, max_value: max }, path) =>
  isSet(min) && isSet(max) && Number(min) > Number(max)
    ? fault(path, 'SCHEMA', 'min_value must not be greater than max_value')
    : null;
const lengthsInOrder: Relation = ({ min_length: min, max_length: max }, path) =>
  isSet(min) && isSet(max) && Number(min) > Number(max)
    ? fault(path, 'SCHEMA', 'min_length must not be greater than max_length')
    : null;

/** By type. */
const all = {
  button: typed(
    'button',
    { text: plain(75) },
    { ...confirmable, value: text(1, 2000), url: link, style: buttonStyle, accessibility_label: text(1, 75) },
  ),
  checkboxes: typed(
    'checkboxes',
    { options: fewOptions(true, 10) },
    { ...confirmable, ...focusable, initial_options: fewOptions(true, 10) },
    isOffered,
  ),
  radio_buttons: typed(
    'radio_buttons',
    { options: fewOptions(true, 10) },
    { ...confirmable, ...focusable, initial_option: option(true) },
    isOffered,
  ),
  overflow: typed('overflow', { options: list(option(false, { url: link }), 1, 5) }, confirmable),
  datepicker: typed(
    'datepicker',
    {},
    { ...menu, initial_date: pattern(/^\d{4}-\d\d-\d\d$/, 'SCHEMA', 'must be YYYY-MM-DD') },
  ),
  timepicker: typed(
    'timepicker',
    {},
    { ...menu, initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'SCHEMA', 'must be HH:mm'), timezone: id },
  ),
  static_select: typed(
    'static_select',
    {},
    { ...menu, ...choices, initial_option: option(false) },
    oneField('options', 'option_groups'),
    isOffered,
  ),
  external_select: typed('external_select', {}, { ...menu, ...queried, initial_option: option(false) }),
  users_select: typed('users_select', {}, { ...menu, initial_user: id }),
  channels_select: typed('channels_select', {}, { ...menu, initial_channel: id, response_url_enabled: flag }),
  conversations_select: typed(
    'conversations_select',
    {},
    { ...menu, ...conversations, initial_conversation: id, response_url_enabled: flag },
  ),
  multi_static_select: typed(
    'multi_static_select',
    {},
    { ...several, ...choices, initial_options: fewOptions(false, 100) },
    oneField('options', 'option_groups'),
    isOffered,
  ),
  multi_external_select: typed(
    'multi_external_select',
    {},
    { ...several, ...queried, initial_options: fewOptions(false, 100) },
  ),
  multi_users_select: typed('multi_users_select', {}, { ...several, initial_users: ids }),
  multi_channels_select: typed('multi_channels_select', {}, { ...several, initial_channels: ids }),
  multi_conversations_select: typed(
    'multi_conversations_select',
    {},
    { ...several, ...conversations, initial_conversations: ids },
  ),
  plain_text_input: typed(
    'plain_text_input',
    {},
    {
      ...written,
      initial_value: text(0, 3000),
      multiline: flag,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    lengthsInOrder,
  ),
  number_input: typed(
    'number_input',
    {
      is_decimal_allowed: flag,
    },
    { ...written, initial_value: numeral, min_value: numeral, max_value: numeral },
    inOrder,
  ),
  email_text_input: typed('email_text_input', {}, { ...written, initial_value: text(0, 3000) }),
  url_text_input: typed('url_text_input', {}, { ...written, initial_value: text(0, 3000) }),
  file_input: typed(
    'file_input',
    {},
    {
      ...action,
      filetypes: list(pattern(/^[a-z0-9]+$/i, 'SCHEMA', 'must be a file extension'), 1, 100),
      max_files: integer(1, 10),
    },
  ),
  image: typed('image', { alt_text: text(1, 2000) }, pictured.optional, pictured.relation),
} as const satisfies Readonly<Record<string, Rule>>;

type Kind = keyof typeof all;
const pick = (...kinds: readonly Kind[]): Readonly<Record<string, Rule>> =>
  Object.fromEntries(kinds.map((kind) => [kind, all[kind]]));

const singles = [
  'static_select',
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
] as const;
const multiples = singles.map((kind) => `multi_${kind}` as const);
const shared = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker', ...singles, ...multiples] as const;

/** What each block may hold: ActionsBlockElement, SectionBlockAccessory, InputBlockElement in blocks.d.ts. */
export const inActions = pick('button', 'overflow', ...shared);
export const inSection = pick('button', 'overflow', 'image', ...shared);
const typedIn = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input'] as const;
export const inInput = pick(...typedIn, ...shared);
/** Files can be chosen in modals only. */
export const inModalInput = pick(...typedIn, 'file_input', ...shared);
export const image = all.image;
