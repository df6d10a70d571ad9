/** Options of a command as a client fills them in: by the definition that the application has registered. */
import { CannotDo, type OptionValue } from '../person.js';
import type { Attachment, Body, Channel, Role, User } from '../world.js';
import { checkFile } from './file-types.js';
import type { Resolved } from './resolved.js';

/** An option's definition, as it was registered. */
interface Definition extends Body {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly options?: readonly Definition[];
  readonly choices?: readonly { readonly value: string | number }[];
}

export interface Filling {
  readonly values: Readonly<Record<string, OptionValue>>;
  /** Bytes that a file may have. */
  readonly maxBytes: number;
  readonly resolved: Resolved;
  /** The option that is being typed in: it may be missing choices and limits, and others may be missing. */
  readonly focused?: string;
}

type Taken = string | number | boolean;
type Take = (value: OptionValue, definition: Definition, filling: Filling) => Taken;

class Unfit extends Error {}

const need = (isRight: boolean, words: string) => {
  if (!isRight) throw new Unfit(words);
};
const isWithin = (value: number, min: unknown, max: unknown) =>
  value >= Number(min ?? -(2 ** 53)) && value <= Number(max ?? 2 ** 53);

const takeText: Take = (value, { name, min_length: min, max_length: max }, { focused }) => {
  need(typeof value === 'string', 'a text');
  const { length } = value as string;
  need(name === focused || isWithin(length, min ?? 1, max ?? 6000), `${length} characters`);
  return value as string;
};

const takeNumber =
  (isWhole: boolean): Take =>
  (value, { name, min_value: min, max_value: max }, { focused }) => {
    // While it is typed it is whatever was typed.
    if (name === focused) return String(value);
    need(typeof value === 'number' && Number.isFinite(value), 'a number');
    need(!isWhole || Number.isInteger(value), 'a whole number');
    need(isWithin(value as number, min, max), `${value} is out of range`);
    return value as number;
  };

const idOf = (value: OptionValue) => (typeof value === 'object' ? value.id : String(value));

const takeId =
  (kind: 'user' | 'channel' | 'role'): Take =>
  (value, _, { resolved }) => {
    const id = idOf(value as User | Channel | Role);
    need(resolved[kind](id), `no ${kind} of here`);
    return id;
  };

/** By type: discord-api-docs, interactions/application-commands, "Application Command Option Type". */
const takers: Readonly<Record<number, Take>> = {
  3: takeText,
  4: takeNumber(true),
  5: (value) => {
    need(typeof value === 'boolean', 'true or false');
    return value as boolean;
  },
  6: takeId('user'),
  7: takeId('channel'),
  8: takeId('role'),
  10: takeNumber(false),
  11: (value, { file_types: types }, { maxBytes, resolved }) => {
    need(typeof value === 'object' && 'bytes' in value, 'a file');
    checkFile(value as Attachment, types, maxBytes);
    return resolved.attachment(value as Attachment);
  },
};

function fill(definition: Definition, filling: Filling): Body | null {
  const { name, type } = definition;
  const value = filling.values[name];
  const isFocused = name === filling.focused;
  if (value === undefined) {
    if (definition.required && filling.focused === undefined) throw new CannotDo(`${name} is required`);
    return null;
  }
  try {
    const taken = takers[type]!(value, definition, filling);
    const isOffered = definition.choices?.some((choice) => choice.value === taken) ?? true;
    need(definition.choices === undefined || definition.choices.length === 0 || isOffered, 'no choice of it');
    return { name, type, value: taken, ...(isFocused ? { focused: true } : {}) };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    throw new CannotDo(`${name}: ${error.message}`);
  }
}

const subcommandType = { subcommand: 1, group: 2 } as const;

/** @throws CannotDo for what a client would not let be sent. */
export function fillOptions(
  definitions: readonly Definition[],
  filling: Filling,
  path: readonly string[],
): readonly Body[] {
  const [next, ...rest] = path;
  const nested = definitions.filter(({ type }) => type <= subcommandType.group);
  if (next !== undefined || nested.length > 0) {
    const found = nested.find(({ name }) => name === next);
    if (found === undefined)
      throw new CannotDo(`There is no ${next ?? 'command without one'} of ${nested.map(({ name }) => name)}`);
    const { name, type, options } = found;
    return [{ name, type, options: fillOptions(options ?? [], filling, rest) }];
  }
  const unknown = Object.keys(filling.values).find((name) => !definitions.some((one) => one.name === name));
  if (unknown !== undefined) throw new CannotDo(`There is no option ${unknown}`);
  const { focused } = filling;
  if (focused !== undefined && !definitions.find(({ name }) => name === focused)?.autocomplete)
    throw new CannotDo(`${focused} has no autocomplete`);
  const values = focused === undefined ? filling.values : { [focused]: '', ...filling.values };
  const filled = definitions.map((one) => fill(one, { ...filling, values }));
  return filled.filter((one) => one !== null);
}
