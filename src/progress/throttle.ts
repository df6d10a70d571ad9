/** Brings a fast stream of news to a slow listener (a chat message to edit, a line to print): the latest wins. */

export interface ThrottleClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Runs `wake` once after `ms`; returns what takes it back. */
  after(ms: number, wake: () => void): () => void;
}

export interface ThrottleOptions<T> {
  /** Brings one value; the next one waits until it has settled, so at most one is in flight. */
  readonly deliver: (value: T) => void | Promise<void>;
  /** At least this long from the start of one delivery to the start of the next, milliseconds, 0 or more. */
  readonly minIntervalMs: number;
  readonly clock: ThrottleClock;
  /** Hears of deliveries that failed, save the final one, whose failure `finish` throws. */
  readonly failed: (error: unknown) => void;
}

export interface Throttle<T> {
  /** Offers a value. It replaces one that is still waiting. Ignored after `finish`. */
  push(value: T): void;
  /**
   * Delivers the last value, whatever was waiting, without regard to the interval but never beside a delivery in
   * flight. Settles with that delivery.
   */
  finish(value: T): Promise<void>;
  /** Drops what waits and delivers no more; for a listener that has gone. Settles when nothing is in flight. */
  stop(): Promise<void>;
}

export const systemClock: ThrottleClock = {
  now: () => performance.now(),
  after(ms, wake) {
    const timer = setTimeout(wake, ms);
    return () => clearTimeout(timer);
  },
};

export function createThrottle<T>({
  deliver,
  minIntervalMs,
  clock,
  failed,
}: ThrottleOptions<T>): Throttle<T> {
  let waiting: { readonly value: T } | null = null;
  let inFlight: Promise<void> | null = null;
  let takeBack: (() => void) | null = null;
  let lastStart = Number.NEGATIVE_INFINITY;
  let isOver = false;

  const schedule = () => {
    if (isOver || waiting === null || inFlight !== null || takeBack !== null) return;
    const wait = lastStart + minIntervalMs - clock.now();
    if (wait > 0) {
      takeBack = clock.after(wait, () => {
        takeBack = null;
        schedule();
      });
      return;
    }
    const { value } = waiting;
    waiting = null;
    lastStart = clock.now();
    inFlight = (async () => deliver(value))()
      .catch(failed)
      .finally(() => {
        inFlight = null;
        schedule();
      });
  };

  const close = async () => {
    isOver = true;
    waiting = null;
    takeBack?.();
    takeBack = null;
    await inFlight;
  };

  return {
    push(value) {
      if (isOver) return;
      waiting = { value };
      schedule();
    },
    async finish(value) {
      if (isOver) return;
      await close();
      await deliver(value);
    },
    stop: close,
  };
}
