/** Real errors of discord.js have a URL with a token in them, and the bytes that were sent. */
import { inspect } from 'node:util';
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { asFailure, DiscordFailure } from '../../../../src/adapters/discord/failure.js';
import { createLog } from '../../../../src/log.js';

const token = 'aW50ZXJhY3Rpb246SECRET';
const url = `https://discord.com/api/v10/webhooks/100000000000000001/${token}/messages/@original`;
const bytes = Buffer.from('BYTES-OF-A-PHOTO');
const sent = { files: [{ name: 'secret-name.png', data: bytes }], body: { content: 'PRIVATE-WORDS' } };
const limit = (retryAfter: number) =>
  new RateLimitError({
    ...{ global: false, hash: 'h', limit: 5, majorParameter: `100000000000000001/${token}`, method: 'PATCH' },
    ...{ route: `/webhooks/100000000000000001/${token}/messages/@original`, scope: 'user', url },
    ...{ sublimitTimeout: 0, timeToReset: retryAfter, retryAfter },
  });
const refusal = (code: number, status: number) =>
  new DiscordAPIError({ code, message: `no, ${token}` }, code, status, 'PATCH', url, sent);
/** What stands between us and Discord answers with a page of its own: discord.js makes this of it. */
const page = (status: number) =>
  new DiscordAPIError(new ArrayBuffer(9) as never, undefined as never, status, 'PATCH', url, sent);
const network = new Error(`connect ECONNREFUSED for ${url}`, { cause: new Error(token) });

/** All that can be read of an error, by whatever means. */
const all = (error: Error) =>
  [
    inspect(error, { depth: 9, showHidden: true }),
    JSON.stringify(Object.getOwnPropertyDescriptors(error)),
    ...[error.name, error.message, error.stack, String(error.cause)],
  ].join('\n');

const secrets = [
  token,
  'discord.com',
  'PRIVATE-WORDS',
  'BYTES-OF',
  bytes.toString('hex'),
  '42 59 54 45',
  'secret-name',
];

it.each([
  ['a refusal', refusal(50_027, 401)],
  ['a server error', new HTTPError(502, `Bad ${token}`, 'PATCH', url, sent)],
  ['a rate limit', limit(1000)],
  ['no answer', network],
  ['whatever is thrown', url as unknown as Error],
])('of %s nothing is told that is secret', (_, error) => {
  const failure = asFailure(error, 'edit') as DiscordFailure;
  expect(failure).toBeInstanceOf(DiscordFailure);
  let line = '';
  createLog({ level: 'debug', write: (text) => (line += text) }).warn({ err: failure });
  for (const secret of secrets) expect(`${all(failure)}${line}`).not.toContain(secret);
  expect(failure.cause).toBeUndefined();
});

describe('kinds', () => {
  it.each([
    [refusal(10_008, 404), 'gone', 404, 10_008],
    [refusal(10_062, 404), 'token-dead', 404, 10_062],
    [refusal(50_027, 401), 'token-dead', 401, 50_027],
    [refusal(0, 401), 'token-dead', 401, 0],
    [refusal(40_060, 400), 'answered', 400, 40_060],
    [refusal(40_005, 413), 'too-large', 413, 40_005],
    [new HTTPError(413, 'Too large', 'PATCH', url, sent), 'too-large', 413, 0],
    [refusal(50_013, 403), 'forbidden', 403, 50_013],
    [refusal(1, 403), 'forbidden', 403, 1],
    [refusal(10_003, 404), 'forbidden', 404, 10_003],
    [refusal(30_046, 400), 'uneditable', 400, 30_046],
    [refusal(50_035, 400), 'refused', 400, 50_035],
    [refusal(20_028, 429), 'limited', 429, 20_028],
    [new HTTPError(502, 'Bad Gateway', 'PATCH', url, sent), 'unreachable', 502, 0],
    [network, 'unreachable', 0, 0],
    [page(403), 'unreachable', 403, 0],
    [page(404), 'unreachable', 404, 0],
    [page(413), 'too-large', 413, 0],
    [page(429), 'limited', 429, 0],
  ] as const)('%#: %s', (error, kind, status, code) => {
    expect(asFailure(error, 'edit')).toMatchObject({ kind, status, code, deed: 'edit' });
  });

  it('say how long to wait', () => {
    expect(asFailure(limit(1234), 'edit')).toMatchObject({ kind: 'limited', retryAfterMs: 1234 });
  });

  it('leave aborts and what is a failure already as they are', () => {
    const abort = new DOMException('aborted', 'AbortError');
    const failure = new DiscordFailure('gone', 'edit', 404, 10_008);
    expect(asFailure(abort, 'x')).toBe(abort);
    expect(asFailure(failure, 'x')).toBe(failure);
  });
});
