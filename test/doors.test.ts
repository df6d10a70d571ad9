import { expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { openDoors, secretsOf } from '../src/doors.js';

const tokens = { IMPASTO_TOKEN: 'the token of the page', DISCORD_TOKEN: 'the-token-of-the-bot' };
const slack = { SLACK_BOT_TOKEN: 'xoxb-of-the-bot', SLACK_APP_TOKEN: 'xapp-of-the-app' };

it('opens the page, and each chat that has its tokens', () => {
  const page = openDoors(readConfig({}));
  expect(page).toHaveLength(1);
  const both = openDoors(readConfig(tokens));
  expect(both).toHaveLength(2);
  expect(both[0]).toBe(page[0]);
  const other = openDoors(readConfig(slack));
  expect(other).toHaveLength(2);
  expect(other[1]).not.toBe(both[1]);
  expect(openDoors(readConfig({ ...tokens, ...slack }))).toEqual([...both, other[1]]);
});

it('opens nothing where a token of Slack stands alone', () => {
  expect(() => openDoors(readConfig({ SLACK_APP_TOKEN: 'xapp-of-the-app' }))).toThrow('config-invalid');
});

it('keeps every token that is set out of the log', () => {
  const all = { ...tokens, ...slack };
  expect([...secretsOf(readConfig(all))].sort()).toEqual(Object.values(all).sort());
  const keys = ['ab'.repeat(32), '01'.repeat(32)];
  expect(secretsOf(readConfig({ SLACK_ENCRYPTION_KEY: keys.join(', ') }))).toEqual(keys);
  expect(secretsOf(readConfig({}))).toEqual([]);
});
