/** What has been heard of a job, kept up to date while its reader is busy with something else. */
import type { JobNews } from '../job/run.js';
import type { PreviewPixels } from '../progress/progress.js';
import type { ThrottleClock } from '../progress/throttle.js';
import { hear, type Live, nothingHeard } from '../reply/live.js';

/** What is known now. */
export interface Heard {
  readonly live: Live;
  /** Of `live.previewStep`. */
  readonly pixels: PreviewPixels | null;
  /** The job's row is another one than when it was asked for last. */
  readonly isRowOld: boolean;
}

/** How the news ended: without a failure, or with one. */
export type End = { readonly error?: unknown };

export interface Ear {
  /** What is known now; from here on only what comes later is news. */
  take(): Heard;
  readonly end: End | null;
  /** Settles at news, at the end, or after so many milliseconds; null = however long that takes. */
  news(ms: number | null): Promise<void>;
  /** Settles at the end, or after so many milliseconds. */
  rest(ms: number): Promise<void>;
}

/** News after which the job's row is another one. */
const rewriting: ReadonlySet<JobNews['type']> = new Set(['queued', 'started', 'finished']);

/** Reads to the end of `news`, which is the caller's to bring about. */
export function listen(news: AsyncIterable<JobNews>, clock: ThrottleClock): Ear {
  const waiting = new Set<() => void>();
  let [live, pixels, isRowOld]: [Live, PreviewPixels | null, boolean] = [nothingHeard, null, false];
  let isFresh = false;
  let end: End | null = null;

  const ring = () => {
    for (const wake of [...waiting]) wake();
    waiting.clear();
  };

  const until = async (isReached: () => boolean, ms: number | null) => {
    let isDue = false;
    const takeBack =
      ms === null
        ? () => {}
        : clock.after(ms, () => {
            isDue = true;
            ring();
          });
    try {
      while (!isReached() && !isDue) await new Promise<void>((resolve) => waiting.add(resolve));
    } finally {
      takeBack();
    }
  };

  const read = async () => {
    for await (const one of news) {
      live = hear(live, one);
      if (one.type === 'preview') pixels = one.picture;
      isRowOld ||= rewriting.has(one.type);
      isFresh = true;
      ring();
    }
  };
  const finish = (how: End) => {
    end = how;
    ring();
  };
  void read().then(
    () => finish({}),
    (error) => finish({ error }),
  );

  return {
    take() {
      const heard = { live, pixels, isRowOld };
      [isFresh, isRowOld] = [false, false];
      return heard;
    },
    get end() {
      return end;
    },
    news: (ms) => until(() => isFresh || end !== null, ms),
    rest: (ms) => until(() => end !== null, ms),
  };
}
