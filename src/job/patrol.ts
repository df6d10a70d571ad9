/** Twice a second: what other processes have changed, and whose time is over. */
import type { Log } from '../log.js';
import type { JobClock } from './clock.js';
import type { JobEnding } from './ending.js';
import type { Job } from './job.js';
import { isFinal } from './states.js';
import type { JobStore } from './store.js';
import { paintedSeconds, type Tracked, waitedMs } from './tracked.js';

export interface PatrolParts {
  readonly jobs: JobStore;
  readonly tracked: ReadonlyMap<string, Tracked>;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'warn'>;
  readonly ending: JobEnding;
  readonly add: (job: Job) => void;
}

export interface Patrol {
  /** What other processes change from now on is seen to after `start`. @throws StudioError of the store. */
  remember(): Promise<void>;
  start(): void;
  /** Looks at once for what other processes have changed. @throws StudioError of the store. */
  reconcile(): Promise<void>;
  stop(): void;
}

const roundMs = 500;

export function createPatrol({ jobs, tracked, clock, log, ending, add }: PatrolParts): Patrol {
  let version: number | null = null;
  let takeBack: (() => void) | null = null;
  let isOver = false;

  const takeIn = async ({ id }: Job) => {
    // Why again: it may have ended here while all of them were read.
    const job = await jobs.get(id);
    if (job?.state === 'queued' && !tracked.has(id) && !isOver) add(job);
  };

  const letGo = async (entry: Tracked) => {
    // Why again: it may have been let in only after all of them were read.
    const job = await jobs.get(entry.job.id);
    if (job !== null && !isFinal(job.state)) return;
    if (entry.attempt !== null) entry.attempt.cancel.abort();
    else await ending.lose(entry);
  };

  const reconcile = async () => {
    const current = await jobs.version();
    if (current === version) return;
    const rows = await jobs.unfinished();
    const before = [...tracked.values()];
    for (const row of rows) {
      const entry = tracked.get(row.id);
      if (entry === undefined && row.state === 'queued') await takeIn(row);
      if (!entry?.attempt || row.cancelledBy === null) continue;
      entry.attempt.cancelledBy ??= row.cancelledBy;
      entry.attempt.cancel.abort();
    }
    const there = new Set(rows.map(({ id }) => id));
    for (const entry of before) if (!there.has(entry.job.id) && !entry.isLeaving) await letGo(entry);
    version = current;
  };

  const stopOverdue = () => {
    const now = clock.now();
    for (const entry of [...tracked.values()]) {
      const { rules, attempt, firstStartAt, isLeaving } = entry;
      if (rules === null || isLeaving) continue;
      if (attempt !== null) {
        if (attempt.isOverdue || paintedSeconds(attempt, now) <= rules.maxRenderMinutes * 60) continue;
        attempt.isOverdue = true;
        attempt.cancel.abort();
      } else if (firstStartAt === null && waitedMs(entry, now) > rules.maxWaitMinutes * 60_000) {
        const failure = { code: 'waited-too-long', context: { minutes: rules.maxWaitMinutes } } as const;
        ending
          .expire(entry, { state: 'expired', failure })
          .catch((error) => log.warn({ job: entry.job.id, err: error }, 'a job could not be given up'));
      }
    }
  };

  const round = async () => {
    try {
      await reconcile();
    } catch (error) {
      log.warn({ err: error }, 'what other processes have changed cannot be read');
    }
    stopOverdue();
    arm();
  };

  const arm = () => {
    takeBack = isOver ? null : clock.after(roundMs, round);
  };

  return {
    async remember() {
      version = await jobs.version();
    },
    start: arm,
    reconcile,
    stop() {
      isOver = true;
      takeBack?.();
      takeBack = null;
    },
  };
}
