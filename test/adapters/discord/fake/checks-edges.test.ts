/** Limits further in, at their last value and one beyond it. */
import { expect, it } from 'vitest';
import { checkCommands, checkMessage, checkModal } from '../../../fakes/discord/checks/index.js';
import {
  boxes,
  button,
  command,
  container,
  type Fields,
  gallery,
  input,
  item,
  label,
  long,
  menu,
  message,
  modal,
  option,
  radio,
  row,
  stringOption,
  times,
  upload,
  words,
} from './checks-samples.js';

const shows = (body: unknown) => checkMessage(body, { kind: 'create', hadV2: false, files: [], kept: [] });
const asks = (component: unknown, more: Fields = {}) => checkModal(modal(label(component, more)));
const registers = (more: Fields) => checkCommands([command(more)]);

const url = (length: number) => ({ url: `https://${long(length - 8)}` });
const people = (count: number) => times(count, String);
const inGroup = (...names: readonly string[]) => ({
  type: 2,
  name: 'group',
  description: 'Some',
  options: names.map((name) => ({ type: 1, name, description: 'One' })),
});
const choices = (make: typeof radio) => (more: Fields) =>
  asks(make({ options: [option(0), option(1, more)] }));
const [radios, ticks] = [choices(radio), choices(boxes)];

const rows: readonly (readonly [limit: string, broken: unknown, good: unknown])[] = [
  // Messages.
  [
    'titles of files',
    shows({ content: 'a', attachments: [{ id: '0', title: long(1025) }] }),
    shows({ content: 'a', attachments: [{ id: '0', title: long(1024) }] }),
  ],
  [
    '10 attachments',
    shows({ content: 'a', attachments: times(11, (id) => ({ id })) }),
    shows({ content: 'a', attachments: times(10, (id) => ({ id })) }),
  ],
  [
    '100 people',
    shows({ content: 'a', allowed_mentions: { users: people(101) } }),
    shows({ content: 'a', allowed_mentions: { users: people(100) } }),
  ],
  [
    '100 roles',
    shows({ content: 'a', allowed_mentions: { roles: people(101) } }),
    shows({ content: 'a', allowed_mentions: { roles: people(100) } }),
  ],
  [
    'addresses of 2048',
    shows(message(gallery({ items: [item({ media: url(2049) })] }))),
    shows(message(gallery({ items: [item({ media: url(2048) })] }))),
  ],
  [
    'an address',
    shows(message(row(button({ style: 5, custom_id: undefined, url: '' })))),
    shows(message(row(button({ style: 5, custom_id: undefined, url: 'a' })))),
  ],
  [
    'values of options',
    shows(message(row(menu({ options: [option(0, { value: '' })] })))),
    shows(message(row(menu({ options: [option(0, { value: 'a' })] })))),
  ],
  [
    '25 of a menu at least',
    shows(message(row({ type: 5, custom_id: 'a', min_values: 26, max_values: 25 }))),
    shows(message(row({ type: 5, custom_id: 'a', min_values: 25, max_values: 25 }))),
  ],
  [
    'a negative colour',
    shows(message({ ...container(words()), accent_color: -1 })),
    shows(message(container(words()))),
  ],
  // Forms.
  ['labels of radio buttons', radios({ label: long(101) }), radios({ label: long(100) })],
  ['values of radio buttons', radios({ value: long(101) }), radios({ value: long(100) })],
  ['descriptions of radio buttons', radios({ description: long(101) }), radios({ description: long(100) })],
  ['labels of boxes', ticks({ label: '' }), ticks({ label: 'a' })],
  ['values of boxes', ticks({ value: '' }), ticks({ value: 'a' })],
  ['descriptions of labels', asks(input(), { description: '' }), asks(input(), { description: 'a' })],
  [
    'one file where nothing is said',
    asks(upload({ min_values: 2, max_values: null })),
    asks(upload({ min_values: 1, max_values: null })),
  ],
  ['boxes that can be ticked', asks(boxes({ min_values: 4 })), asks(boxes({ min_values: 3 }))],
  // Commands.
  [
    'names in a group',
    registers({ options: [inGroup('a', 'a')] }),
    registers({ options: [inGroup('a', 'b')] }),
  ],
  [
    'lengths of 1',
    registers({ options: [stringOption({ max_length: 0 })] }),
    registers({ options: [stringOption({ max_length: 1 })] }),
  ],
  [
    'lengths of 6000 at least',
    registers({ options: [stringOption({ min_length: 6001 })] }),
    registers({ options: [stringOption({ min_length: 6000 })] }),
  ],
  [
    'safe whole numbers',
    registers({ options: [stringOption({ type: 4, min_value: -(2 ** 53) })] }),
    registers({ options: [stringOption({ type: 4, min_value: -(2 ** 53) + 1 })] }),
  ],
  [
    'safe numbers',
    registers({ options: [stringOption({ type: 10, max_value: 2 ** 54 })] }),
    registers({ options: [stringOption({ type: 10, max_value: 2 ** 53 })] }),
  ],
];

it.each(rows)('%s', (_, broken, good) => {
  expect(broken).toMatchObject({ status: 400, code: 50035 });
  expect(good).toBeNull();
});
