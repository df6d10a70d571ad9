/** Whether the wall clock may be believed when it says that something is old: deleting cannot be taken back. */
import type { Log } from '../log.js';
import type { JobClock } from './clock.js';

export interface AgeGuard {
  /** To be asked regularly: it compares both clocks with what they said at the last question. */
  mayJudge(): boolean;
}

/** A machine that starts with a wrong clock has set it right by then, milliseconds. */
const settlingMs = 60 * 60 * 1000;
/** So far the clocks may come apart from one question to the next, milliseconds. */
const toleranceMs = 60 * 60 * 1000;
/** So long nothing is judged after they have: time for somebody to see it, milliseconds. */
const pauseMs = 24 * 60 * 60 * 1000;

/** A machine that wakes from sleep looks like a jump as well, which does no harm. */
export function createAgeGuard({ clock, log }: { clock: JobClock; log: Pick<Log, 'warn'> }): AgeGuard {
  let last = { now: clock.now(), wall: clock.wall() };
  let pausedUntil = last.now + settlingMs;
  return {
    mayJudge() {
      const { now, wall } = { now: clock.now(), wall: clock.wall() };
      const jump = wall - last.wall - (now - last.now);
      last = { now, wall };
      if (Math.abs(jump) > toleranceMs) {
        pausedUntil = now + pauseMs;
        log.warn(
          { jumpSeconds: Math.round(jump / 1000), pausedSeconds: pauseMs / 1000 },
          'the clock has jumped: nothing is deleted for its age for a day',
        );
      }
      return now >= pausedUntil;
    },
  };
}
