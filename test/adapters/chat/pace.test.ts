import { expect, it } from 'vitest';
import { dueAt, goOn, setBack, unhindered } from '../../../src/adapters/chat/pace.js';
import { intervals } from '../../../src/adapters/discord/intervals.js';

const calm = { lastAt: 0, live: 1, isUrgent: false } as const;
const limitedOften = (times: number) =>
  Array.from({ length: times }).reduce<typeof unhindered>(
    (pace) => setBack(intervals, pace, 0, 0),
    unhindered,
  );

it('edits the first time at once, then every 2.5 s, and a change of state after a second', () => {
  expect(dueAt(intervals, unhindered, { ...calm, lastAt: null })).toBeLessThanOrEqual(0);
  expect(dueAt(intervals, unhindered, calm)).toBe(2500);
  expect(dueAt(intervals, unhindered, { ...calm, lastAt: 7000 })).toBe(9500);
  expect(dueAt(intervals, unhindered, { ...calm, isUrgent: true })).toBe(1000);
});

it.each([2, 12, 20, 200, 1000])('sends no more than 5 edits in a second with %i messages live', (live) => {
  expect(live / (dueAt(intervals, unhindered, { ...calm, live }) / 1000)).toBeLessThanOrEqual(5);
});

it('doubles with every 429, up to half a minute, and halves with every success', () => {
  expect([1, 2, 3, 4, 5, 50].map((times) => dueAt(intervals, limitedOften(times), calm))).toEqual([
    5000, 10_000, 20_000, 30_000, 30_000, 30_000,
  ]);
  const once = goOn(limitedOften(50));
  expect(dueAt(intervals, once, calm)).toBe(20_000);
  expect(dueAt(intervals, goOn(goOn(goOn(goOn(once)))), calm)).toBe(2500);
  expect(dueAt(intervals, limitedOften(2), { ...calm, isUrgent: true })).toBe(4000);
});

it('takes its share although that is longer than half a minute', () => {
  expect(dueAt(intervals, unhindered, { ...calm, live: 200 })).toBe(40_000);
  expect(dueAt(intervals, limitedOften(3), { ...calm, live: 200 })).toBe(40_000);
});

it('never comes before Discord has said, however urgent, nor does a shorter word shorten a longer one', () => {
  const pace = setBack(intervals, setBack(intervals, unhindered, 100, 60_000), 200, 500);
  for (const isUrgent of [true, false]) expect(dueAt(intervals, pace, { ...calm, isUrgent })).toBe(60_100);
  expect(dueAt(intervals, goOn(pace), { ...calm, lastAt: null })).toBe(60_100);
});
