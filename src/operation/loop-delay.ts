/** How late the event loop is: what a person feels when the bot answers slowly though nothing renders in its process. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Seconds by which timers came too late since the last reading; 0 where nothing was measured yet. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoopDelayMeter {
  /** What has been since the last reading; begins anew. Whoever reads too often sees less: read for one purpose only. */
  read(): LoopDelay;
  close(): void;
}

/** Milliseconds between two looks at the clock. */
const resolution = 10;

/** Measures until it is closed. Keeps no process alive. */
export function createLoopDelayMeter(): LoopDelayMeter {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  // Why: Node tells the time between two looks, which is the resolution where nothing is late.
  const delay = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolution / 1e3);
  return {
    read() {
      const isEmpty = histogram.max === 0;
      const reading = {
        p50: isEmpty ? 0 : delay(histogram.percentile(50)),
        p99: isEmpty ? 0 : delay(histogram.percentile(99)),
        max: delay(histogram.max),
      };
      histogram.reset();
      return reading;
    },
    close: () => void histogram.disable(),
  };
}
