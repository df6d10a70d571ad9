/** Who did something, where, and with what, by what Slack sends. */
import { describe, expect, it } from 'vitest';
import { readOrigin, writeOrigin } from '../../../../src/adapters/slack/form-origin.js';
import { readFiles } from '../../../../src/adapters/slack/inputs.js';
import { readOccasion } from '../../../../src/adapters/slack/occasion.js';
import { toWords } from '../../../../src/adapters/slack/words.js';

describe('an occasion', () => {
  const nowhere = { enterprise: null, isVisitor: false, channel: null, thread: null, message: null };

  it.each([
    ['a command', { team_id: 'T1', user_id: 'U1', channel_id: 'C1' }, { channel: 'C1' }],
    ['a form', { team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' }, view: { team_id: 'T1' } }, {}],
    [
      'a press in a thread',
      {
        ...{ team: { id: 'T1' }, user: { id: 'U1' }, channel: { id: 'C1' } },
        container: { message_ts: '2.0', thread_ts: '1.0' },
      },
      { channel: 'C1', thread: '1.0', message: '2.0' },
    ],
    [
      'a press on the first message of a thread, which is in none',
      {
        team: { id: 'T1' },
        user: { id: 'U1' },
        container: { channel_id: 'C1', message_ts: '1.0', thread_ts: '1.0' },
      },
      { channel: 'C1', message: '1.0' },
    ],
    [
      'a mention',
      { team_id: 'T1', event: { user: 'U1', channel: 'C1', ts: '2.0', thread_ts: '1.0' } },
      { channel: 'C1', thread: '1.0', message: '2.0' },
    ],
    [
      'an organisation, where there is no workspace of the app’s own',
      {
        ...{ team: null, user: { id: 'U1', team_id: 'T1' }, is_enterprise_install: true },
        enterprise: { id: 'E1' },
      },
      { enterprise: 'E1' },
    ],
    [
      'a workspace of an organisation that has the app by itself',
      {
        ...{ team: { id: 'T1' }, user: { id: 'U1', team_id: 'T9' }, is_enterprise_install: false },
        enterprise: { id: 'E1' },
      },
      {},
    ],
    [
      'a command of an organisation, whose values are all texts',
      { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'true', user_id: 'U1', channel_id: 'C1' },
      { enterprise: 'E1', channel: 'C1' },
    ],
    [
      'a visitor’s form in a shared channel',
      { team: { id: 'T9' }, user: { id: 'U1', team_id: 'T9' }, view: { app_installed_team_id: 'T1' } },
      { isVisitor: true },
    ],
  ])('%s', (_, body, about) => {
    expect(readOccasion(body)).toEqual({ ...nowhere, team: 'T1', user: 'U1', ...about });
  });

  it('needs somebody, and a workspace', () => {
    expect(readOccasion({ team_id: 'T1' })).toBeNull();
    expect(readOccasion({ user_id: 'U1' })).toBeNull();
    expect(readOccasion({ team: 'T1', user: ['U1'] })).toBeNull();
  });
});

describe('where a form was asked for', () => {
  it('fits beside ten pictures of any name', () => {
    const photos = Array.from({ length: 12 }, (_, k) => ({
      id: `F${k}ABCDEFGHIJ`,
      name: '\u0001"'.repeat(90),
    }));
    const written = writeOrigin({ photos, channel: 'C1', thread: '1.0' });
    expect(written.length).toBeLessThanOrEqual(3000);
    const { photos: read, channel, thread } = readOrigin(written);
    expect([read.map(({ id }) => id), channel, thread]).toEqual([
      ...[photos.slice(0, 10).map(({ id }) => id), 'C1', '1.0'],
    ]);
  });

  it.each(['', '{', 'null', '7', '{"photos":[["F1"],7,["F2","a"]]}'])(
    'is read of anything: %s',
    (written) => {
      expect(readOrigin(written).photos).toEqual(written.includes('F2') ? [{ id: 'F2', name: 'a' }] : []);
    },
  );
});

it('files of a message are its pictures, by what Slack tells of them', () => {
  const files = [
    { id: 'F001', name: 'a.png', mimetype: 'image/png' },
    { id: 'F002', name: 'a.png', mimetype: 'text/plain' },
    { id: 'F003', name: 'a.JPG', mimetype: '' },
    { id: 'F004', mode: 'file_access', file_access: 'check_file_info' },
    { id: '../F5', name: 'a.png', mimetype: 'image/png' },
    ...[null, 'F006', { name: 'a.png' }],
  ];
  expect(readFiles(files).map(({ id }) => id)).toEqual(['F001', 'F003', 'F004']);
  expect(readFiles('F1')).toEqual([]);
});

it('pictures that would have to be uploaded are left out of words', () => {
  const awaited = { type: 'image', alt_text: 'x', slack_file: { id: 'file:a.png' } } as const;
  const section = { type: 'section', text: { type: 'plain_text', text: 'x' } } as const;
  const there = { ...awaited, slack_file: { id: 'F1' } } as const;
  const blocks = [awaited, { ...section, accessory: awaited }, there];
  expect(toWords({ blocks, text: 'x', files: [] })).toEqual({ blocks: [section, there], text: 'x' });
});
