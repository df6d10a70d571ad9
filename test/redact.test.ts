import { describe, expect, it, test } from 'vitest';
import { createRedactor, isSecretField, redactLine } from '../src/redact.js';

const redact = createRedactor();
// Made up, in the platforms' forms; put together here so that no scanner takes this file for a leak.
const interaction = `aW50ZXJhY3Rpb246${'MTIzNDU2Nzg5MDEyMzQ1Njc4OTphYmNk'.repeat(5)}`;
const webhook = 'kR3x_'.repeat(13).concat('abc');
const bot = ['MTE0NjA5NTk5MTkyODU2MTc4', 'GaBcDe', 'h0ld-fast_0123456789abcdefghijklmnop'].join('.');
const slack = (kind: string) => `${kind}-${['2153', '4471', 'aBcD0123eFgH'].join('-')}`;
const hex = '0123456789abcdef'.repeat(4);

/** A line, and what must be left of it. */
const lines: readonly [title: string, line: string, left: string][] = [
  [
    "an interaction's callback",
    `POST https://discord.com/api/v10/interactions/1146095991928561789/${interaction}/callback?with_response=false 404`,
    'POST https://discord.com/api/v10/interactions/1146095991928561789/[redacted]/callback?with_response=false 404',
  ],
  [
    'a followup',
    `PATCH /api/v10/webhooks/5/tok/messages/%40original`,
    'PATCH /api/v10/webhooks/5/[redacted]/messages/%40original',
  ],
  ['a path in a query', `u=%2Fwebhooks%2F5%2F${webhook}%2Fslack`, 'u=%2Fwebhooks%2F5%2F[redacted]%2Fslack'],
  ["a rate limit's name", `RateLimitError[/webhooks/5/${webhook}]`, 'RateLimitError[/webhooks/5/[redacted]]'],
  ["a rate limit's key", `hash:1146095991928561789/${webhook}`, 'hash:1146095991928561789/[redacted]'],
  ['an interaction token alone', `token ${interaction} is dead`, 'token [redacted] is dead'],
  ['a bot token', `login with ${bot}: 401`, 'login with [redacted]: 401'],
  ['a bot token as a header', `authorization: Bot ${bot}`, 'authorization: [redacted]'],
  ...['xoxb', 'xoxp', 'xoxa', 'xoxr', 'xoxe', 'xoxe.xoxp', 'xapp', 'xwfp'].map(
    (kind): [string, string, string] => [kind, `sent ${slack(kind)}, refused`, 'sent [redacted], refused'],
  ),
  [
    'a response URL',
    'POST https://hooks.slack.com/actions/T123/456/AbCdEf failed',
    'POST https://hooks.slack.com/[redacted] failed',
  ],
  [
    'an upload URL',
    'PUT https://files.slack.com/upload/v1/CwABAAAAXAoAAVnX 200',
    'PUT https://files.slack.com/upload/[redacted] 200',
  ],
  [
    'a signed link of Discord',
    `https://cdn.discordapp.com/attachments/1/2/cat.png?ex=66&is=65&hm=${hex}&`,
    'https://cdn.discordapp.com/attachments/1/2/cat.png?[redacted]',
  ],
  [
    'its preview',
    `(https://media.discordapp.net/attachments/1/2/cat.png?ex=66&is=65&hm=${hex})`,
    '(https://media.discordapp.net/attachments/1/2/cat.png?[redacted])',
  ],
  [
    'the same from elsewhere',
    `http://127.0.0.1:9/a.png?ex=66&hm=${hex}`,
    'http://127.0.0.1:9/a.png?ex=66&hm=[redacted]',
  ],
  [
    "a file of Slack's",
    'https://files.slack.com/files-pri/T1-F2/a.png?t=abc',
    'https://files.slack.com/files-pri/T1-F2/a.png?[redacted]',
  ],
  ['a public file', 'https://slack-files.com/T1-F2-0a1b2c', 'https://slack-files.com/[redacted]'],
  [
    'a socket',
    'wss://wss-primary.slack.com/link/?ticket=0a-1b&app_id=7',
    'wss://wss-primary.slack.com/link/?ticket=[redacted]&app_id=7',
  ],
  ['a signature', `x-slack-signature v0=${hex}`, 'x-slack-signature v0=[redacted]'],
  ['a basic header', 'Authorization: Basic aWQ6c2VjcmV0', 'Authorization: [redacted]'],
  [
    'headers as JSON',
    '{"authorization":"Bearer abc","accept":"*/*"}',
    '{"authorization":"[redacted]","accept":"*/*"}',
  ],
  ['headers as printed', "{ Authorization: 'Bearer abc', n: 1 }", "{ Authorization: '[redacted]', n: 1 }"],
  ['a header without its name', 'Bearer a1b2c3d4e5', 'Bearer [redacted]'],
  [
    'the way back from OAuth',
    '/slack/oauth?code=123.456.abc&state=on',
    '/slack/oauth?code=[redacted]&state=on',
  ],
  [
    'a form',
    'client_secret=abc&channel=C1&access_token=def',
    'client_secret=[redacted]&channel=C1&access_token=[redacted]',
  ],
  [
    'a store',
    'GET /a.png?X-Amz-Signature=ab12&X-Amz-Security-Token=cd%3D',
    'GET /a.png?X-Amz-Signature=[redacted]&X-Amz-Security-Token=[redacted]',
  ],
  ['a database', 'redis://impasto:pa55@127.0.0.1:6379/0', 'redis://impasto:[redacted]@127.0.0.1:6379/0'],
];

