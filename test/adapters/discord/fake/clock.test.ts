/** The clock that runs and leaps: alarms ring when their time has come, however it came. */
import { afterEach, expect, test, vi } from 'vitest';
import { createLeapClock } from '../../../fakes/discord/clock.js';

afterEach(() => vi.useRealTimers());

test('it goes on by itself, and leaps besides', () => {
  vi.useFakeTimers();
  const clock = createLeapClock();
  const [now, wall] = [clock.now(), clock.wall()];
  vi.advanceTimersByTime(100);
  clock.leap(15 * 60_000);
  expect(clock.now() - now).toBeCloseTo(900_100, 3);
  expect(clock.wall() - wall).toBe(900_100);
});

test('a leap wakes whom it passes, in order, and brings the others nearer', () => {
  vi.useFakeTimers();
  const clock = createLeapClock();
  const rung: string[] = [];
  clock.after(900, () => rung.push('late'));
  clock.after(300, () => rung.push('second'));
  clock.after(200, () => rung.push('first'));
  clock.after(250, () => rung.push('taken back'))();
  clock.leap(500);
  expect(rung).toEqual(['first', 'second']);
  vi.advanceTimersByTime(399);
  expect(rung).toHaveLength(2);
  vi.advanceTimersByTime(2);
  expect(rung).toEqual(['first', 'second', 'late']);
  clock.leap(10_000);
  expect(rung).toHaveLength(3);
});
