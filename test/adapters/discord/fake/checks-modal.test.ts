/** Forms and what autocomplete offers: what Discord refuses, each beside nearly the same that it takes. */
import { describe, expect, it } from 'vitest';
import { checkChoices, checkModal } from '../../../fakes/discord/checks/index.js';
import {
  boxes,
  choice,
  type Fields,
  input,
  label,
  long,
  menu,
  modal,
  option,
  radio,
  row,
  stylizeModal,
  times,
  upload,
  words,
} from './checks-samples.js';

const check = (component: unknown) => checkModal(modal(component));
const inputs = (count: number) => modal(...times(count, (at) => label(input({ custom_id: `${at}` }))));
const inInput = (more: Fields) => modal(label(input(more)));
const inUpload = (more: Fields) => modal(label(upload(more)));
const types = (...list: readonly string[]) => inUpload({ file_types: list });
const inMenu = (more: Fields) => modal(label(menu(more)));
const inRadio = (more: Fields) => modal(label(radio(more)));
const inBoxes = (more: Fields) => modal(label(boxes(more)));
const options = (count: number, more: Fields = {}) => ({ options: times(count, (at) => option(at, more)) });

it('takes the form behind the message command', () => {
  expect(checkModal(stylizeModal)).toBeNull();
});

const rows: readonly (readonly [rule: string, broken: unknown, says: string, good: unknown])[] = [
  ['a body', undefined, 'data[MODEL_TYPE_CONVERT]', inputs(1)],
  ['a title', { ...inputs(1), title: '' }, 'data.title[', { ...inputs(1), title: 'a' }],
  ['a title of 45', { ...inputs(1), title: long(46) }, 'data.title[', { ...inputs(1), title: long(45) }],
  ['a custom id', { ...inputs(1), custom_id: undefined }, 'data.custom_id[', inputs(1)],
  [
    'a custom id of 100',
    { ...inputs(1), custom_id: long(101) },
    'data.custom_id[',
    { ...inputs(1), custom_id: long(100) },
  ],
  ['a component', inputs(0), 'data.components[BASE_TYPE_BAD_LENGTH]', inputs(1)],
  ['5 components', inputs(6), 'data.components[BASE_TYPE_BAD_LENGTH]', inputs(5)],
  ['known properties', { ...inputs(1), flags: 64 }, 'data.flags[UNKNOWN_PROPERTY]', inputs(1)],
  ['labels, not rows', modal(row(input())), 'data.components[0].type[UNION', modal(label(input()))],
  ['labels around inputs', modal(input()), 'data.components[0].type[UNION', modal(words())],
  [
    'labels of 45',
    modal(label(input(), { label: long(46) })),
    '.label[',
    modal(label(input(), { label: long(45) })),
  ],
  [
    'labels with words',
    modal(label(input(), { label: '' })),
    '.label[',
    modal(label(input(), { label: 'a' })),
  ],
  [
    'descriptions of 100',
    modal(label(input(), { description: long(101) })),
    '.description[',
    modal(label(input(), { description: long(100) })),
  ],
  ['something in a label', modal(label(undefined)), '.component[BASE_TYPE_REQUIRED]', modal(label(input()))],
  ['no text in a label', modal(label(words())), '.component.type[UNION', modal(words())],
  [
    'custom ids once each',
    modal(label(input()), label(input())),
    'data.components[1].component.custom_id[',
    inputs(2),
  ],
  // Text inputs.
  ['a style of input', inInput({ style: 3 }), '.style[', inInput({ style: 2 })],
  [
    'placeholders of 100',
    inInput({ placeholder: long(101) }),
    '.placeholder[',
    inInput({ placeholder: long(100) }),
  ],
  ['values of 4000', inInput({ value: long(4001) }), '.value[', inInput({ value: long(4000) })],
  [
    'values within their limit',
    inInput({ value: 'abc', max_length: 2 }),
    '.value[',
    inInput({ value: 'ab', max_length: 2 }),
  ],
  [
    'values above their limit',
    inInput({ value: 'a', min_length: 2 }),
    '.value[',
    inInput({ value: '', min_length: 2 }),
  ],
  ['lengths up to 4000', inInput({ max_length: 4001 }), '.max_length[', inInput({ max_length: 4000 })],
  ['lengths from 1', inInput({ max_length: 0 }), '.max_length[', inInput({ max_length: 1 })],
  [
    'lengths in order',
    inInput({ min_length: 3, max_length: 2 }),
    '.min_length[',
    inInput({ min_length: 2, max_length: 2 }),
  ],
  ['the label outside', inInput({ label: 'a' }), '.label[UNKNOWN_PROPERTY]', inInput({})],
  // Files.
  ['10 files', inUpload({ max_values: 11 }), '.max_values[', inUpload({ max_values: 10 })],
  [
    'counts in order',
    inUpload({ min_values: 3, max_values: 2 }),
    '.min_values[',
    inUpload({ min_values: 2, max_values: 2 }),
  ],
  [
    'files where required',
    inUpload({ min_values: 0, required: true }),
    '.min_values[',
    inUpload({ min_values: 1, required: true }),
  ],
  [
    'files where not said',
    inUpload({ min_values: 0, required: undefined }),
    '.min_values[',
    inUpload({ min_values: undefined, required: undefined }),
  ],
  ['known groups of files', types('picture'), 'file_types[0][FILE_TYPE_INVALID]', types('image')],
  ['dots before extensions', types('png'), 'file_types[0][FILE_TYPE_INVALID]', types('.png')],
  [
    '10 types of files',
    types(...times(11, (at) => `.e${at}`)),
    '.file_types[',
    types(...times(10, (at) => `.e${at}`)),
  ],
  // Menus.
  [
    'menus that are wanted',
    inMenu({ min_values: 0 }),
    '.min_values[',
    inMenu({ min_values: 0, required: false }),
  ],
  ['nothing disabled', inMenu({ disabled: true }), '.disabled[UNKNOWN_PROPERTY]', inMenu({ required: true })],
  ['25 options', inMenu(options(26)), '.options[', inMenu(options(25))],
  ['2 radio buttons', inRadio(options(1)), '.options[', inRadio(options(2))],
  ['10 radio buttons', inRadio(options(11)), '.options[', inRadio(options(10))],
  [
    'one chosen radio button',
    inRadio(options(2, { default: true })),
    'INVALID_DEFAULTS',
    inRadio(options(2)),
  ],
  [
    'radio buttons by value',
    inRadio(options(2, { value: 'a' })),
    'VALUE_DUPLICATED',
    inRadio(options(2, { label: 'a' })),
  ],
  ['10 boxes', inBoxes(options(11)), '.options[', inBoxes(options(10))],
  ['no more boxes than there are', inBoxes({ max_values: 4 }), '.max_values[', inBoxes({ max_values: 3 })],
  [
    'boxes that are wanted',
    inBoxes({ min_values: 0 }),
    '.min_values[',
    inBoxes({ min_values: 0, required: false }),
  ],
  [
    'boxes by value',
    inBoxes(options(2, { value: 'a' })),
    'VALUE_DUPLICATED',
    inBoxes(options(2, { default: true })),
  ],
  [
    'a box that says yes or no',
    modal(label({ type: 23, custom_id: 'a', default: 'yes' })),
    '.default[',
    modal(label({ type: 23, custom_id: 'a', default: false })),
  ],
  [
    'a box that is not required',
    modal(label({ type: 23, custom_id: 'a', required: true })),
    '.required[',
    modal(label({ type: 23, custom_id: 'a' })),
  ],
];

