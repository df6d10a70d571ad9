import { expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { openDoors, secretsOf } from '../src/doors.js';

const tokens = { IMPASTO_TOKEN: 'the token of the page', DISCORD_TOKEN: 'the-token-of-the-bot' };

it('opens the page, and Discord where it has its token', () => {
  const page = openDoors(readConfig({}));
  expect(page).toHaveLength(1);
  const both = openDoors(readConfig(tokens));
  expect(both).toHaveLength(2);
  expect(both[0]).toBe(page[0]);
});

it('keeps every token that is set out of the log', () => {
  expect([...secretsOf(readConfig(tokens))].sort()).toEqual(Object.values(tokens).sort());
  expect(secretsOf(readConfig({}))).toEqual([]);
});
