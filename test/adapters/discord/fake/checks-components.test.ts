/** Components of messages: every limit and every property, each beside what is just within it. */
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../fakes/discord/checks/index.js';
import {
  button,
  buttons,
  container,
  type Fields,
  gallery,
  item,
  long,
  menu,
  message,
  option,
  outside,
  picture,
  row,
  section,
  thumbnail,
  times,
  words,
} from './checks-samples.js';

const check = (component: unknown, files: readonly string[] = []) =>
  checkMessage(message(component), { kind: 'create', hadV2: false, files, kept: [] });

const link = { custom_id: undefined, style: 5, url: 'https://example.org' };
const premium = { custom_id: undefined, label: undefined, style: 6, sku_id: '1' };
const users = (more: Fields) => row({ type: 5, custom_id: 'who', ...more });
const inRow = (more: Fields) => row(button(more));
const inMenu = (more: Fields) => row(menu(more));
const inOption = (more: Fields) => inMenu({ options: [option(0, more)] });
const inItem = (more: Fields) => gallery({ items: [item(more)] });
const separator = (more: Fields) => ({ type: 14, ...more });
const file = (url: string) => ({ type: 13, file: { url } });
const defaults = (count: number) => times(3, (at) => option(at, { default: at < count }));
const people = (count: number, type = 'user') => times(count, (at) => ({ id: `${at}`, type }));