describe('a modal has', () => {
  it.each(rows)('%s', (_, broken, says, good) => {
    const problem = checkModal(broken);
    expect(problem).toMatchObject({ status: 400, code: 50035 });
    expect(problem!.message).toContain(says);
    expect(checkModal(good)).toBeNull();
  });

  it('any menu in a label', () => {
    for (const type of [5, 6, 7, 8]) expect(check(label({ type, custom_id: 'a' }))).toBeNull();
  });
});

describe('autocomplete offers', () => {
  const offers = (count: number, more: Fields = {}) => ({ choices: times(count, (at) => choice(at, more)) });
  const mixed = (value: unknown) => ({ choices: [choice(0, { value: 1 }), choice(1, { value })] });
  it.each([
    ['a list', {}, 'data.choices[BASE_TYPE_REQUIRED]', offers(0)],
    ['25 choices', offers(26), 'data.choices[BASE_TYPE_BAD_LENGTH]', offers(25)],
    ['names of 100', offers(1, { name: long(101) }), '.name[', offers(1, { name: long(100) })],
    ['names with words', offers(1, { name: '' }), '.name[', offers(1, { name: 'a' })],
    ['values of 100', offers(1, { value: long(101) }), '.value[', offers(1, { value: long(100) })],
    ['values of a kind', offers(1, { value: true }), '.value[', offers(1, { value: 0.5 })],
    ['values of one kind', mixed('2'), 'choices[1].value[', mixed(2)],
    [
      'known properties',
      offers(1, { label: 'a' }),
      '.label[UNKNOWN',
      offers(1, { name_localizations: { de: 'a' } }),
    ],
  ])('%s', (_, broken, says, good) => {
    expect(checkChoices(broken)!.message).toContain(says);
    expect(checkChoices(good)).toBeNull();
  });
});
