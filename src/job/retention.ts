/**
 * What is kept too long goes: jobs with their pictures when their server's time is over, files that nobody names, the
 * oldest results beyond the quota. A job's row and its files go together, so that history has rows as long as there is
 * something to show; only results that were let go for room leave a row behind, until its time is over as well.
 */
import type { Log } from '../log.js';
import { createAgeGuard } from './age-guard.js';
import type { JobClock } from './clock.js';
import { createDiskRoom, type DiskRoom } from './disk-room.js';
import { createDiskUsage } from './disk-usage.js';
import { isOwed } from './owed.js';
import { operatorScope, type Settings } from './settings/settings.js';
import type { Blobs, DeliveryStore, JobStore, UsageStore } from './store.js';

/** Checkpoints by the id of their job. */
export interface CheckpointFiles {
  list(): Promise<readonly string[]>;
  remove(id: string): Promise<void>;
}

export interface SweeperParts {
  readonly jobs: JobStore;
  readonly deliveries: Pick<DeliveryStore, 'get'>;
  readonly usage: Pick<UsageStore, 'prune'>;
  readonly blobs: Blobs;
  readonly settings: Pick<Settings, 'effective'>;
  readonly checkpoints: CheckpointFiles;
  /** Bytes that are free on the disk of the pictures. */
  readonly freeBytes: () => Promise<number>;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/** What one sweep has deleted. */
export interface Swept {
  /** Jobs whose time was over. */
  readonly jobs: number;
  /** Files that nobody named. */
  readonly blobs: number;
  readonly checkpoints: number;
  /** Nothing was judged by its age: the program has just started, or the clock has jumped. */
  readonly isPaused: boolean;
}

export interface Sweeper extends Pick<DiskRoom, 'makeRoom' | 'checkRoom'> {
  /** One round. What cannot be deleted is told to the log and left for the next; nothing is thrown. */
  sweep(signal: AbortSignal): Promise<Swept>;
  /** A round now and every ten minutes. Settles when the signal is aborted and the round at hand has ended. */
  keepSweeping(signal: AbortSignal): Promise<void>;
  /** Bytes of all stored pictures, as counted last: about a minute ago where it is asked for that often. */
  bytes(): Promise<number>;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Nothing goes earlier after its end, or after it was last put. */
const leastMs = hourMs;
const intervalMs = 10 * 60 * 1000;
const countAgeMs = 60 * 1000;
/** Jobs that are deleted in one transaction. */
const batch = 100;

export function createSweeper(parts: SweeperParts): Sweeper {
  const { jobs, deliveries, usage, blobs, settings, checkpoints, clock, log } = parts;
  const bytes = createDiskUsage({ blobs, clock });
  const limits = () => settings.effective(operatorScope);
  const room = createDiskRoom({ ...parts, usage: bytes, limits });
  const ages = createAgeGuard({ clock, log });

  /** Does one thing of many; a failure is told and counts as nothing done. */
  const attempt = async (what: string, act: () => Promise<number>): Promise<number> => {
    try {
      return await act();
    } catch (err) {
      log.warn({ err, what }, 'not all could be swept');
      return 0;
    }
  };

  const removeOld = async (tenant: string, signal: AbortSignal): Promise<number> => {
    const { retention } = await settings.effective(tenant);
    const before = clock.wall() - Math.max(retention * dayMs, leastMs);
    const held = new Set<string>();
    let removed = 0;
    while (!signal.aborted) {
      const found = await jobs.endedBefore(tenant, before, held.size + batch);
      const fresh = found.filter(({ id }) => !held.has(id));
      if (fresh.length === 0) break;
      for (const job of fresh) if (await isOwed(job, deliveries, clock.wall())) held.add(job.id);
      const over = fresh.map(({ id }) => id).filter((id) => !held.has(id));
      await jobs.remove(over);
      removed += over.length;
    }
    return removed;
  };

  const removeOrphans = async (signal: AbortSignal): Promise<number> => {
    const before = clock.wall() - leastMs;
    const old: string[] = [];
    for await (const { hash, at } of blobs.list()) if (at < before) old.push(hash);
    // Why only now: a job that was taken in while they were listed names its files.
    const named = await jobs.referencedBlobs();
    let removed = 0;
    for (const hash of old) {
      if (signal.aborted) break;
      if (named.has(hash)) continue;
      removed += await attempt('blob', async () => {
        await blobs.remove(hash, before);
        return 1;
      });
    }
    return removed;
  };

  const removeCheckpoints = async (): Promise<number> => {
    const found = await checkpoints.list();
    const needed = new Set((await jobs.unfinished()).map(({ id }) => id));
    let removed = 0;
    for (const id of found.filter((one) => !needed.has(one))) {
      removed += await attempt('checkpoint', async () => {
        await checkpoints.remove(id);
        return 1;
      });
    }
    return removed;
  };

  const removeAllOld = async (signal: AbortSignal): Promise<number> => {
    let removed = 0;
    for (const tenant of await jobs.tenants()) {
      removed += await attempt('jobs', () => removeOld(tenant, signal));
    }
    return removed;
  };

  const sweep = async (signal: AbortSignal): Promise<Swept> => {
    const isPaused = !ages.mayJudge();
    const whileIn = (what: string, act: () => Promise<number>) => (signal.aborted ? 0 : attempt(what, act));
    const byAge = async (what: string, act: () => Promise<number>) => (isPaused ? 0 : whileIn(what, act));
    const swept = {
      jobs: await byAge('jobs', () => removeAllOld(signal)),
      blobs: await byAge('blobs', () => removeOrphans(signal)),
      checkpoints: await whileIn('checkpoints', removeCheckpoints),
      isPaused,
    };
    await byAge('submissions', async () => {
      await usage.prune(clock.wall() - dayMs);
      return 0;
    });
    await whileIn('quota', async () => {
      if (!(await room.keepQuota())) log.warn('the quota is exceeded by what cannot be deleted');
      return 0;
    });
    if (swept.jobs + swept.blobs + swept.checkpoints > 0) log.info(swept, 'swept');
    return swept;
  };

  return {
    sweep,

    async keepSweeping(signal) {
      while (!signal.aborted) {
        await sweep(signal);
        if (signal.aborted) break;
        await new Promise<void>((resolve) => {
          const end = () => {
            takeBack();
            signal.removeEventListener('abort', end);
            resolve();
          };
          const takeBack = clock.after(intervalMs, end);
          signal.addEventListener('abort', end, { once: true });
        });
      }
    },

    makeRoom: room.makeRoom,
    checkRoom: room.checkRoom,
    bytes: () => bytes.estimate(countAgeMs),
  };
}
