import { describe, expect, it } from 'vitest';
import { readFileState } from '../../../../src/adapters/slack/file-state.js';

const hosted = {
  ...{ id: 'F1', name: 'a.png', size: 64, mimetype: 'image/png', mode: 'hosted', file_access: 'visible' },
  url_private: 'https://files.slack.com/a.png',
};

describe('the state of a file', () => {
  it('knows all channels, wherever they are told', () => {
    const { channels } = readFileState({
      ...{ ...hosted, channels: ['C1'], groups: ['G1'], ims: ['D1'] },
      shares: { public: { C1: [{ ts: '1.2' }], C2: [] }, private: { D2: [{ ts: '1.3' }] } },
    });
    expect(channels).toEqual(['C1', 'G1', 'D1', 'C2', 'D2']);
  });

  it('is not ready while Slack looks at it', () => {
    expect(readFileState({ ...hosted, mimetype: '' }).isReady).toBe(false);
    expect(readFileState({ id: 'F1' })).toEqual({
      ...{ isReady: false, channels: [], name: '', bytes: 0, url: null },
    });
    expect(readFileState(hosted)).toEqual({
      ...{ isReady: true, channels: [], name: 'a.png', bytes: 64 },
      url: 'https://files.slack.com/a.png',
    });
  });

  it('prefers the address that leads to the bytes themselves', () => {
    const state = readFileState({ ...hosted, url_private_download: 'https://files.slack.com/download' });
    expect(state.url).toBe('https://files.slack.com/download');
  });

  it.each([{ mode: 'tombstone' }, { file_access: 'file_not_found' }, { file_access: 'access_denied' }])(
    'is gone: %o',
    (about) => {
      expect(() => readFileState({ ...hosted, ...about })).toThrow(expect.objectContaining({ kind: 'gone' }));
    },
  );
});
