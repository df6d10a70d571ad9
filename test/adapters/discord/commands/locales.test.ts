/** The commands in other languages. That no word is missing is a matter of types; here is what types do not see. */
import type { LocalizationMap } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { discordCommands } from '../../../../src/adapters/discord/definitions.js';
import { locales } from '../../../../src/adapters/discord/locales/table.js';

interface Named {
  readonly name: string;
  readonly name_localizations?: LocalizationMap;
  readonly description?: string;
  readonly description_localizations?: LocalizationMap;
  readonly options?: readonly Named[];
  readonly choices?: readonly Named[];
}

const commands = discordCommands() as readonly Named[];
const languages = ['de', 'fr', 'es-ES', 'es-419', 'ja'] as const;

/** Everything that has a name, with the path to it. */
function walk(named: Named, above = ''): readonly (readonly [path: string, named: Named])[] {
  const path = `${above}/${named.name}`;
  const below = [...(named.options ?? []), ...(named.choices ?? [])];
  return [[path, named], ...below.flatMap((one) => walk(one, path))];
}
const all = commands.flatMap((one) => walk(one));

it('are those that are promised', () => {
  expect(Object.keys(locales)).toEqual(languages);
  expect(all.length).toBeGreaterThan(40);
});

describe.each(languages)('%s', (language) => {
  const nameOf = ({ name_localizations: names }: Named) => names?.[language] ?? '';

  it('names every command, option and choice, and says what it does', () => {
    const silent = all.filter(([, one]) => nameOf(one) === '');
    expect(silent.map(([path]) => path)).toEqual([]);
    const unexplained = all.filter(
      ([, { description, description_localizations: words }]) =>
        description !== undefined && !words?.[language],
    );
    expect(unexplained.map(([path]) => path)).toEqual([]);
  });

  it('has a name of its own for each of what stands side by side', () => {
    for (const group of [commands, ...all.flatMap(([, { options, choices }]) => [options, choices])]) {
      const names = (group ?? []).map(nameOf);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('says it in words of its own, in one line without a full stop, not beyond 100 letters', () => {
    for (const [, { description, description_localizations: words }] of all) {
      if (description === undefined) continue;
      expect(words![language]).toMatch(/^[^\n]{2,99}[^\n.。]$/u);
      expect(words![language]).not.toBe(description);
    }
  });

  it('begins a description as a sentence', () => {
    for (const [, { description_localizations: words }] of all) {
      const letter = words?.[language]?.charAt(0) ?? '';
      expect(letter).toBe(letter.toUpperCase());
    }
  });
});

it('differ between Spain and Latin America where the words do, and nowhere else', () => {
  const differing = all.filter(([, { name_localizations: names, description_localizations: words }]) =>
    [names, words].some((map) => map?.['es-ES'] !== map?.['es-419']),
  );
  expect(differing.length).toBeGreaterThan(0);
  for (const [path] of differing) expect(path).toMatch(/^\/styles/);
});
