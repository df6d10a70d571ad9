/** Files as they are fetched: looked up, waited for, and never with the token to anybody else. */
import { expect, it } from 'vitest';
import type { FileState, SlackApi } from '../../../../src/adapters/slack/api.js';
import { SlackFailure } from '../../../../src/adapters/slack/failure.js';
import { fetchPictures, type SentFile } from '../../../../src/adapters/slack/inputs.js';
import type { Wanted } from '../../../../src/request/download.js';
import { createManualClock } from '../../../fakes/manual-clock.js';

const there: FileState = {
  isReady: true,
  channels: [],
  name: 'a.png',
  bytes: 7,
  url: 'https://files.slack.com/a',
};
const file: SentFile = { id: 'F001', name: 'sent.png' };

/** @param states of the file, one after the other; the last one stays. */
function fetching(states: readonly (FileState | Error)[], signal = new AbortController().signal) {
  const clock = createManualClock();
  const [asked, downloads]: [string[], (Wanted & { readonly url: string })[]] = [[], []];
  const api = {
    async file(id: string) {
      const state = states[Math.min(asked.length, states.length - 1)]!;
      asked.push(id);
      if (state instanceof Error) throw state;
      return state;
    },
  } as Pick<SlackApi, 'file'> as SlackApi;
  const download = async (url: string, wanted: Wanted) => {
    downloads.push({ url, ...wanted });
    return new Uint8Array([1]);
  };
  const pictures = fetchPictures(
    { download, clock },
    { patient: api, impatient: api, token: 'xoxb-1' },
    [file],
    signal,
  );
  return { clock, asked, downloads, pictures };
}

it('a file is fetched with the token, by the address that Slack tells', async () => {
  const { downloads, pictures } = fetching([there]);
  await expect(pictures).resolves.toEqual([{ name: 'a.png', bytes: new Uint8Array([1]) }]);
  expect(downloads[0]).toMatchObject({
    ...{ url: there.url, name: 'a.png', declaredBytes: 7, headers: { authorization: 'Bearer xoxb-1' } },
  });
});

it('a file that Slack still looks at is waited for', async () => {
  const { clock, asked, pictures } = fetching([
    { ...there, isReady: false },
    { ...there, isReady: false },
    there,
  ]);
  await clock.pass(250);
  await clock.pass(500);
  await expect(pictures).resolves.toHaveLength(1);
  expect(asked).toHaveLength(3);
});

it('but not for ever: what is in it is seen in its bytes', async () => {
  const { clock, asked, pictures } = fetching([{ ...there, isReady: false }]);
  for (let passed = 0; passed < 20_000; passed += 250) await clock.pass(250);
  await expect(pictures).resolves.toHaveLength(1);
  expect(asked).toHaveLength(8);
});

it('the wait ends where nobody waits any more', async () => {
  const leaving = new AbortController();
  const { clock, pictures } = fetching([{ ...there, isReady: false }], leaving.signal);
  await clock.pass(100);
  leaving.abort(new Error('over'));
  await expect(pictures).rejects.toThrow('over');
});

it.each([
  [[{ ...there, url: null }], 'input-gone', 'a.png'],
  [[new SlackFailure('gone', 'file', 'file_deleted')], 'input-gone', 'sent.png'],
  [[new SlackFailure('unreachable', 'file', '')], 'input-unreachable', 'sent.png'],
  [[new SlackFailure('forbidden', 'file', 'missing_scope')], 'platform-failed', undefined],
])('%j is told as %s', async (states, code, name) => {
  const { pictures, downloads } = fetching(states);
  await expect(pictures).rejects.toMatchObject({ code, context: name === undefined ? {} : { name } });
  expect(downloads).toEqual([]);
});

it('a token that is no good is not told as a file that is none', async () => {
  const { pictures } = fetching([new SlackFailure('unauthorized', 'file', 'invalid_auth')]);
  await expect(pictures).rejects.toMatchObject({ kind: 'unauthorized' });
});
