/** The fake's time: a clock, and dates that go with it. */
import type { SlackClock } from '../fake.js';

export interface Time extends Required<SlackClock> {
  /** Whole seconds since 1970, of a moment of the clock. */
  seconds(at: number): number;
}

export function createTime(clock: SlackClock): Time {
  const startWall = Date.now();
  const startNow = clock.now();
  const wall = () => clock.wall?.() ?? startWall + (clock.now() - startNow);
  return {
    now: () => clock.now(),
    after: (ms, wake) => clock.after(ms, wake),
    wall,
    seconds: (at) => Math.floor((wall() - (clock.now() - at)) / 1000),
  };
}
