/** Commands: what Discord would not register, each beside nearly the same that it does. */
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../../fakes/discord/checks/index.js';
import { choice, command, commands, type Fields, long, stringOption, times } from './checks-samples.js';

const one = (more: Fields) => [command(more)];
const onMessage = (more: Fields) => [{ type: 3, name: 'Stylize this image', ...more }];
const withOptions = (...options: readonly unknown[]) => one({ options });
const inOption = (more: Fields) => withOptions(stringOption(more));
const many = (count: number, type: number) =>
  times(count, (at) => ({ type, name: `c${at}`, ...(type === 1 ? { description: 'a' } : {}) }));
const choices = (count: number, more: Fields = {}) => ({ choices: times(count, (at) => choice(at, more)) });

/** 25 options of 316 characters each, and some more. */
const large = (more: number) =>
  one({
    name: 'a',
    description: long(more),
    options: times(25, (at) =>
      stringOption({
        name: `${long(22)}${at + 10}`,
        description: 'a',
        description_localizations: { de: long(92), fr: long(50) },
        choices: [{ name: long(100), value: long(100) }],
      }),
    ),
  });

it('takes commands like ours', () => {
  expect(checkCommands(commands)).toBeNull();
  expect(checkCommands([])).toBeNull();
});

const rows: readonly (readonly [rule: string, broken: unknown, says: string, good: unknown])[] = [
  ['a list', {}, '[LIST_TYPE_CONVERT]', []],
  [
    'names in lower case',
    one({ name: 'Stylize' }),
    '[0].name[APPLICATION_COMMAND_INVALID_NAME]',
    one({ name: 'stylize' }),
  ],
  ['names without spaces', one({ name: 'my styles' }), 'INVALID_NAME', one({ name: 'my-styles_2' })],
  ['names of letters', one({ name: 'a!' }), 'INVALID_NAME', one({ name: 'スタイル' })],
  ['names of 32', one({ name: long(33) }), '[0].name[BASE_TYPE_BAD_LENGTH]', one({ name: long(32) })],
  ['a description', one({ description: undefined }), '[0].description[BASE_TYPE_REQUIRED]', one({})],
  ['a description with words', one({ description: '' }), '[0].description[', one({ description: 'a' })],
  [
    'a description of 100',
    one({ description: long(101) }),
    '[0].description[',
    one({ description: long(100) }),
  ],
  ['known properties', one({ context: [0] }), '[0].context[UNKNOWN_PROPERTY]', one({ contexts: [0] })],
  ['known contexts', one({ contexts: [3] }), '.contexts[0][', one({ contexts: [2] })],
  ['contexts once each', one({ contexts: [0, 0] }), '.contexts[SET_TYPE', one({ contexts: [0, 1] })],
  ['a context, if any', one({ contexts: [] }), '.contexts[', one({ contexts: null })],
  [
    'known ways to install',
    one({ integration_types: [2] }),
    '.integration_types[0][',
    one({ integration_types: [1] }),
  ],
  [
    'a way to install, if any',
    one({ integration_types: [] }),
    '.integration_types[',
    one({ integration_types: [0, 1] }),
  ],
  [
    'permissions as a text',
    one({ default_member_permissions: 32 }),
    'permissions[',
    one({ default_member_permissions: '32' }),
  ],
  ['known types', [{ name: 'a', type: 5 }], 'type[BASE_TYPE_CHOICES]', [{ name: 'a', type: 3 }]],
  // On a message.
  ['a name on a message', onMessage({ name: '' }), '[0].name[', onMessage({ name: 'A b' })],
  ['a trimmed name on a message', onMessage({ name: ' A' }), 'INVALID_NAME', onMessage({ name: 'A' })],
  [
    'no description on a message',
    onMessage({ description: 'a' }),
    '[0].description[',
    onMessage({ description: '' }),
  ],
  ['no options on a message', onMessage({ options: [] }), '[0].options[UNKNOWN', onMessage({})],
  // Languages.
  [
    'known languages',
    one({ name_localizations: { en: 'a' } }),
    '.name_localizations.en[BASE_TYPE_CHOICES]',
    one({ name_localizations: { 'en-GB': 'a' } }),
  ],
  [
    'names in lower case everywhere',
    one({ name_localizations: { de: 'Stil' } }),
    'name_localizations.de[APPLICATION_COMMAND_INVALID_NAME]',
    one({ name_localizations: { de: 'stil' } }),
  ],
  [
    'descriptions of 100 everywhere',
    one({ description_localizations: { fr: long(101) } }),
    'localizations.fr[',
    one({ description_localizations: { fr: long(100) } }),
  ],
  [
    'any case on a message',
    onMessage({ name_localizations: { de: long(33) } }),
    'localizations.de[',
    onMessage({ name_localizations: { de: 'Bild neu malen' } }),
  ],
  [
    'choices of 100 everywhere',
    inOption(choices(1, { name_localizations: { ja: long(101) } })),
    'localizations.ja[',
    inOption(choices(1, { name_localizations: { ja: long(100) } })),
  ],
  // All together.
  ['8000 characters', large(100), 'APPLICATION_COMMAND_TOO_LARGE', large(99)],
  ['100 of them', many(101, 1), '101 commands of type 1', [...many(100, 1), ...many(15, 2), ...many(15, 3)]],
  ['15 on users', many(16, 2), '16 commands of type 2', many(15, 2)],
  ['15 on messages', many(16, 3), '16 commands of type 3', many(15, 3)],
  [
    'names once each',
    [command(), command()],
    '[1].name[APPLICATION_COMMANDS_DUPLICATE_NAME]',
    [command(), { type: 3, name: 'stylize' }],
  ],
];

describe('commands have', () => {
  it.each(rows)('%s', (_, broken, says, good) => {
    const problem = checkCommands(broken);
    expect(problem).toMatchObject({ status: 400, code: 50035 });
    expect(problem!.message).toContain(says);
    expect(checkCommands(good)).toBeNull();
  });
});
