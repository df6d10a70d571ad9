/** Menus, in messages and in modals: what can be chosen and how many of it. */
import { component, customId, emoji, Kind } from './component.js';
import { fault } from './problem.js';
import {
  type Body,
  findTwin,
  flag,
  integer,
  isSet,
  list,
  listOf,
  oneOf,
  type Relation,
  type Rule,
  set,
  shape,
  snowflake,
  text,
} from './rule.js';

/** Options that are shown with the same three texts: discord-api-docs, "Select Option Structure". */
export const option = shape(
  { label: text(1, 100), value: text(1, 100) },
  { description: text(0, 100), default: flag, emoji },
);

export const uniqueValues: Relation = (body, path) => {
  const twin = findTwin(listOf(body.options).map(({ value }) => value));
  return twin === -1
    ? null
    : fault(
        `${path}.options[${twin}].value`,
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used.',
      );
};

const count = (value: unknown, preset: number) => (isSet(value) ? (value as number) : preset);

/** How many are chosen at the start. */
const chosen = (body: Body) =>
  listOf(body.options).filter((one) => one.default === true).length + listOf(body.default_values).length;

/**
 * That as many can be chosen as must be, and no more are chosen at the start than can be.
 * @param defaultMax of a body without `max_values`.
 */
export const counts =
  (defaultMax: (body: Body) => number): Relation =>
  (body, path) => {
    const [least, most] = [count(body.min_values, 1), count(body.max_values, defaultMax(body))];
    if (isSet(body.min_values) && least > most)
      return fault(`${path}.min_values`, 'NUMBER_TYPE_MAX', `Must be less than or equal to ${most}.`);
    const options = body.options;
    if (Array.isArray(options) && most > options.length)
      return fault(
        `${path}.max_values`,
        'NUMBER_TYPE_MAX',
        `Must be less than or equal to ${options.length}.`,
      );
    const start = chosen(body);
    if (start > most || (start > 0 && start < least))
      return fault(path, 'SELECT_COMPONENT_INVALID_DEFAULTS', 'The number of defaults is out of range.');
    return null;
  };

/** What a modal wants cannot be left empty. */
export const wanted: Relation = (body, path) =>
  body.min_values === 0 && body.required !== false
    ? fault(`${path}.min_values`, 'NUMBER_TYPE_MIN', 'Must be 1 or more, or required must be false.')
    : null;

const shared = {
  ...component.optional,
  ...{ placeholder: text(0, 150), min_values: integer(0, 25), max_values: integer(1, 25), required: flag },
};

const defaults = (...types: readonly string[]) =>
  list(shape({ id: snowflake, type: oneOf(...types) }, {}), 0, 25);

/** All menus. @param more fields that are known where they are. */
const selects = (more: Readonly<Record<string, Rule>>, ...relations: readonly Relation[]) => {
  const required = { ...component.required, custom_id: customId };
  const ready = (own: Readonly<Record<string, Rule>>) =>
    shape(
      required,
      { ...shared, ...own, ...more },
      ...relations,
      counts(() => 1),
    );
  return {
    [Kind.stringSelect]: shape(
      { ...required, options: list(option, 1, 25) },
      { ...shared, ...more },
      uniqueValues,
      ...relations,
      counts(() => 1),
    ),
    [Kind.userSelect]: ready({ default_values: defaults('user') }),
    [Kind.roleSelect]: ready({ default_values: defaults('role') }),
    [Kind.mentionableSelect]: ready({ default_values: defaults('user', 'role') }),
    [Kind.channelSelect]: ready({
      default_values: defaults('channel'),
      channel_types: set(integer(0, 16), 0, 16),
    }),
  };
};

/** `required` is passed over in messages. */
export const messageSelects: Readonly<Record<number, Rule>> = selects({ disabled: flag });
/** Nothing is disabled in a modal: Discord refuses it. */
export const modalSelects: Readonly<Record<number, Rule>> = selects({}, wanted);
