import { describe, expect, test } from 'vitest';
import { type ForecastSlot, forecastAll } from '../../src/job/forecast.js';

const job = (id: string, seconds = 10, user = id, userRunning = 9) => ({ id, user, seconds, userRunning });
const free = (device = 'cpu'): ForecastSlot => ({ device, busy: null });
const busy = (seconds: number, user = 'somebody'): ForecastSlot => ({
  device: 'cpu',
  busy: { user, seconds },
});
const told = (jobs: readonly ReturnType<typeof job>[], slots: readonly ForecastSlot[]) =>
  [...forecastAll(jobs, slots, ({ seconds }, device) => (device === 'fast' ? seconds / 10 : seconds))].map(
    ([id, { position, etaSeconds }]) => `${id}: ${position}, ${etaSeconds} s`,
  );

describe('forecast', () => {
  test('one slot serves one after the other, after what runs', () => {
    expect(told([job('a'), job('b', 5)], [busy(7)])).toEqual(['a: 0, 17 s', 'b: 1, 22 s']);
    expect(told([job('a')], [free()])).toEqual(['a: 0, 10 s']);
    expect(told([], [free()])).toEqual([]);
  });

  test('several slots take the next as each one is free', () => {
    expect(told([job('a', 30), job('b', 5), job('c', 5)], [busy(1), busy(2)])).toEqual([
      ...['a: 0, 31 s', 'b: 1, 7 s', 'c: 2, 12 s'],
    ]);
  });

  test('each slot at the speed of its device', () => {
    expect(told([job('a'), job('b'), job('c')], [free('fast'), free()])).toEqual([
      ...['a: 0, 1 s', 'b: 1, 10 s', 'c: 2, 2 s'],
    ]);
  });

  test('whoever has as many running as allowed is passed over until one of those ends', () => {
    const jobs = [job('x1', 10, 'x', 1), job('x2', 10, 'x', 1), job('y', 10)];
    expect(told(jobs, [busy(4, 'x'), free()])).toEqual(['y: 0, 10 s', 'x1: 1, 14 s', 'x2: 2, 24 s']);
  });

  test('overdue work counts as ending now', () => {
    expect(told([job('a')], [busy(0)])).toEqual(['a: 0, 10 s']);
  });
});