type Row = readonly [rule: string, broken: unknown, says: string, good: unknown];
const rows: readonly Row[] = [
  ['a type', { content: 'a' }, 'components[0].type[UNION_TYPE_CHOICES]', words()],
  ['known properties', words('a', { contents: 'b' }), '.contents[UNKNOWN_PROPERTY]', words('a', { id: 7 })],
  ['ids of 32 bits', words('a', { id: 2 ** 31 }), '.id[NUMBER_TYPE_MAX]', words('a', { id: 2 ** 31 - 1 })],
  ['a text that is not empty', words(''), '.content[BASE_TYPE_BAD_LENGTH]', words('a')],
  ['a text of 4000', words(long(4001)), '.content[BASE_TYPE_BAD_LENGTH]', words(long(4000))],
  ['a row with something', row(), '.components[BASE_TYPE_BAD_LENGTH]', row(button())],
  ['5 buttons in a row', row(...buttons(6)), '.components[BASE_TYPE_BAD_LENGTH]', row(...buttons(5))],
  ['a row for one menu', row(menu(), menu({ custom_id: 'b' })), 'WIDTH_EXCEEDED', row(menu())],
  ['a row for a menu alone', row(button(), menu()), 'WIDTH_EXCEEDED', row(menu())],
  ['no text in a row', row(words()), 'components[0].components[0].type[', row(button())],
  ['buttons in rows', button(), 'components[0].type[', row(button())],
  // Buttons.
  ['labels of 80', inRow({ label: long(81) }), '.label[BASE_TYPE_BAD_LENGTH]', inRow({ label: long(80) })],
  [
    'a label or an emoji',
    inRow({ label: undefined }),
    'BUTTON_COMPONENT_EMPTY',
    inRow({ label: undefined, emoji: { name: '🎨' } }),
  ],
  ['custom ids of 100', inRow({ custom_id: long(101) }), '.custom_id[', inRow({ custom_id: long(100) })],
  ['custom ids that are not empty', inRow({ custom_id: '' }), '.custom_id[', inRow({ custom_id: 'a' })],
  ['a custom id', inRow({ custom_id: undefined }), '.custom_id[BASE_TYPE_REQUIRED]', inRow({})],
  ['no url where pressed', inRow({ url: link.url }), '.url[BUTTON_COMPONENT_INVALID_FIELD]', inRow(link)],
  ['no custom id in a link', inRow({ ...link, custom_id: 'a' }), '.custom_id[BUTTON', inRow(link)],
  ['a url in a link', inRow({ ...link, url: undefined }), '.url[BASE_TYPE_REQUIRED]', inRow(link)],
  ['urls of 512', inRow({ ...link, url: long(513) }), '.url[', inRow({ ...link, url: long(512) })],
  ['a sku for premium', inRow({ ...premium, sku_id: undefined }), '.sku_id[', inRow(premium)],
  ['no label for premium', inRow({ ...premium, label: 'Buy' }), '.label[BUTTON', inRow(premium)],
  ['known styles', inRow({ style: 7 }), '.style[NUMBER_TYPE_MAX]', inRow({ style: 4 })],
  ['a style', inRow({ style: undefined }), '.style[BASE_TYPE_REQUIRED]', inRow({ style: 1 })],
  [
    'disabled as yes or no',
    inRow({ disabled: 1 }),
    '.disabled[BOOLEAN_TYPE_CONVERT]',
    inRow({ disabled: true }),
  ],
  ['emoji by name', inRow({ emoji: 'x' }), '.emoji[MODEL_TYPE', inRow({ emoji: { id: '1', name: 'x' } })],
  // Menus.
  [
    '25 options',
    inMenu({ options: times(26, (at) => option(at)) }),
    '.options[BASE_TYPE',
    inMenu({ options: times(25, (at) => option(at)) }),
  ],
  ['an option', inMenu({ options: [] }), '.options[BASE_TYPE_BAD_LENGTH]', inMenu({ options: [option(0)] })],
  [
    'options by their values',
    inMenu({ options: [option(0), option(0)] }),
    'options[1].value[SELECT_COMPONENT_OPTION_VALUE_DUPLICATED]',
    inMenu({ options: [option(0), option(1)] }),
  ],
  ['option labels of 100', inOption({ label: long(101) }), '.label[', inOption({ label: long(100) })],
  ['option labels with words', inOption({ label: '' }), '.label[', inOption({ label: 'a' })],
  ['option values of 100', inOption({ value: long(101) }), '.value[', inOption({ value: long(100) })],
  [
    'option descriptions of 100',
    inOption({ description: long(101) }),
    '.description[',
    inOption({ description: long(100) }),
  ],
  ['known option properties', inOption({ caption: 'a' }), '.caption[UNKNOWN', inOption({ description: 'a' })],
  [
    'placeholders of 150',
    inMenu({ placeholder: long(151) }),
    '.placeholder[',
    inMenu({ placeholder: long(150) }),
  ],
  [
    'a custom id of a menu',
    inMenu({ custom_id: long(101) }),
    '.custom_id[',
    inMenu({ custom_id: long(100) }),
  ],
  ['25 to choose at most', users({ max_values: 26 }), '.max_values[', users({ max_values: 25 })],
  ['1 to choose at least', users({ max_values: 0 }), '.max_values[', users({ min_values: 0, max_values: 1 })],
  ['no more than there are', inMenu({ max_values: 4 }), '.max_values[', inMenu({ max_values: 3 })],
  ['as many as must be', inMenu({ min_values: 2 }), '.min_values[', inMenu({ min_values: 2, max_values: 2 })],
  [
    'as many at the start as can be',
    inMenu({ options: defaults(2) }),
    'INVALID_DEFAULTS',
    inMenu({ options: defaults(2), max_values: 2 }),
  ],
  [
    'as many at the start as must be',
    inMenu({ options: defaults(1), min_values: 2, max_values: 2 }),
    'INVALID_DEFAULTS',
    inMenu({ options: defaults(1) }),
  ],
  [
    'as many people as can be',
    users({ default_values: people(2) }),
    'INVALID_DEFAULTS',
    users({ default_values: people(2), max_values: 2 }),
  ],
  [
    'people as people',
    users({ default_values: people(1, 'role') }),
    '.type[BASE_TYPE_CHOICES]',
    users({ default_values: people(1) }),
  ],
  [
    'roles as roles',
    row({ type: 6, custom_id: 'r', default_values: people(1) }),
    '.type[',
    row({ type: 6, custom_id: 'r', default_values: people(1, 'role') }),
  ],
  [
    'either where both can be',
    row({ type: 7, custom_id: 'r', default_values: people(1, 'channel') }),
    '.type[',
    row({ type: 7, custom_id: 'r', default_values: people(1, 'role') }),
  ],
  [
    'channel types once each',
    row({ type: 8, custom_id: 'c', channel_types: [0, 0] }),
    'SET_TYPE',
    row({ type: 8, custom_id: 'c', channel_types: [0, 5] }),
  ],
  ['no options of people', users({ options: [] }), '.options[UNKNOWN_PROPERTY]', users({})],
  // Pictures.
  ['a picture', gallery({ items: [] }), '.items[BASE_TYPE_BAD_LENGTH]', gallery()],
  [
    '10 pictures',
    gallery({ items: times(11, () => item()) }),
    '.items[',
    gallery({ items: times(10, () => item()) }),
  ],
  [
    'alt texts of 1024',
    inItem({ description: long(1025) }),
    '.description[',
    inItem({ description: long(1024) }),
  ],
  ['alt texts with words', inItem({ description: '' }), '.description[', inItem({ description: null })],
  ['known item properties', inItem({ alt: 'a' }), '.alt[UNKNOWN_PROPERTY]', inItem({ spoiler: true })],
  [
    'urls that can be shown',
    inItem({ media: { url: 'file:///a.png' } }),
    'INVALID_SCHEME',
    inItem({ media: { url: 'http://a/a.png' } }),
  ],
  [
    'media as what Discord sends',
    inItem({ media: { ...outside, path: 'a' } }),
    '.path[UNKNOWN',
    inItem({ media: { ...outside, proxy_url: 'b', width: 1 } }),
  ],
  [
    '3 texts in a section',
    section({ components: times(4, () => words()) }),
    '.components[',
    section({ components: times(3, () => words()) }),
  ],
  ['texts in a section', section({ components: [button()] }), '.type[UNION', section()],
  [
    'an accessory',
    section({ accessory: undefined }),
    '.accessory[BASE_TYPE_REQUIRED]',
    section({ accessory: button() }),
  ],
  [
    'a small accessory',
    section({ accessory: menu() }),
    '.accessory.type[UNION',
    section({ accessory: thumbnail() }),
  ],
  [
    'thumbnail alts of 1024',
    section({ accessory: thumbnail({ description: long(1025) }) }),
    '.accessory.description[',
    section({ accessory: thumbnail({ description: long(1024) }) }),
  ],
  ['thumbnails in sections', thumbnail(), 'components[0].type[', section()],
  // The rest.
  ['something in a container', container(), '.components[', container(words())],
  [
    'no container in one',
    container(container(words())),
    'components[0].components[0].type[',
    container(section()),
  ],
  [
    'colours of 24 bits',
    { ...container(words()), accent_color: 0x1000000 },
    '.accent_color[',
    { ...container(words()), accent_color: 0xffffff },
  ],
  ['spacings', separator({ spacing: 3 }), '.spacing[', separator({ spacing: 2, divider: false })],
  ['no labels', { type: 18, label: 'a', component: menu() }, 'components[0].type[UNION', words()],
];

describe('a message of components has', () => {
  it.each(rows)('%s', (_, broken, says, good) => {
    const problem = check(broken);
    expect(problem).toMatchObject({ status: 400, code: 50035 });
    expect(problem!.message).toContain(says);
    expect(check(good)).toBeNull();
  });

  it('files that were uploaded, in a File', () => {
    expect(check(file('https://example.org/a.zip'))!.message).toContain('file.url[URL_TYPE_INVALID_SCHEME]');
    expect(check(file('attachment://a.zip'), ['a.zip'])).toBeNull();
    expect(check(section({ accessory: thumbnail({ media: picture('a.zip') }) }), ['a.zip'])).toBeNull();
    expect(check(file('attachment://b.zip'), ['a.zip'])!.message).toContain('file.url[UNFURLED_MEDIA_ITEM');
  });
});
