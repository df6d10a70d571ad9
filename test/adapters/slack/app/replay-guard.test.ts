/** Signed requests that come again, or too early. */
import { expect, it } from 'vitest';
import { createReplayGuard } from '../../../../src/adapters/slack/replay-guard.js';

const minute = 60_000;

function open() {
  let wall = 1_800_000_000_000;
  const guard = createReplayGuard(() => wall);
  const at = (skewMs = 0) => String(Math.floor((wall + skewMs) / 1000));
  return { guard, at, pass: (ms: number) => (wall += ms) };
}
const signed = (timestamp: string, digest = 'ab') => ({ timestamp, signature: `v0=${digest}` });

it('lets each through once', () => {
  const { guard, at } = open();
  expect(guard.judge(signed(at()))).toBe('new');
  expect(guard.judge(signed(at()))).toBe('again');
  expect(guard.judge(signed(at(), 'cd'))).toBe('new');
});

it('knows it again with something behind, as Bolt reads no further', () => {
  const { guard, at } = open();
  guard.judge(signed(at()));
  expect(guard.judge({ timestamp: at(), signature: 'v0=ab=anything' })).toBe('again');
  expect(guard.judge({ timestamp: `${at()}.0`, signature: 'v0=ab' })).toBe('again');
});

it('refuses what is signed for more than five minutes from now', () => {
  const { guard, at, pass } = open();
  const early = signed(at(6 * minute));
  expect(guard.judge(early)).toBe('early');
  expect(guard.judge(signed('NaN'))).toBe('early');
  pass(2 * minute);
  expect(guard.judge(early)).toBe('new');
});

it('knows one that came early for as long as Bolt takes it', () => {
  const { guard, at, pass } = open();
  const ahead = signed(at(4 * minute));
  expect(guard.judge(ahead)).toBe('new');
  for (let passed = 0; passed < 9; passed++) {
    expect(guard.judge(ahead)).toBe('again');
    pass(minute);
    guard.judge(signed(at(), `other ${passed}`));
  }
  expect(guard.judge(ahead)).toBe('again');
});

it('forgets what could come no more, and what failed', () => {
  const { guard, at, pass } = open();
  const one = signed(at());
  guard.judge(one);
  guard.forget(one);
  expect(guard.judge(one)).toBe('new');
  pass(6 * minute);
  // Bolt would refuse it for its age; here it shows that nothing is kept for ever.
  guard.judge(signed(at(), 'cd'));
  expect(guard.judge(one)).toBe('new');
});
