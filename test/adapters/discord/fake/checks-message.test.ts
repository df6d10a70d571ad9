/** Messages: what Discord refuses of a body as a whole, each beside nearly the same one that it takes. */
import { describe, expect, it } from 'vitest';
import { checkMessage, type MessageState } from '../../../fakes/discord/checks/index.js';
import {
  button,
  buttons,
  container,
  doneMessage,
  gallery,
  item,
  long,
  menu,
  message,
  outside,
  picture,
  row,
  times,
  v2,
  words,
} from './checks-samples.js';

const fresh: MessageState = { kind: 'create', hadV2: false, files: [], kept: [] };
const changed: MessageState = { ...fresh, kind: 'edit', hadV2: true };
const deferred: MessageState = { ...fresh, kind: 'defer' };
const legacy = { content: 'Done' };
const withPicture = message(gallery({ items: [item({ media: picture() })] }));
const named = { ...fresh, files: ['result.jpg'] };

it('takes a finished job as the bot shows it', () => {
  expect(checkMessage(doneMessage, named)).toBeNull();
  expect(checkMessage({ ...doneMessage, flags: undefined }, { ...changed, kept: ['result.jpg'] })).toBeNull();
});

type Row = readonly [
  rule: string,
  broken: unknown,
  state: MessageState,
  says: string,
  good: unknown,
  goodState?: MessageState,
];

