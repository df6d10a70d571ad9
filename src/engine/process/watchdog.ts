/** Notices that somebody has fallen silent. */

/** Calls `tick` every `ms` until what it returns is called. */
export type Every = (ms: number, tick: () => void) => () => void;

export interface Watchdog {
  /** A sign of life. */
  heard(): void;
  stop(): void;
}

/** Parts that the limit is counted in: silence is noticed up to one of them late. */
const parts = 10;

export const everyInterval: Every = (ms, tick) => {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
};

/**
 * Calls `silent` once when no sign of life has come for `seconds`, above 0. Counted in ticks of our own timer and not by a clock:
 * where the whole machine or this process stood still for a while, that was no silence of the other side.
 */
export function startWatchdog(seconds: number, silent: () => void, every: Every = everyInterval): Watchdog {
  let ticks = 0;
  const stop = every((seconds * 1000) / parts, () => {
    ticks += 1;
    if (ticks <= parts) return;
    stop();
    silent();
  });
  return {
    heard: () => {
      ticks = 0;
    },
    stop,
  };
}
