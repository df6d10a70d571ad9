/** The fake's time: a clock, and dates that go with it. */
import type { DiscordClock } from '../fake.js';

export interface Time extends Required<DiscordClock> {
  /** As Discord writes dates. */
  iso(at: number): string;
}

/** 1 January 2015: ids count from it. */
export const discordEpoch = 1_420_070_400_000;

/** @throws RangeError for a wall clock that ids cannot hold. */
export function createTime(clock: DiscordClock): Time {
  const startWall = Date.now();
  const startNow = clock.now();
  const wall = () => clock.wall?.() ?? startWall + (clock.now() - startNow);
  if (wall() <= discordEpoch)
    throw new RangeError('The wall clock is before 2015: begin with createManualClock(Date.now())');
  return {
    now: () => clock.now(),
    after: (ms, wake) => clock.after(ms, wake),
    wall,
    iso: (at) => new Date(wall() - (clock.now() - at)).toISOString(),
  };
}
