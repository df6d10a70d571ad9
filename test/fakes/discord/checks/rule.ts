/** Rules for values, to be put together to rules for bodies. The first rule that a value breaks is the one that is told. */
import { type Fault, fault } from './problem.js';

export type Rule = (value: unknown, path: string) => Fault | null;
export type Body = Readonly<Record<string, unknown>>;

const sizes = (min: number, max: number) =>
  min === 0 ? `Must be ${max} or fewer in length.` : `Must be between ${min} and ${max} in length.`;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a field counts as set: JSON has no `undefined`, and Discord reads `null` as not said. */
export const isSet = (value: unknown) => value !== undefined && value !== null;

/** The elements of a field that may be missing. */
export const listOf = (value: unknown): readonly Body[] =>
  Array.isArray(value) ? (value as readonly Body[]) : [];

/** How often a value is there more than once: the index of the second. -1 = all differ. */
export const findTwin = (values: readonly unknown[]) =>
  values.findIndex((value, at) => isSet(value) && values.indexOf(value) < at);

/**
 * A string.
 * Why UTF-16 units: it is the largest of the counts that Discord may use, so that what passes here passes there.
 */
export const text =
  (min: number, max: number): Rule =>
  (value, path) => {
    if (typeof value !== 'string') return fault(path, 'BASE_TYPE_STRING', 'Only strings are allowed.');
    const { length } = value;
    return length < min || length > max ? fault(path, 'BASE_TYPE_BAD_LENGTH', sizes(min, max)) : null;
  };

export const pattern =
  (wanted: RegExp, code: string, words: string): Rule =>
  (value, path) =>
    typeof value === 'string' && wanted.test(value) ? null : fault(path, code, words);

export const snowflake: Rule = (value, path) =>
  /^(0|[1-9]\d{0,19})$/.test(String(value)) && (typeof value === 'string' || Number.isSafeInteger(value))
    ? null
    : fault(path, 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not snowflake.`);

export const number =
  (min: number, max: number): Rule =>
  (value, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return fault(path, 'NUMBER_TYPE_COERCE', 'Only numbers are allowed.');
    if (value < min) return fault(path, 'NUMBER_TYPE_MIN', `Must be greater than or equal to ${min}.`);
    return value > max ? fault(path, 'NUMBER_TYPE_MAX', `Must be less than or equal to ${max}.`) : null;
  };

export const integer =
  (min: number, max: number): Rule =>
  (value, path) =>
    number(min, max)(value, path) ??
    (Number.isInteger(value) ? null : fault(path, 'NUMBER_TYPE_COERCE', 'Only whole numbers are allowed.'));

export const flag: Rule = (value, path) =>
  typeof value === 'boolean' ? null : fault(path, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');

export const oneOf =
  (...values: readonly unknown[]): Rule =>
  (value, path) =>
    values.includes(value)
      ? null
      : fault(path, 'BASE_TYPE_CHOICES', `Value must be one of {${values.join(', ')}}.`);

export const list =
  (rule: Rule, min: number, max: number): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return fault(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used.');
    if (value.length < min || value.length > max) return fault(path, 'BASE_TYPE_BAD_LENGTH', sizes(min, max));
    return first(value.map((element, at) => () => rule(element, `${path}[${at}]`)));
  };

/** A list without twins. */
export const set =
  (rule: Rule, min: number, max: number): Rule =>
  (value, path) => {
    const found = list(rule, min, max)(value, path);
    if (found !== null) return found;
    return findTwin(value as unknown[]) === -1
      ? null
      : fault(path, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value.');
  };

/** The first fault of several checks, of which none runs after it. */
export function first(checks: Iterable<() => Fault | null>): Fault | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}

/** What must hold between fields, asked when each of them is right by itself. */
export type Relation = (body: Body, path: string) => Fault | null;

export const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/**
 * An object.
 * Differs from Discord: it passes over properties that it does not know, and here they are faults, so that a slip of the
 * pen shows.
 * @param optional may be missing, or null.
 */
export const shape =
  (
    required: Readonly<Record<string, Rule>>,
    optional: Readonly<Record<string, Rule>>,
    ...relations: readonly Relation[]
  ): Rule =>
  (value, path) => {
    if (!isBody(value)) return fault(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used.');
    const unknown = Object.keys(value).find(
      (name) => value[name] !== undefined && !(name in required) && !(name in optional),
    );
    if (unknown !== undefined)
      return fault(join(path, unknown), 'UNKNOWN_PROPERTY', 'There is no such property.');
    const missing = Object.keys(required).find((name) => value[name] === undefined);
    if (missing !== undefined)
      return fault(join(path, missing), 'BASE_TYPE_REQUIRED', 'This field is required.');
    return first([
      ...Object.entries(required).map(
        ([name, rule]) =>
          () =>
            rule(value[name], join(path, name)),
      ),
      ...Object.entries(optional).map(
        ([name, rule]) =>
          () =>
            isSet(value[name]) ? rule(value[name], join(path, name)) : null,
      ),
      ...relations.map((relation) => () => relation(value, path)),
    ]);
  };

/** An object whose `type` says which rule it keeps to. */
export const byType =
  (rules: Readonly<Record<number, Rule>>): Rule =>
  (value, path) => {
    if (!isBody(value)) return fault(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used.');
    const rule = typeof value.type === 'number' ? rules[value.type] : undefined;
    const known = Object.keys(rules).join(', ');
    return rule === undefined
      ? fault(join(path, 'type'), 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${known}).`)
      : rule(value, path);
  };