describe('redact', () => {
  test.each(lines)('%s', (_, line, left) => {
    expect(redact(line)).toBe(left);
    expect(redact(left), 'what is clean stays as it is').toBe(left);
  });

  test.each([
    'job rokadimu started on slot 1 (cuda:0), 24 steps at 512x384',
    `blob ${hex} of 183204 bytes`,
    `/data/blobs/01/${hex}`,
    'guild 1146095991928561789, user 1146095991928561790, message 1146095991928561791',
    '3f0c9a52-6a8e-4d0e-9d6c-0f5f3f1f2b11',
    '/webhooks/:id/:token/messages/:id 50027 Invalid Webhook Token',
    'GET http://127.0.0.1:8787/jobs?state=done&limit=50 200',
    'tokens left: 5, exit code=1, ENOENT',
    'https://cdn.discordapp.com/attachments/1/2/cat.png',
    'https://example.org/a.png?width=640',
    'Error: renderer-died at paint (/app/dist/src/engine/process/renderer-process.js:120:17)',
    '2026-01-31T12:00:00.000Z total 0.000123456789012345678901234567890',
  ])('leaves %s', (line) => {
    expect(redact(line)).toBe(line);
  });

  it('finds the values it was handed wherever they are, also written for a URL or as JSON', () => {
    const secret = 'p/ss "w0rd" & more';
    const clean = createRedactor([secret, 'p/ss "w', 'short'])(
      `${secret} ${encodeURIComponent(secret)} ${JSON.stringify({ a: secret })} a short word`,
    );
    expect(clean).toBe('[redacted] [redacted] {"a":"[redacted]"} a short word');
  });

  // A square of the length would take minutes and be stopped.
  test.each(['a', 'a.', 'a-', 'token', 'http://', 'cdn.discordapp.com/', '1234567890123456789/', '\\"'])(
    'gets through long texts of "%s"',
    (unit) => {
      const text = unit.repeat(60_000 / unit.length);
      expect(redact(text)).toHaveLength(text.length);
    },
  );
});

it('keeps a line of JSON whole where a secret follows an escape or lies in a name', () => {
  const line = JSON.stringify({ msg: `line\n${bot}\t"x"`, [`a ${bot}`]: [1, 'é', null], id: 'rokadimu' });
  expect(JSON.parse(redactLine(line, redact))).toEqual({
    msg: 'line\n[redacted]\t"x"',
    'a [redacted]': [1, 'é', null],
    id: 'rokadimu',
  });
});

test('fields are known by their names', () => {
  for (const name of [
    'token',
    'appToken',
    'SLACK_SIGNING_SECRET',
    'password',
    'Authorization',
    'set-cookie',
    'responseUrl',
    'upload_url',
    'x-slack-signature',
    'apiKey',
  ])
    expect(isSecretField(name), name).toBe(true);
  for (const name of ['code', 'id', 'tokens', 'hash', 'url', 'secretary', 'state', 'key'])
    expect(isSecretField(name), name).toBe(false);
});
