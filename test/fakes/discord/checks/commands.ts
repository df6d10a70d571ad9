/** Lists of commands to be registered: discord-api-docs, application-commands, "Application Command Structure". */
import { localized } from './locales.js';
import { level, named, options } from './option.js';
import { fault, type Problem, refuse } from './problem.js';
import {
  type Body,
  findTwin,
  first,
  flag,
  integer,
  isBody,
  list,
  listOf,
  oneOf,
  pattern,
  type Relation,
  type Rule,
  set,
  shape,
  snowflake,
  text,
} from './rule.js';

/** Characters of all names, descriptions and values of a command, each in its longest language. */
export const maxCharacters = 8000;

/** Per type of command: slash, on a user, on a message. */
const maxCommands: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

const shared = {
  id: snowflake,
  type: oneOf(1, 2, 3),
  default_member_permissions: pattern(/^\d{1,20}$/, 'NUMBER_TYPE_COERCE', 'Must be a bit set, as a string.'),
  dm_permission: flag,
  nsfw: flag,
  integration_types: set(integer(0, 1), 1, 2),
  contexts: set(integer(0, 2), 1, 3),
};

const longest = (body: Body, name: string) => {
  const map = body[`${name}_localizations`];
  const texts = [body[name], ...(isBody(map) ? Object.values(map) : [])];
  return Math.max(...texts.map((one) => (typeof one === 'string' ? one.length : 0)));
};

/** Counted as Discord says: "only the longest localization for each field (including the default value)". */
function characters(body: Body): number {
  const value = typeof body.value === 'string' ? body.value.length : 0;
  const below = [...listOf(body.options), ...listOf(body.choices)];
  return below.reduce(
    (sum, one) => sum + characters(one),
    longest(body, 'name') + longest(body, 'description') + value,
  );
}

const isShort: Relation = (body, path) => {
  const count = characters(body);
  return count > maxCharacters
    ? fault(
        path,
        'APPLICATION_COMMAND_TOO_LARGE',
        `The command has ${count} characters, ${maxCharacters} at most.`,
      )
    : null;
};

const slash = shape(named.required, { ...named.optional, ...shared, options }, ...level, isShort);

/** Any case, spaces within. */
const menuName: Rule = (value, path) =>
  text(1, 32)(value, path) ??
  ((value as string).trim() === value
    ? null
    : fault(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'));

/** A command in the menu of a user or a message has a name and nothing to fill in. */
const menu = shape(
  { name: menuName },
  { name_localizations: localized(menuName), description: text(0, 0), ...shared },
  isShort,
);

const typeOf = (body: Body) => (body.type ?? 1) as number;

const command: Rule = (value, path) =>
  isBody(value) && typeOf(value) !== 1 ? menu(value, path) : slash(value, path);

const perKind = (type: number, at: readonly number[], commands: readonly Body[]) => {
  if (at.length > maxCommands[type]!)
    return fault('', 'APPLICATION_COMMANDS_MAX', `There are ${at.length} commands of type ${type}.`);
  const twin = findTwin(at.map((index) => commands[index]!.name));
  return twin === -1
    ? null
    : fault(
        `[${at[twin]}].name`,
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
};

/**
 * A list of commands that replaces those of before.
 * @returns null when Discord would take it.
 */
export function checkCommands(given: unknown): Problem | null {
  const found = list(command, 0, 130)(given, '');
  if (found !== null) return refuse(found);
  const commands = listOf(given);
  const ofType = (type: number) => [...commands.keys()].filter((at) => typeOf(commands[at]!) === type);
  return refuse(first([1, 2, 3].map((type) => () => perKind(type, ofType(type), commands))));
}
