/** When the state of a render is brought to safety, and that no write is ever waited for. */
import type { TensorSet } from './tensor-set.js';

/** Where a checkpoint is kept. */
export interface CheckpointPlace {
  /** null = there is none. @throws Error with the reason where what is there cannot be used. */
  load(): Promise<TensorSet | null>;
  /** Whether it is on the disk now; never rejects. The vectors must not be written to until then. */
  save(set: TensorSet): Promise<boolean>;
}

/** Most time between checkpoints, seconds: what a crash may cost. */
const maxInterval = 10;
/** Of a short render, a crash costs no more than this share. */
const intervalShare = 0.1;

export interface Checkpointer {
  /** The step of the last checkpoint on the disk, 0 = none. */
  readonly step: number;
  /**
   * Whether a step boundary is one to write a checkpoint at: the first after 10 s or a tenth of the render, while no write is
   * under way.
   * @param seconds of the render so far. @param etaSeconds for the rest; null = not known.
   */
  isDue(seconds: number, etaSeconds: number | null): boolean;
  /** Begins to write the state after `step`; not while a write is under way. */
  begin(step: number, set: TensorSet): void;
  /** Settles when no write is under way. */
  settle(): Promise<void>;
  /** The step of a checkpoint that has come to the disk since this was last asked, or null. */
  takeNews(): number | null;
}

/**
 * @param now a clock in milliseconds that never goes back.
 * @param resumedAt step of the checkpoint that is there already, 0 = none.
 */
export function createCheckpointer(
  place: CheckpointPlace,
  now: () => number,
  resumedAt: number,
): Checkpointer {
  let step = resumedAt;
  let lastBegun = now();
  let inFlight: Promise<void> | null = null;
  let news: number | null = null;

  return {
    get step() {
      return step;
    },
    isDue(seconds, etaSeconds) {
      if (inFlight !== null) return false;
      const share = etaSeconds === null ? maxInterval : intervalShare * (seconds + etaSeconds);
      return now() - lastBegun >= 1000 * Math.min(maxInterval, share);
    },
    begin(at, set) {
      if (inFlight !== null) throw new TypeError('Expected no checkpoint to be under way');
      lastBegun = now();
      inFlight = place.save(set).then((isWritten) => {
        inFlight = null;
        if (isWritten) news = step = at;
      });
    },
    async settle() {
      await inFlight;
    },
    takeNews() {
      const fresh = news;
      news = null;
      return fresh;
    },
  };
}
