/** Where everybody in line stands, computed once for all who ask and for all who watch. */
import type { QueuedProgress } from '../progress/progress.js';
import type { JobClock } from './clock.js';
import type { FairQueue, QueuedJob } from './fair-queue.js';
import { type Forecast, type ForecastSlot, forecastAll } from './forecast.js';
import { userKey } from './job.js';
import type { Pace } from './pace.js';
import type { Slot } from './run.js';
import type { Attempt, Tracked } from './tracked.js';
import type { NewsBoard } from './watch.js';

export interface OutlookParts {
  readonly fair: FairQueue;
  readonly tracked: ReadonlyMap<string, Tracked>;
  readonly slots: readonly Slot[];
  readonly pace: Pace;
  readonly clock: JobClock;
  readonly board: NewsBoard;
}

export interface Outlook {
  /** Somebody came, started or left. Those who watch a waiting job hear of it soon, at most twice a second. */
  changed(): void;
  /** null for a job that neither waits nor runs here. */
  of(id: string): Forecast | null;
  /** For one who begins to watch: where a waiting job stands now; null for any other. */
  standing(id: string): QueuedProgress | null;
  /** Ids of those who wait, in the order in which they are expected to start. */
  waiting(): readonly string[];
  /** Seconds that a job is still expected to take on a device. */
  expected(tracked: Tracked, device: string): number;
  /** Seconds that a running job is still expected to take. */
  left(tracked: Tracked, attempt: Attempt): number;
  /** Tells nobody any more. */
  stop(): void;
}

/** Milliseconds between two rounds of news. */
const newsMs = 500;
/** Milliseconds after which running jobs are so much further that a forecast is made anew. */
const freshMs = 1000;
/** A forecast that moved less than this, and less than a tenth, is no news. */
const newsSeconds = 5;

interface Told extends Forecast {
  readonly at: number;
}

export function createOutlook({ fair, tracked, slots, pace, clock, board }: OutlookParts): Outlook {
  let made: { readonly at: number; readonly forecasts: ReadonlyMap<string, Forecast> } | null = null;
  let takeBack: (() => void) | null = null;
  let lastRound = Number.NEGATIVE_INFINITY;
  let isOver = false;
  /** What those who watch were told last. */
  let told = new Map<string, Told>();

  const expected = ({ job }: Tracked, device: string): number => {
    const steps = job.work.reduce((sum, rung) => sum + rung.steps, 0);
    const done = steps === 0 ? 0 : Math.min(1, job.checkpointStep / steps);
    return pace.estimate(job.work, job.recipe, device) * (1 - done);
  };

  const left = (entry: Tracked, { etaSeconds, heardAt, slot }: Attempt): number => {
    const seconds = etaSeconds ?? expected(entry, slot.device);
    return Math.max(0, seconds - (clock.now() - heardAt) / 1000);
  };

  const busySlots = (): readonly ForecastSlot[] => {
    const running = new Map<string, ForecastSlot['busy']>();
    for (const entry of tracked.values()) {
      if (entry.attempt === null) continue;
      const user = userKey(entry.job.requester);
      running.set(entry.attempt.slot.name, { user, seconds: left(entry, entry.attempt) });
    }
    return slots.map(({ name, device }) => ({ device, busy: running.get(name) ?? null }));
  };

  const forecasts = (): ReadonlyMap<string, Forecast> => {
    const now = clock.now();
    if (made === null || now - made.at > freshMs) {
      const seconds = ({ id }: QueuedJob, device: string) => {
        const entry = tracked.get(id);
        return entry === undefined ? 0 : expected(entry, device);
      };
      made = { at: now, forecasts: forecastAll(fair.order(), busySlots(), seconds) };
    }
    return made.forecasts;
  };

  const tellHeldBack = (id: string, entry: Tracked) => {
    if (entry.isHeldBackTold || !fair.isHeldBack(id)) return;
    entry.isHeldBackTold = true;
    const detail = `at most ${entry.rules?.userRunning ?? 1} of a person are painted at the same time here`;
    board.tell(id, { type: 'note', code: 'held-back', detail });
  };

  const tellAll = () => {
    takeBack = null;
    lastRound = clock.now();
    const watched = [...tracked].filter(([id, { attempt }]) => attempt === null && board.isWatched(id));
    const fresh = new Map<string, Told>();
    for (const [id, entry] of watched) {
      const forecast = forecasts().get(id);
      if (forecast === undefined) continue;
      const last = told.get(id);
      tellHeldBack(id, entry);
      const isNews = last === undefined || isFar(last, forecast, lastRound);
      if (isNews) board.tell(id, { type: 'queued', ...forecast });
      fresh.set(id, isNews ? { ...forecast, at: lastRound } : last);
    }
    told = fresh;
  };

  return {
    changed() {
      made = null;
      if (isOver) return;
      takeBack ??= clock.after(Math.max(0, lastRound + newsMs - clock.now()), tellAll);
    },

    of(id) {
      const entry = tracked.get(id);
      if (entry === undefined) return null;
      if (entry.attempt !== null) return { position: 0, etaSeconds: left(entry, entry.attempt) };
      return forecasts().get(id) ?? null;
    },

    standing(id) {
      const forecast = tracked.get(id)?.attempt === null ? forecasts().get(id) : undefined;
      if (forecast === undefined) return null;
      // Why not again: those who watch already were told otherwise, and hear of the change in the next round.
      if (!told.has(id)) told.set(id, { ...forecast, at: clock.now() });
      return { type: 'queued', ...forecast };
    },

    waiting: () => [...forecasts().keys()],
    expected,
    left,

    stop() {
      isOver = true;
      takeBack?.();
      takeBack = null;
    },
  };
}

function isFar(last: Told, { position, etaSeconds }: Forecast, now: number): boolean {
  if (position !== last.position) return true;
  if (etaSeconds === null || last.etaSeconds === null) return etaSeconds !== last.etaSeconds;
  const awaited = last.etaSeconds - (now - last.at) / 1000;
  return Math.abs(etaSeconds - awaited) > Math.max(newsSeconds, etaSeconds / 10);
}
