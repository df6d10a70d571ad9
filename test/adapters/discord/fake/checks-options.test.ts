/** Options of commands: what Discord would not register, each beside nearly the same that it does. */
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../../fakes/discord/checks/index.js';
import { choice, command, type Fields, long, stringOption, times } from './checks-samples.js';

const one = (more: Fields) => [command(more)];
const withOptions = (...options: readonly unknown[]) => one({ options });
const inOption = (more: Fields) => withOptions(stringOption(more));
const numeric = (type: number, more: Fields) => inOption({ type, ...more });
const file = (more: Fields) => inOption({ type: 11, ...more });
const named = (count: number, more: Fields = {}) =>
  times(count, (at) => stringOption({ name: `o${at}`, ...more }));
const sub = (more: Fields = {}) => ({ type: 1, name: 'add', description: 'Adds', ...more });
const choices = (count: number, more: Fields = {}) => ({ choices: times(count, (at) => choice(at, more)) });
const integers = (value: number) => numeric(4, { choices: [{ name: 'a', value }] });
const german = (...names: readonly string[]) =>
  withOptions(...names.map((de, at) => stringOption({ name: `o${at}`, name_localizations: { de } })));

const rows: readonly (readonly [rule: string, broken: unknown, says: string, good: unknown])[] = [
  // Options.
  ['25 options', withOptions(...named(26)), '.options[BASE_TYPE_BAD_LENGTH]', withOptions(...named(25))],
  [
    'option names in lower case',
    inOption({ name: 'Preset' }),
    'options[0].name[',
    inOption({ name: 'preset' }),
  ],
  [
    'options with descriptions',
    inOption({ description: undefined }),
    '.description[',
    inOption({ description: 'a' }),
  ],
  [
    'option names once each',
    withOptions(stringOption(), stringOption()),
    'options[1].name[',
    withOptions(...named(2)),
  ],
  [
    'option names once each everywhere',
    german('stil', 'stil'),
    'already exists in de',
    german('stil', 'bild'),
  ],
  [
    'names that differ from others’ translations',
    withOptions(...named(1), stringOption({ name_localizations: { de: 'o0' } })),
    'exists in de',
    withOptions(...named(1), stringOption({ name_localizations: { de: 'o1' } })),
  ],
  [
    'required ones first',
    withOptions(...named(1), stringOption({ required: true })),
    'options[1][APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID]',
    withOptions(stringOption({ required: true }), ...named(1)),
  ],
  ['known types of options', inOption({ type: 12 }), 'options[0].type[', inOption({ type: 9 })],
  ['properties of their type', inOption({ min_value: 1 }), '.min_value[UNKNOWN', inOption({ min_length: 1 })],
  [
    'lengths in order',
    inOption({ min_length: 3, max_length: 2 }),
    '.min_length[',
    inOption({ min_length: 2, max_length: 2 }),
  ],
  ['lengths up to 6000', inOption({ max_length: 6001 }), '.max_length[', inOption({ max_length: 6000 })],
  [
    'values in order',
    numeric(10, { min_value: 1, max_value: 0.5 }),
    '.min_value[',
    numeric(10, { min_value: 0.5, max_value: 1 }),
  ],
  [
    'whole limits of whole numbers',
    numeric(4, { max_value: 0.5 }),
    '.max_value[',
    numeric(4, { max_value: 5 }),
  ],
  [
    'types of files',
    file({ file_types: ['jpeg'] }),
    'file_types[0][',
    file({ file_types: ['.jpeg', 'image'] }),
  ],
  [
    'channel types once each',
    numeric(7, { channel_types: [0, 0] }),
    '.channel_types[',
    numeric(7, { channel_types: [0, 5] }),
  ],
  // Choices.
  ['25 choices', inOption(choices(26)), '.choices[BASE_TYPE_BAD_LENGTH]', inOption(choices(25))],
  [
    'choices or autocomplete',
    inOption({ ...choices(1), autocomplete: true }),
    '.autocomplete[',
    inOption({ autocomplete: true }),
  ],
  [
    'choice names of 100',
    inOption(choices(1, { name: long(101) })),
    '.name[',
    inOption(choices(1, { name: long(100) })),
  ],
  ['choice names once each', inOption(choices(2, { name: 'a' })), 'choices[1].name[', inOption(choices(2))],
  [
    'choice values of 100',
    inOption(choices(1, { value: long(101) })),
    '.value[',
    inOption(choices(1, { value: long(100) })),
  ],
  ['choice values of the type', inOption(choices(1, { value: 1 })), '.value[BASE_TYPE_STRING]', integers(1)],
  ['whole choices of whole numbers', integers(0.5), '.value[', integers(5)],
  ['no choices of yes and no', numeric(5, choices(1)), '.choices[UNKNOWN', numeric(5, {})],
  // Subcommands.
  [
    'subcommands or options',
    withOptions(sub(), stringOption()),
    'mutually exclusive',
    withOptions(sub(), sub({ name: 'list' })),
  ],
  [
    'no subcommand in one',
    withOptions(sub({ options: [sub()] })),
    '.type[UNION',
    withOptions(sub({ options: named(1) })),
  ],
  [
    'subcommands in groups',
    withOptions({ ...sub(), type: 2, options: named(1) }),
    '.type[UNION',
    withOptions({ ...sub(), type: 2, options: [sub()] }),
  ],
  [
    'something in groups',
    withOptions({ ...sub(), type: 2 }),
    '.options[BASE_TYPE_REQUIRED]',
    withOptions({ ...sub(), type: 2, options: [sub()] }),
  ],
  ['no required subcommand', withOptions(sub({ required: true })), '.required[UNKNOWN', withOptions(sub({}))],
  [
    'rules in subcommands, too',
    withOptions(sub({ options: [stringOption(), stringOption()] })),
    'options[0].options[1].name[',
    withOptions(sub({ options: named(2) })),
  ],
];

describe('options of commands have', () => {
  it.each(rows)('%s', (_, broken, says, good) => {
    const problem = checkCommands(broken);
    expect(problem).toMatchObject({ status: 400, code: 50035 });
    expect(problem!.message).toContain(says);
    expect(checkCommands(good)).toBeNull();
  });
});
