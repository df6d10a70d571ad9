import { beforeEach, describe, expect, it } from 'vitest';
import { createThrottle, type ThrottleClock } from '../../src/progress/throttle.js';

class FakeClock implements ThrottleClock {
  time = 0;
  readonly timers = new Set<{ at: number; wake: () => void }>();
  now() {
    return this.time;
  }
  after(ms: number, wake: () => void) {
    const timer = { at: this.time + ms, wake };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }
  async advance(ms: number) {
    this.time += ms;
    for (const timer of [...this.timers]) {
      if (timer.at > this.time) continue;
      this.timers.delete(timer);
      timer.wake();
    }
    await settle();
  }
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createThrottle', () => {
  let clock: FakeClock;
  let got: string[];
  let errors: unknown[];
  const make = (deliver: (value: string) => void | Promise<void> = (value) => void got.push(value)) =>
    createThrottle<string>({ deliver, minIntervalMs: 100, clock, failed: (error) => errors.push(error) });

  beforeEach(() => {
    clock = new FakeClock();
    got = [];
    errors = [];
  });

  it('delivers the first value at once and then only the latest of each interval', async () => {
    const throttle = make();
    throttle.push('a');
    await settle();
    for (const value of ['b', 'c', 'd']) throttle.push(value);
    await clock.advance(99);
    expect(got).toEqual(['a']);
    await clock.advance(1);
    expect(got).toEqual(['a', 'd']);
    await clock.advance(1000);
    expect(got).toEqual(['a', 'd']);
  });

  it('never has two deliveries in flight, however long one takes', async () => {
    const releases: (() => void)[] = [];
    let inFlight = 0;
    let most = 0;
    const throttle = make(async (value) => {
      most = Math.max(most, ++inFlight);
      await new Promise<void>((resolve) => releases.push(resolve));
      inFlight--;
      got.push(value);
    });
    throttle.push('a');
    await clock.advance(500);
    throttle.push('b');
    throttle.push('c');
    await clock.advance(500);
    const finished = throttle.finish('end');
    await settle();
    expect(releases).toHaveLength(1);
    releases[0]!();
    await settle();
    releases[1]!();
    await finished;
    expect(got).toEqual(['a', 'end']);
    expect(most).toBe(1);
  });

  it('delivers the final value without waiting for the interval and nothing after it', async () => {
    const throttle = make();
    throttle.push('a');
    throttle.push('b');
    await throttle.finish('end');
    throttle.push('late');
    await clock.advance(1000);
    expect(got).toEqual(['a', 'end']);
    expect(clock.timers.size).toBe(0);
  });

  it('reports a failed delivery and goes on with the next', async () => {
    const throttle = make((value) => {
      if (value === 'a') throw new Error('gone');
      got.push(value);
    });
    throttle.push('a');
    await settle();
    throttle.push('b');
    await clock.advance(100);
    expect(errors).toEqual([new Error('gone')]);
    expect(got).toEqual(['b']);
  });

  it('throws when the final delivery fails', async () => {
    const throttle = make(() => Promise.reject(new Error('gone')));
    await expect(throttle.finish('end')).rejects.toThrow('gone');
  });

  it('delivers nothing more once stopped', async () => {
    const throttle = make();
    throttle.push('a');
    throttle.push('b');
    await throttle.stop();
    await clock.advance(1000);
    expect(got).toEqual(['a']);
  });
});