const rows: readonly Row[] = [
  // Without Components V2.
  [
    'content of 2000',
    { content: long(2001) },
    fresh,
    'content[BASE_TYPE_BAD_LENGTH]',
    { content: long(2000) },
  ],
  ['something in it', {}, fresh, 'Cannot send an empty message', { content: 'a' }],
  ['words in it', { content: '' }, fresh, 'Cannot send an empty message', { content: '' }, named],
  ['the flag for new components', { components: [words()] }, fresh, 'UNION_TYPE_CHOICES', message(words())],
  [
    '5 rows',
    { ...legacy, components: times(6, (at) => row(button({ custom_id: `${at}` }))) },
    fresh,
    'components[BASE_TYPE_BAD_LENGTH]',
    { ...legacy, components: times(5, (at) => row(button({ custom_id: `${at}` }))) },
  ],
  ['10 embeds', { embeds: times(11, () => ({})) }, fresh, 'embeds[', { embeds: times(10, () => ({})) }],
  // With it.
  ...['content', 'embeds', 'sticker_ids', 'poll'].map(
    (name): Row => [
      `no ${name} beside components`,
      { ...message(words()), [name]: name === 'content' ? 'a' : name === 'poll' ? {} : [] },
      fresh,
      `${name}[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]`,
      { ...message(words()), [name]: null },
    ],
  ),
  [
    'the flag stays',
    { content: 'a' },
    changed,
    'content[MESSAGE_CANNOT',
    { content: 'a' },
    { ...changed, hadV2: false },
  ],
  ['components in it', message(), fresh, 'Cannot send an empty message', message(words())],
  ['components left in it', { components: [] }, changed, 'Cannot send an empty message', {}, changed],
  [
    '40 components, those within counted',
    message(container(...times(39, () => words())), words()),
    fresh,
    '41 components',
    message(container(...times(39, () => words()))),
  ],
  [
    'buttons count as components',
    message(...times(7, (at) => row(...times(5, (n) => button({ custom_id: `${at}.${n}` }))))),
    fresh,
    '42 components',
    message(...times(6, (at) => row(...times(5, (n) => button({ custom_id: `${at}.${n}` }))))),
  ],
  [
    '4000 characters of text',
    message(words(long(3000)), container(words(long(1001)))),
    fresh,
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    message(words(long(3000)), container(words(long(1000)))),
  ],
  ['10170 bytes of text', message(words(long(3387, '絵'))), fresh, '500', message(words(long(3386, '絵')))],
  [
    'custom ids once each',
    message(row(button()), container(row(button()))),
    fresh,
    'components[1].components[0].components[0].custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]',
    message(row(...buttons(2))),
  ],
  [
    'custom ids once each, without the flag',
    { ...legacy, components: [row(button()), row(menu({ custom_id: button().custom_id }))] },
    fresh,
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    { ...legacy, components: [row(button()), row(menu())] },
  ],
  [
    'ids once each',
    message(words('a', { id: 1 }), words('b', { id: 1 })),
    fresh,
    'components[1].id[COMPONENT_ID_DUPLICATED]',
    message(words('a', { id: 0 }), words('b', { id: 0 })),
  ],
  // Files.
  [
    'names of new files',
    withPicture,
    { ...fresh, files: ['other.jpg'] },
    'ATTACHMENT_NOT_FOUND',
    withPicture,
    named,
  ],
  [
    'names of kept files',
    withPicture,
    changed,
    'components[0].items[0].media.url[',
    withPicture,
    { ...changed, kept: named.files },
  ],
  ['new files shown', message(gallery()), named, 'files[0][ATTACHMENT_NOT_SHOWN]', withPicture, named],
  [
    'new files shown by an edit',
    { attachments: [{ id: '0' }] },
    { ...changed, files: named.files },
    'ATTACHMENT_NOT_SHOWN',
    withPicture,
    { ...changed, files: named.files },
  ],
  [
    '10 files',
    legacy,
    { ...fresh, files: times(6, String), kept: times(5, String) },
    'attachments[BASE_TYPE_MAX_LENGTH]',
    legacy,
    { ...fresh, files: times(5, String), kept: times(5, String) },
  ],
  [
    'descriptions of 1024',
    { ...legacy, attachments: [{ id: '0', description: long(1025) }] },
    fresh,
    'attachments[0].description[',
    { ...legacy, attachments: [{ id: 0, description: long(1024) }] },
  ],
  [
    'attachments have ids',
    { ...legacy, attachments: [{}] },
    fresh,
    'attachments[0].id[BASE_TYPE_REQUIRED]',
    { ...legacy, attachments: [{ id: '0' }] },
  ],
  [
    'attachments by what they have',
    { ...legacy, attachments: [{ id: '0', alt: 'a' }] },
    fresh,
    'attachments[0].alt[',
    { ...legacy, attachments: [{ id: '0', title: 'a' }] },
  ],
  // Flags.
  ['flags that can be set', { ...legacy, flags: 128 }, fresh, 'flags[', { ...legacy, flags: 64 | 4096 }],
  [
    'no ephemeral by an edit',
    { flags: v2 | 64 },
    changed,
    'flags[MESSAGE_FLAGS_INVALID]',
    { flags: v2 | 4 },
    changed,
  ],
  [
    'a defer with no layout',
    { flags: v2 },
    deferred,
    'flags[MESSAGE_FLAGS_INVALID]',
    { flags: 64 },
    deferred,
  ],
  ['a defer with nothing else', { content: 'a' }, deferred, 'content[UNKNOWN_PROPERTY]', undefined, deferred],
  // Mentions.
  [
    'mentions by list or by kind',
    { ...legacy, allowed_mentions: { parse: ['users'], users: ['1'] } },
    fresh,
    'allowed_mentions[MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE]',
    { ...legacy, allowed_mentions: { parse: ['roles'], users: ['1'] } },
  ],
  [
    'mentions of known kinds',
    { ...legacy, allowed_mentions: { parse: ['all'] } },
    fresh,
    'parse[0][',
    { ...legacy, allowed_mentions: { parse: ['everyone'] } },
  ],
  [
    'fields that there are',
    { ...legacy, allowedMentions: {} },
    fresh,
    'allowedMentions[UNKNOWN_PROPERTY]',
    { ...legacy, allowed_mentions: {} },
  ],
  [
    'a nonce of 25',
    { ...legacy, nonce: long(26, '1') },
    fresh,
    'nonce[',
    { ...legacy, nonce: long(25, '1'), enforce_nonce: true },
  ],
];

describe('a message has', () => {
  for (const [rule, broken, state, says, good, goodState = state] of rows)
    it(rule, () => {
      expect(checkMessage(broken, state)?.message).toContain(says);
      expect(checkMessage(good, goodState)).toBeNull();
    });
});

it('answers with the status and the code of Discord', () => {
  expect(checkMessage({}, fresh)).toMatchObject({ status: 400, code: 50006 });
  expect(checkMessage({ content: 5 }, fresh)).toEqual({
    ...{ status: 400, code: 50035 },
    message: 'Invalid Form Body\ncontent[BASE_TYPE_STRING]: Only strings are allowed.',
  });
  expect(checkMessage(message(words(long(4000, '絵'))), fresh)).toMatchObject({ status: 500, code: 0 });
  expect(checkMessage('{}', fresh)).toMatchObject({ code: 50035 });
  expect(checkMessage(message(gallery({ items: [item({ media: outside })] })), fresh)).toBeNull();
});
