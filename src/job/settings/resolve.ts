/** What holds of a setting: the server's text, the operator's text and the table's default, brought together. */
import { StudioError } from '../../errors.js';
import { parseOption } from '../../request/parse.js';
import {
  type Ceiling,
  type EffectiveSettings,
  type SettingName,
  type SettingRow,
  type SettingSource,
  type SettingValues,
  settingNames,
  settingTable,
} from './table.js';

export type SettingValue = SettingValues[SettingName];

/** Texts by name, as the store has them. */
export type SettingTexts = Readonly<Record<string, string>>;

/** Whether names that come from elsewhere are known there. */
export interface KnownNames {
  readonly isRecipe: (name: string) => boolean;
  readonly isPreset: (name: string) => boolean;
}

export interface Resolved {
  readonly value: SettingValue;
  readonly source: SettingSource;
  /** The operator's value, or the default where there is none. */
  readonly operator: SettingValue;
}

/** Letters of a value: channels and roles of the largest servers fit. */
const maxLetters = 2000;

/** A channel or role as Discord and Slack write it into a text that mentions it: `<#123>`, `<@&123>`, `<#C12|art>`. */
const mention = /^<(?:#|@&|!subteam\^)(\w+)(?:\|[^>]*)?>$/;

const names: Readonly<Partial<Record<SettingName, { readonly known: keyof KnownNames; expected: string }>>> =
  {
    'default-recipe': { known: 'isRecipe', expected: 'the name of a recipe' },
    'default-preset': { known: 'isPreset', expected: 'the name of a preset' },
  };

export const rowOf = (name: SettingName): SettingRow => settingTable[name];

/** A text as a value of a setting. @throws StudioError 'option-invalid'. */
export function parseSetting(name: SettingName, text: string, known: KnownNames): SettingValue {
  const refuse = (expected: string) =>
    new StudioError('option-invalid', { option: name, value: text, expected });
  if (text.length > maxLetters) throw refuse(`at most ${maxLetters} characters`);
  const value = parseOption(name, rowOf(name), text) as SettingValue;
  if (Array.isArray(value)) return [...new Set(value.map((id) => mention.exec(id)?.[1] ?? id))];
  const naming = names[name];
  if (naming !== undefined && typeof value === 'string') {
    const trimmed = value.trim();
    if (!known[naming.known](trimmed)) throw refuse(naming.expected);
    return trimmed;
  }
  return value;
}

/** A value as the text that `parseSetting` reads; null stays null. */
export function toText(value: SettingValue): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

const beyond: Readonly<Record<Ceiling, (value: number, bound: number) => boolean>> = {
  most: (value, bound) => value > bound,
  least: (value, bound) => value < bound,
  free: () => false,
  operator: () => false,
};

/** Whether a server's value is more (or less) than the operator lets servers have. */
export function isBeyond(name: SettingName, value: SettingValue, operator: SettingValue): boolean {
  if (operator === null || value === null) return false;
  return beyond[rowOf(name).ceiling](Number(value), Number(operator));
}

/** How far a server may go with a setting. */
export interface CeilingBound {
  readonly type: 'most' | 'least';
  /** As text. */
  readonly value: string;
}

/** What the operator's value lets servers do; null where that is all that the row itself allows. */
export function ceilingOf(name: SettingName, operator: SettingValue): CeilingBound | null {
  const row = rowOf(name);
  const { ceiling: type } = row;
  if (operator === null || (type !== 'most' && type !== 'least')) return null;
  const ends = row.type === 'flag' ? { min: false, max: true } : 'min' in row ? row : null;
  const isOpen = operator === (type === 'most' ? ends?.max : ends?.min);
  return isOpen ? null : { type, value: toText(operator)! };
}

/**
 * @param server null for the operator's own view. A text that is no value any more (another version wrote it, or its
 *   preset is gone) counts as not set: a job shall not fail of it.
 */
export function resolve(
  name: SettingName,
  server: SettingTexts | null,
  operator: SettingTexts,
  known: KnownNames,
): Resolved {
  const read = (texts: SettingTexts): SettingValue | undefined => {
    const text = texts[name];
    try {
      return text === undefined ? undefined : parseSetting(name, text, known);
    } catch (error) {
      if (error instanceof StudioError) return undefined;
      throw error;
    }
  };
  const said = read(operator);
  const upper = {
    value: said ?? settingTable[name].default,
    source: said === undefined ? ('default' as const) : ('operator' as const),
  };
  const own = server === null || rowOf(name).ceiling === 'operator' ? undefined : read(server);
  if (own === undefined || isBeyond(name, own, upper.value)) return { ...upper, operator: upper.value };
  return { value: own, source: 'server', operator: upper.value };
}

/** The whole table. */
export function resolveAll(
  server: SettingTexts | null,
  operator: SettingTexts,
  known: KnownNames,
): EffectiveSettings {
  const all = settingNames.map((name) => [name, resolve(name, server, operator, known)] as const);
  return {
    ...(Object.fromEntries(all.map(([name, { value }]) => [name, value])) as unknown as SettingValues),
    sources: Object.fromEntries(
      all.map(([name, { source }]) => [name, source]),
    ) as EffectiveSettings['sources'],
  };
}
