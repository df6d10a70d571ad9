/** Every option of the table at every door: taken where the row says so, absent elsewhere, refused in the same words. */
import { describe, expect, it } from 'vitest';
import { stylizeInChatOptions } from '../../commands/stylize-in-chat.js';
import { discordCommands } from '../../src/adapters/discord/definitions.js';
import type { Door, Option, OptionTable } from '../../src/request/option.js';
import { stylizeOptions } from '../../src/request/options.js';
import { describeExpected } from '../../src/request/parse.js';
import { fillOptions } from '../fakes/discord/people/options.js';
import { CannotDo } from '../fakes/discord/person.js';
import { type Way, ways } from './doors.js';

const tables: readonly OptionTable[] = [stylizeOptions, stylizeInChatOptions];
const names = [...new Set(tables.flatMap((table) => Object.keys(table)))];
const doors = Object.entries(ways) as [Door, Way][];

/** Whether any row of that name says that it can be given there. */
const isNamed = (door: Door, name: string) => tables.some((table) => table[name]?.doors.includes(door));

/** A text that is a value of a row, and that value where it is another than the text. */
const samples: {
  readonly [Type in Option['type']]: (row: Extract<Option, { type: Type }>) => readonly [string, unknown?];
} = {
  integer: ({ max }) => [String(max), max],
  number: ({ max }) => [String(max), max],
  size: ({ min }) => [String(min), min],
  choice: ({ choices }) => [choices.at(-1)!],
  text: () => ['harvest'],
  picture: ({ choices }) => [choices[0]!],
  attachment: () => ['here.png', 'a file'],
  list: () => ['harvest', ['harvest']],
  layers: () => ['conv1_1:2', [{ layer: 'conv1_1', weight: 2 }]],
  flag: () => ['true', true],
};
const sampleOf = (row: Option) => (samples[row.type] as (row: Option) => readonly [string, unknown?])(row);

type Bounded = Extract<Option, { readonly min: number }>;
const isBounded = (row: Option): row is Bounded => 'min' in row;

describe.each(doors)('%s', (door, way) => {
  const here = names.filter((name) => isNamed(door, name));

  it('offers the options that name it, and no others', () => {
    const offered = way.offered.filter((name) => names.includes(name));
    expect([...offered].sort()).toEqual([...here].sort());
  });

  it('has for each of them a row of its own that names it', () => {
    const strangers = here.filter((name) => !way.rows[name]?.doors.includes(door));
    expect(strangers).toEqual([]);
  });

  it.each(here)('takes %s', async (name) => {
    const row = way.rows[name]!;
    const [text, value = text] = sampleOf(row);
    expect(await way.give(name, text)).toEqual({ value });
  });

  const bounded = here.flatMap((name) => {
    const row = way.rows[name]!;
    return isBounded(row) ? [[name, row] as const] : [];
  });

  it('has numbers to be out of range', () => {
    expect(bounded.length).toBeGreaterThan(5);
  });

  it.each(bounded)('refuses %s beyond its range, and what is no number, in one form', async (name, row) => {
    for (const text of [String(row.min - 1), String(row.max + 1), 'many', 'NaN']) {
      const refusal = `${name}: expected ${describeExpected(row)}, got "${text}".`;
      expect(await way.give(name, text)).toEqual({ refusal });
    }
  });
});

describe('the terminal', () => {
  it.each(names.filter((name) => !isNamed('terminal', name)))('has no --%s', async (name) => {
    const refused = await ways.terminal.give(name, 'x');
    expect(refused).toEqual({ refusal: expect.stringContaining(`unknown option '--${name}'`) });
  });
});

describe("Discord's own client", () => {
  const stylize = discordCommands().find(({ name }) => name === 'stylize') as { options?: unknown };
  const fill = (name: string, value: number) =>
    fillOptions(
      (stylize.options as Parameters<typeof fillOptions>[0]).filter((one) => one.name === name),
      { values: { [name]: value }, maxBytes: 0, resolved: {} as never },
      [],
    );
  const numeric = Object.entries(stylizeInChatOptions as OptionTable).flatMap(([name, row]) =>
    row.type === 'integer' || row.type === 'number' ? [[name, row] as const] : [],
  );

  it.each(numeric)('holds back %s beyond its range', (name, { min, max }) => {
    expect(fill(name, min)).toMatchObject([{ name, value: min }]);
    expect(fill(name, max)).toMatchObject([{ name, value: max }]);
    for (const value of [min - 1, max + 1]) expect(() => fill(name, value)).toThrow(CannotDo);
  });
});
