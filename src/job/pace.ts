/**
 * How long steps take here, as learned from those that ran: a moving average for each device, recipe and size. The
 * first step of a rung also makes the session for that size, so what it takes beyond the others is kept apart.
 */
import type { PlannedWork } from './job.js';
import type { PaceRow, PaceStore } from './store.js';

export interface LearnedStep {
  /** The slot's, as in IMPASTO_SLOTS, so that it is known before a job starts. */
  readonly device: string;
  readonly recipe: string;
  /** Width x height. */
  readonly pixels: number;
  /** What this step alone took. */
  readonly seconds: number;
  /** The first step of its rung in this attempt. */
  readonly isFirst: boolean;
}

export interface Pace {
  /** Takes in what was learned before. @throws StudioError of the store. */
  load(): Promise<void>;
  learn(step: LearnedStep): void;
  /** Seconds that the work is expected to take, with what every rung needs to begin. 0 only where there are no steps. */
  estimate(work: readonly PlannedWork[], recipe: string, device: string): number;
  /** Seconds that one step is expected to take. */
  step(pixels: number, recipe: string, device: string): number;
  /** Writes what was learned since the last time, if anything. @throws StudioError of the store. */
  flush(): Promise<void>;
}

/** Where nothing is known: measured on two cores of a CPU at 256 to 512 pixels, so a GPU is faster than told. */
const prior = { secondsPerPixel: 6e-6, rungSeconds: 1 } as const;
/** Of how many steps an average is: the more, the slower it follows a change. */
const span = 64;
/** The recipe under which the beginnings of rungs are kept: no recipe has such a name. */
const beginnings = '(rung)';
/** Sizes are told apart by so many classes to every doubling of the pixels. */
const classes = 4;

/** Starts from what is assumed where nothing is known; `load` brings what the store knows. */
export function createPace(store: PaceStore): Pace {
  const rows = new Map<string, PaceRow>();
  const unwritten = new Set<string>();

  const learn = (device: string, recipe: string, pixels: number, seconds: number) => {
    const size = sizeClass(pixels);
    const scaled = recipe === beginnings ? seconds : (seconds * size) / pixels;
    const key = JSON.stringify([device, recipe, size]);
    const old = rows.get(key);
    const weight = Math.min((old?.weight ?? 0) + 1, span);
    const before = old?.seconds ?? scaled;
    rows.set(key, { device, recipe, pixels: size, seconds: before + (scaled - before) / weight, weight });
    unwritten.add(key);
  };

  /** The row of the size next to `pixels` among those that fit. */
  const nearest = (pixels: number, fits: (row: PaceRow) => boolean): PaceRow | null => {
    const far = (row: PaceRow) => Math.abs(Math.log(row.pixels / pixels));
    let best: PaceRow | null = null;
    for (const row of rows.values()) {
      if (fits(row) && (best === null || far(row) < far(best))) best = row;
    }
    return best;
  };

  const step = (pixels: number, recipe: string, device: string): number => {
    const row =
      nearest(pixels, (entry) => entry.device === device && entry.recipe === recipe) ??
      nearest(pixels, (entry) => entry.device === device && entry.recipe !== beginnings);
    return pixels * (row === null ? prior.secondsPerPixel : row.seconds / row.pixels);
  };

  const beginning = (pixels: number, device: string): number =>
    nearest(pixels, (row) => row.device === device && row.recipe === beginnings)?.seconds ??
    prior.rungSeconds;

  return {
    async load() {
      for (const row of await store.read()) {
        rows.set(JSON.stringify([row.device, row.recipe, row.pixels]), row);
      }
    },

    learn({ device, recipe, pixels, seconds, isFirst }) {
      // Why: a step's time is the difference of two, and both come from another process.
      if (!(Number.isFinite(seconds) && seconds >= 0 && pixels >= 1)) return;
      if (isFirst) learn(device, beginnings, pixels, Math.max(0, seconds - step(pixels, recipe, device)));
      else learn(device, recipe, pixels, seconds);
    },

    estimate: (work, recipe, device) =>
      work
        .filter(({ steps }) => steps > 0)
        .reduce(
          (sum, { pixels, steps }) => sum + beginning(pixels, device) + steps * step(pixels, recipe, device),
          0,
        ),

    step,

    async flush() {
      for (const key of [...unwritten]) {
        unwritten.delete(key);
        try {
          await store.write(rows.get(key)!);
        } catch (error) {
          unwritten.add(key);
          throw error;
        }
      }
    },
  };
}

/** The middle of the class that a size belongs to: there are as many rows as classes, not as sizes. */
const sizeClass = (pixels: number): number =>
  Math.round(2 ** (Math.round(Math.log2(pixels) * classes) / classes));
