/** Which variables belong together. */
import { describe, expect, it } from 'vitest';
import { readMode } from '../../../../src/adapters/slack/mode.js';
import { readConfig } from '../../../../src/config.js';
import { describeError } from '../../../../src/reply/errors.js';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
const app = { SLACK_APP_TOKEN: 'xapp-1' };
const signing = { SLACK_SIGNING_SECRET: 'signing' };
const many = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client',
  SLACK_STATE_SECRET: 'state',
  SLACK_ENCRYPTION_KEY: 'ab'.repeat(32),
};
const read = (env: Readonly<Record<string, string>>) => readMode(readConfig(env));

const one = { type: 'one', botToken: 'xoxb-1' };
const all = { type: 'many', clientId: '1.2', clientSecret: 'client', stateSecret: 'state' };
const socket = { type: 'socket', appToken: 'xapp-1' };
const http = { type: 'http', signingSecret: 'signing' };

it('is not served where nothing is set', () => {
  expect(read({})).toBeNull();
  expect(read({ SLACK_PORT: '8000', SLACK_API_URL: 'http://127.0.0.1:1/api/' })).toBeNull();
});

it.each([
  ['one workspace, Socket Mode', { ...bot, ...app }, one, socket],
  ['one workspace, HTTP', { ...bot, ...signing }, one, http],
  ['one workspace, Socket Mode before HTTP', { ...bot, ...app, ...signing }, one, socket],
  ['many workspaces, Socket Mode', { ...many, ...app }, all, socket],
  ['many workspaces, HTTP', { ...many, ...signing }, all, http],
])('%s', (_, env, tenancy, transport) => {
  expect(read(env)).toMatchObject({ tenancy, transport });
});

it('has the keys, the newest first', () => {
  const keys = { SLACK_ENCRYPTION_KEY: `${'01'.repeat(32)}, ${'02'.repeat(32)}` };
  expect(read({ ...many, ...app, ...keys })?.tenancy).toMatchObject({
    encryptionKeys: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
  });
});

describe('a gap is named', () => {
  const without = (name: keyof typeof many) => {
    const { [name]: _, ...rest } = many;
    return { ...rest, ...app };
  };

  it.each([
    [bot, 'SLACK_APP_TOKEN', /set beside SLACK_BOT_TOKEN.*SLACK_SIGNING_SECRET/],
    [app, 'SLACK_BOT_TOKEN', /set beside SLACK_APP_TOKEN.*SLACK_CLIENT_ID/],
    [signing, 'SLACK_BOT_TOKEN', /set beside SLACK_SIGNING_SECRET/],
    [many, 'SLACK_APP_TOKEN', /SLACK_SIGNING_SECRET/],
    [{ SLACK_STATE_SECRET: 'alone', ...app }, 'SLACK_CLIENT_ID', /set beside SLACK_STATE_SECRET/],
    [without('SLACK_CLIENT_ID'), 'SLACK_CLIENT_ID', /set beside/],
    [without('SLACK_CLIENT_SECRET'), 'SLACK_CLIENT_SECRET', /set beside SLACK_CLIENT_ID/],
    [without('SLACK_STATE_SECRET'), 'SLACK_STATE_SECRET', /set beside SLACK_CLIENT_ID/],
    [without('SLACK_ENCRYPTION_KEY'), 'SLACK_ENCRYPTION_KEY', /set beside SLACK_CLIENT_ID/],
    [{ ...bot, ...many, ...app }, 'SLACK_BOT_TOKEN', /left out where SLACK_CLIENT_ID is set/],
  ])('%o', (env, variable, expected) => {
    let thrown: unknown;
    try {
      read(env);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'config-invalid', context: { variable } });
    const sentence = describeError(thrown as never);
    expect(sentence).toMatch(expected);
    for (const secret of ['xoxb-1', 'xapp-1', 'abab']) expect(sentence).not.toContain(secret);
  });
});
