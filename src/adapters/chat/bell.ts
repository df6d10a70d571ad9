/** Wakes a loop that waits for news or for its time. */
import type { JobClock } from '../../job/clock.js';

export interface Bell {
  /** Wakes who waits; who comes to wait next is not kept waiting otherwise. */
  ring(): void;
  /** Settles at the next ring, or after so many milliseconds; null = however long that takes. For one at a time. */
  wait(ms: number | null): Promise<void>;
}

export function createBell(clock: Pick<JobClock, 'after'>): Bell {
  let hasRung = false;
  let wake: () => void = () => undefined;

  return {
    ring() {
      hasRung = true;
      wake();
    },
    async wait(ms) {
      let takeBack: () => void = () => undefined;
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (ms !== null) takeBack = clock.after(ms, resolve);
        });
      }
      takeBack();
      hasRung = false;
      wake = () => undefined;
    },
  };
}
