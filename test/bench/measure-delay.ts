/** How long an event loop is held up, beyond what the timer that measures it asks for. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;

/** Prints the delays of this process while `work` runs, milliseconds. @param work what it says stands behind them. */
export async function measureDelay(what: string, work: () => Promise<string>): Promise<void> {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const found = await work();
  histogram.disable();
  const over = (nanoseconds: number) =>
    Math.max(0, nanoseconds / 1e6 - resolutionMs)
      .toFixed(1)
      .padStart(7);
  const figures = [histogram.percentile(50), histogram.percentile(99), histogram.max].map(over);
  console.log(`${what.padEnd(10)} p50 ${figures[0]}  p99 ${figures[1]}  max ${figures[2]} ms   ${found}`);
}
