/** What Bolt says, without what nobody is to read. */
import { AuthorizationError, webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createBoltLog } from '../../../../src/adapters/slack/bolt-log.js';
import { createLog } from '../../../../src/log.js';

function open() {
  const lines: string[] = [];
  const log = createBoltLog(createLog({ level: 'debug', write: (line) => void lines.push(line) }));
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

it('tells warnings and errors, and less of the rest', () => {
  const { log, parsed } = open();
  log.debug('a whole envelope');
  log.info('An unhandled HTTP request');
  log.warn('one', 'two');
  log.error();
  expect(parsed().map(({ level, msg }) => [level, msg])).toEqual([
    ['debug', 'slack: An unhandled HTTP request'],
    ['warn', 'slack: one two'],
    ['error', 'slack: something went wrong'],
  ]);
  log.setLevel(webApi.LogLevel.DEBUG);
  expect(log.getLevel()).toBe(webApi.LogLevel.INFO);
});

it('leaves bodies and addresses out', () => {
  const { log, lines } = open();
  log.error(
    'it failed: {"trigger_id":"1.2.secret","response_url":"https://hooks.slack.com/commands/secret"}',
  );
  log.warn('connecting to wss://wss-primary.slack.com/link/?ticket=secret failed');
  log.warn('asked [{"token":"secret"}]');
  expect(lines.join()).not.toContain('secret');
  expect(lines.join()).toContain('it failed: ...');
});

it("has Slack's word of an error, and not what was asked", () => {
  const { log, lines, parsed } = open();
  const refusal = new webApi.WebAPIPlatformError({
    ...{ ok: false, error: 'invalid_blocks', token: 'secret', response_metadata: { messages: ['secret'] } },
  });
  log.error(refusal);
  log.error('wrapped', new AuthorizationError('no', refusal as never));
  log.error('failed', new webApi.WebAPIHTTPError(500, 'secret', { 'set-cookie': 'secret' }, 'secret'));
  expect(lines.join()).not.toContain('secret');
  expect(parsed().map(({ err }) => err.message)).toEqual([
    expect.stringContaining('invalid_blocks'),
    expect.stringContaining('invalid_blocks'),
    expect.stringContaining('unreachable'),
  ]);
});
