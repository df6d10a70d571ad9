/** Options of commands: discord-api-docs, application-commands, "Application Command Option Structure". */
import { choice, maxChoices, uniqueNames, values } from './choices.js';
import { fileTypes } from './file-types.js';
import { localized } from './locales.js';
import { fault } from './problem.js';
import {
  byType,
  findTwin,
  flag,
  integer,
  isBody,
  isSet,
  list,
  listOf,
  type Relation,
  type Rule,
  set,
  shape,
  text,
} from './rule.js';

const maxOptions = 25;

/** Names of slash commands and of options: lower case wherever there is one. */
export const lowerName: Rule = (value, path) =>
  text(1, 32)(value, path) ??
  (/^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(value as string) &&
  value === (value as string).toLowerCase()
    ? null
    : fault(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'));

const described = text(1, 100);

/** Fields that every option and slash command has. */
export const named = {
  required: { name: lowerName, description: described },
  optional: { name_localizations: localized(lowerName), description_localizations: localized(described) },
} as const;

const base = { required: { type: integer(1, 11), ...named.required }, optional: named.optional };

const option = (own: Readonly<Record<string, Rule>>, ...relations: readonly Relation[]) =>
  shape(base.required, { ...base.optional, required: flag, ...own }, ...relations);

const isEither: Relation = (body, path) =>
  body.autocomplete === true && listOf(body.choices).length > 0
    ? fault(`${path}.autocomplete`, 'AUTOCOMPLETE_WITH_CHOICES', 'May not be true if choices are present.')
    : null;

const inOrder =
  (least: string, most: string): Relation =>
  (body, path) =>
    isSet(body[least]) && isSet(body[most]) && (body[least] as number) > (body[most] as number)
      ? fault(`${path}.${least}`, 'NUMBER_TYPE_MAX', `Must be less than or equal to ${body[most]}.`)
      : null;

/** An option with values that can be typed or picked. */
const typed = (type: keyof typeof values, least: string, most: string, limits: readonly [Rule, Rule]) =>
  option(
    {
      choices: list(choice(values[type]), 0, maxChoices),
      autocomplete: flag,
      [least]: limits[0],
      [most]: limits[1],
    },
    isEither,
    uniqueNames,
    inOrder(least, most),
  );

const basic: Readonly<Record<number, Rule>> = {
  3: typed(3, 'min_length', 'max_length', [integer(0, 6000), integer(1, 6000)]),
  4: typed(4, 'min_value', 'max_value', [values[4], values[4]]),
  5: option({}),
  6: option({}),
  7: option({ channel_types: set(integer(0, 16), 0, 16) }),
  8: option({}),
  9: option({}),
  10: typed(10, 'min_value', 'max_value', [values[10], values[10]]),
  11: option({ file_types: fileTypes }),
};

/** All names of the options at one level differ, in each language. */
const haveOwnNames: Relation = (body, path) => {
  const options = listOf(body.options);
  const maps = options.map(({ name_localizations: map }) => (isBody(map) ? map : {}));
  for (const locale of [null, ...new Set(maps.flatMap((map) => Object.keys(map)))]) {
    const names = options.map(({ name }, at) => (locale === null ? name : (maps[at]![locale] ?? name)));
    const twin = findTwin(names);
    if (twin !== -1)
      return fault(
        `${path}.options[${twin}].name`,
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        `Option name ${names[twin]} already exists${locale === null ? '' : ` in ${locale}`}`,
      );
  }
  return null;
};

const startWithRequired: Relation = (body, path) => {
  const options = listOf(body.options);
  const firstFree = options.findIndex((one) => one.required !== true);
  const late = options.findIndex((one, at) => one.required === true && at > firstFree && firstFree !== -1);
  return late === -1
    ? null
    : fault(
        `${path}.options[${late}]`,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
};

const isSub = (type: unknown) => type === 1 || type === 2;

const areOneKind: Relation = (body, path) => {
  const options = listOf(body.options);
  const other = options.findIndex(({ type }) => isSub(type) !== isSub(options[0]!.type));
  return other === -1
    ? null
    : fault(
        `${path}.options[${other}]`,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      );
};

/** What must hold between the options of one level. */
export const level = [haveOwnNames, startWithRequired, areOneKind] as const;

const subcommand = shape(
  base.required,
  { ...base.optional, options: list(byType(basic), 0, maxOptions) },
  ...level,
);

const group = shape(
  { ...base.required, options: list(byType({ 1: subcommand }), 1, maxOptions) },
  base.optional,
  ...level,
);

export const options = list(byType({ 1: subcommand, 2: group, ...basic }), 0, maxOptions);
