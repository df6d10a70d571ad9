/** Values to pick from: those of a command's option, and those that autocomplete offers. */
import { localized } from './locales.js';
import { fault, type Problem, refuse } from './problem.js';
import { findTwin, integer, list, listOf, number, type Relation, type Rule, shape, text } from './rule.js';

export const maxChoices = 25;

const safe = Number.MAX_SAFE_INTEGER;

/** By type of option: string, integer, number. discord-api-docs, "Application Command Option Type". */
export const values = {
  3: text(0, 100),
  4: integer(-safe, safe),
  10: number(-(2 ** 53), 2 ** 53),
} as const;

/** A choice with a value of a kind. */
export const choice = (value: Rule) =>
  shape({ name: text(1, 100), value }, { name_localizations: localized(text(1, 100)) });

/** Names of the choices of an option differ. */
export const uniqueNames: Relation = (body, path) => {
  const twin = findTwin(listOf(body.choices).map(({ name }) => name));
  return twin === -1
    ? null
    : fault(
        `${path}.choices[${twin}].name`,
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
        'The specified choice name is already used.',
      );
};

const stringOrNumber: Rule = (value, path) =>
  typeof value === 'number' ? values[10](value, path) : values[3](value, path);

const isOneKind: Relation = (body, path) => {
  const kinds = listOf(body.choices).map(({ value }) => typeof value);
  const other = kinds.findIndex((kind) => kind !== kinds[0]);
  return other === -1
    ? null
    : fault(`${path}.choices[${other}].value`, 'BASE_TYPE_CHOICES', 'All values must be of one kind.');
};

const offered = shape({ choices: list(choice(stringOrNumber), 0, maxChoices) }, {}, isOneKind);

/**
 * What autocomplete offers: the data of a callback of type 8.
 * @returns null when Discord would show it.
 */
export const checkChoices = (data: unknown): Problem | null => refuse(offered(data, 'data'));
