import { expect, it } from 'vitest';
import type { Payload } from '../../../../src/adapters/discord/payload.js';
import { isSame } from '../../../../src/adapters/discord/same-payload.js';

const saying = (content: string, ...names: string[]): Payload => ({
  components: [{ type: 10, content }],
  files: names.map((name) => ({ name, bytes: new Uint8Array([names.length]), alt: name })),
});
const eta = (seconds: number, before = 'Done') => saying(`${before} <t:${seconds}:R>, was <t:1769000000>`);

it('sees words, and the names of files', () => {
  expect(isSame(saying('Step 1'), saying('Step 1'))).toBe(true);
  expect(isSame(saying('Step 1'), saying('Step 2'))).toBe(false);
  expect(isSame(saying('a', 'p-1.webp'), saying('a', 'p-2.webp'))).toBe(false);
  expect(isSame(saying('a', 'p-1.webp'), saying('a'))).toBe(false);
});

it('does not look into files', () => {
  const other = { ...saying('a', 'p'), files: [{ name: 'p', alt: 'p', bytes: new Uint8Array(9) }] };
  expect(isSame(saying('a', 'p'), other)).toBe(true);
});

it.each([
  [0, true],
  [15, true],
  [-15, true],
  [16, false],
  [-16, false],
])('a time that has moved by %i s: nothing new is %s', (seconds, expected) => {
  expect(isSame(eta(1_769_000_100), eta(1_769_000_100 + seconds))).toBe(expected);
});

it('sees words beside times, how a time is written, and one more of them', () => {
  expect(isSame(eta(1_769_000_100), eta(1_769_000_100, 'Over'))).toBe(false);
  expect(isSame(saying('<t:1769000000:R>'), saying('<t:1769000000:f>'))).toBe(false);
  expect(isSame(saying('<t:1769000000:R>'), saying('<t:1769000000:R> <t:1769000000:R>'))).toBe(false);
});
