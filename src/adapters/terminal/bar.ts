/** The progress bar: steps, size, loss and time left in one line of a terminal. */
import { SingleBar } from 'cli-progress';
import type { StepProgress } from '../../progress/progress.js';
import { formatDuration, formatLoss } from './words.js';

export type BarStream = NodeJS.WritableStream & { readonly columns?: number };

export interface Bar {
  update(step: StepProgress): void;
  /** Clears the bar's line, lets something be printed there, and draws the bar below it again. */
  above(print: () => void): void;
  /** Clears the bar and shows the cursor. */
  stop(): void;
}

/** Room that the words beside the bar take; what is left of the line is the bar's. */
const wordsWidth = 68;

export function createBar(stream: BarStream): Bar {
  const bar = new SingleBar({
    stream,
    format: ' {bar} {value}/{total} | {size} ({rung}/{rungs}) | loss {loss} | {left}',
    barCompleteChar: '\u2588',
    barIncompleteChar: '\u2591',
    barsize: Math.min(40, Math.max(8, (stream.columns ?? 80) - wordsWidth)),
    hideCursor: true,
    clearOnComplete: true,
    // Why: the first Ctrl-C asks for the best picture so far, and the bar stays until it is there.
    gracefulExit: false,
    fps: 10,
  });
  let last: StepProgress | null = null;
  let isShown = false;

  const draw = () => {
    if (last === null) return;
    const { step, steps, rung, rungs, width, height, losses, etaSeconds } = last;
    const payload = {
      size: `${width}x${height}`,
      rung,
      rungs,
      loss: formatLoss(losses.total),
      left: etaSeconds === null ? 'estimating' : `${formatDuration(etaSeconds)} left`,
    };
    if (isShown) bar.update(step, payload);
    else bar.start(steps, step, payload);
    isShown = true;
  };
  const stop = () => {
    if (isShown) bar.stop();
    isShown = false;
  };

  return {
    update(step) {
      last = step;
      draw();
    },
    above(print) {
      stop();
      print();
      draw();
    },
    stop() {
      stop();
      last = null;
    },
  };
}
