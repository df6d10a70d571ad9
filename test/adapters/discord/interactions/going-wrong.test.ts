/** What is told and logged of failures: enough to act on, and no secrets. */
import { DiscordAPIError, HTTPError } from 'discord.js';
import { expect, it } from 'vitest';
import { NotTaken } from '../../../../src/adapters/discord/answering.js';
import { DiscordFailure, type FailureKind } from '../../../../src/adapters/discord/failure.js';
import { logFailure, toRefusal } from '../../../../src/adapters/discord/going-wrong.js';
import { StudioError } from '../../../../src/errors.js';
import { createLog } from '../../../../src/log.js';

const open = new AbortController().signal;
const closed = AbortSignal.abort();
const url = 'https://discord.com/api/v10/webhooks/5/a-long-token/messages/@original';
const apiError = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, status, 'PATCH', url, { body: {}, files: undefined });

const logged = (error: unknown) => {
  const lines: string[] = [];
  logFailure(createLog({ level: 'debug', write: (line) => void lines.push(line) }), error, {
    kind: 'command',
  });
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
};

it.each<[FailureKind, boolean]>([
  ['refused', true],
  ['too-large', true],
  ['forbidden', true],
  ['token-dead', false],
  ['gone', false],
  ['unreachable', false],
  ['limited', false],
])('after a failure of kind %s further words are tried: %s', (kind, isTried) => {
  expect(toRefusal(new DiscordFailure(kind, 'edit', 400, 0), open) !== null).toBe(isTried);
});

it('a refusal of ours is said as it is, also while the bot is being stopped', () => {
  const error = new StudioError('daily-limit', { limit: 3, resetsInSeconds: 60 });
  for (const signal of [open, closed]) expect(toRefusal(error, signal)!.title).toBe('Enough for today');
});

it('what breaks off is said to be late, or that the bot is being restarted', () => {
  const error = new DOMException('aborted', 'AbortError');
  expect(toRefusal(error, open)!.title).toBe('That took too long');
  expect(toRefusal(error, closed)!.title).toBe('Back in a minute');
});

it('a mistake of ours is told without its details, and logged with them', () => {
  const error = new TypeError('x is not a function');
  expect(JSON.stringify(toRefusal(error, open))).not.toContain('x is not');
  expect(logged(error)).toMatchObject({ level: 'error', kind: 'command', err: { message: error.message } });
});

it.each([
  apiError(404, 10_008),
  new HTTPError(502, 'Bad Gateway', 'PATCH', url, { body: {}, files: undefined }),
])('what discord.js throws loses its address: %s', (error) => {
  const line = logged(error);
  expect(line.level).toBe('warn');
  expect(JSON.stringify(line)).not.toContain('a-long-token');
});

it('a first answer that was not taken is logged with its cause', () => {
  const cause = new DiscordFailure('answered', 'acknowledge', 400, 40_060);
  expect(logged(new NotTaken('x', { cause }))).toMatchObject({ level: 'warn', err: { code: 40_060 } });
});

it('names of files do not get into the log', () => {
  const error = new StudioError('input-gone', { name: 'me-at-the-beach.png' });
  const line = logged(error);
  expect(line).toMatchObject({ level: 'info', code: 'input-gone' });
  expect(JSON.stringify(line)).not.toContain('beach');
});
