/** Time for jobs: intervals by a clock that never goes back, dates by the wall. */
import { systemClock, type ThrottleClock } from '../progress/throttle.js';

export interface JobClock extends ThrottleClock {
  /** Milliseconds since 1970, by the wall clock, which may jump. */
  wall(): number;
}

export const jobClock: JobClock = { ...systemClock, wall: () => Date.now() };
