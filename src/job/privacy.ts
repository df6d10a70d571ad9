/** What is stored of a person, and how it goes at their wish. */
import { dayStartOf } from './admission.js';
import { type JobClock, jobClock } from './clock.js';
import { removeFilesOf } from './files-of.js';
import { type Job, type JobState, jobStates, tenantKey } from './job.js';
import type { Settings } from './settings/settings.js';
import { isFinal } from './states.js';
import type { Blobs, Database } from './store.js';

/** What is stored of one person, in all tenants of a door. */
export interface Stored {
  readonly jobs: Readonly<Record<JobState, number>>;
  /** Styles that they added to servers. */
  readonly ownStyles: number;
  /** Bytes of the pictures that the person gave, styles of servers too, and of those painted for them. Shared ones count for everybody. */
  readonly inputBytes: number;
  readonly resultBytes: number;
  /** Of the oldest job, or note of one, or style, milliseconds since 1970; null = nothing is stored. */
  readonly oldestAt: number | null;
  /** Days until a job goes with its pictures, in the tenants concerned: the shortest and the longest time. */
  readonly retentionDays: { readonly least: number; readonly most: number };
}

export interface Forgotten {
  /** Jobs that are gone, with their files. */
  readonly jobs: number;
  /** Styles that are gone from the servers that they were added to. */
  readonly ownStyles: number;
  readonly bytes: number;
  /** Jobs that are still being stopped: to be forgotten when asked again. */
  readonly stopping: readonly string[];
  /** When and how often the person asked today stays until then, for the limits; milliseconds since 1970. */
  readonly remainsUntil: number;
}

export interface PrivacyParts {
  readonly database: Pick<Database, 'jobs' | 'deliveries' | 'usage' | 'ownStyles'>;
  readonly blobs: Blobs;
  readonly settings: Pick<Settings, 'effective'>;
  /** Ends a job that waits or runs. @throws StudioError 'job-state' or 'job-unknown' where it has ended since. */
  readonly cancel: (id: string, by: string) => Promise<Job>;
  /** @default jobClock */
  readonly clock?: JobClock;
}

export interface Privacy {
  /** @param user a `userKey`. @param tenant the `tenantKey` of where they ask; its retention counts as well. */
  describe(user: string, tenant: string): Promise<Stored>;
  /**
   * Cancels what waits and runs, waits for that for half a minute at most, and deletes what has ended. The styles that
   * they added to servers go as well; jobs of others that took them keep the picture.
   * @param user a `userKey`.
   */
  forget(user: string, signal: AbortSignal): Promise<Forgotten>;
}

const dayMs = 24 * 60 * 60 * 1000;
/** For running jobs to stop, and for what is said of it to arrive; milliseconds. */
const patienceMs = 30_000;
const lookMs = 250;
/** More jobs of one person than any limit lets through while they are kept. */
const all = 1_000_000;

export function createPrivacy({
  database: { jobs, deliveries, usage, ownStyles },
  blobs,
  settings,
  cancel,
  clock = jobClock,
}: PrivacyParts): Privacy {
  const pause = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const end = () => {
        takeBack();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const takeBack = clock.after(lookMs, end);
      signal.addEventListener('abort', end, { once: true });
    });

  /** Whether a job that was just cancelled has ended, and its message says so. */
  const isOver = async (id: string) => {
    const job = await jobs.get(id);
    if (job === null) return true;
    return isFinal(job.state) && (await deliveries.get(id))?.state !== 'owed';
  };

  const stopAll = async (user: string, signal: AbortSignal) => {
    let waited = await jobs.list({ user, states: ['queued', 'running'], limit: all });
    for (const { id } of waited) {
      try {
        await cancel(id, user);
      } catch (error) {
        // Why: it came to its end by itself in the meantime, which is as good.
        const job = await jobs.get(id);
        if (job !== null && !isFinal(job.state)) throw error;
      }
    }
    const end = clock.now() + patienceMs;
    for (;;) {
      const over = await Promise.all(waited.map(({ id }) => isOver(id)));
      waited = waited.filter((_, k) => !over[k]);
      if (waited.length === 0 || signal.aborted || clock.now() >= end) return;
      await pause(signal);
    }
  };

  return {
    async describe(user, tenant) {
      const own = await jobs.list({ user, limit: all });
      const styles = await ownStyles.listOf(user);
      const { oldestAt } = await usage.summarize(user);
      const times = [oldestAt, ...styles.map(({ at }) => at)].filter((at) => at !== null);
      const count = (state: JobState) => own.filter((job) => job.state === state).length;
      const inputs = new Set([
        ...own.flatMap(({ inputs: hashes }) => hashes),
        ...styles.map(({ blob }) => blob),
      ]);
      let inputBytes = 0;
      for (const hash of inputs) inputBytes += (await blobs.size(hash)) ?? 0;
      const results = own.flatMap(({ result }) =>
        result?.blob ? [result.bytes + (result.timelapse?.bytes ?? 0)] : [],
      );
      const tenants = new Set([tenant, ...own.map(({ requester }) => tenantKey(requester))]);
      const days: number[] = [];
      for (const one of tenants) days.push((await settings.effective(one)).retention);
      return {
        jobs: Object.fromEntries(jobStates.map((state) => [state, count(state)])) as Stored['jobs'],
        ownStyles: styles.length,
        inputBytes,
        resultBytes: results.reduce((sum, bytes) => sum + bytes, 0),
        oldestAt: times.length === 0 ? null : Math.min(...times),
        retentionDays: { least: Math.min(...days), most: Math.max(...days) },
      };
    },

    async forget(user, signal) {
      await stopAll(user, signal);
      const own = await jobs.list({ user, limit: all });
      const ended = own.filter(({ state }) => isFinal(state));
      // Why the rows first: what nobody names is swept later, should this be interrupted.
      await jobs.remove(ended.map(({ id }) => id));
      const styles = await ownStyles.removeOf(user);
      const gone = [...ended, ...styles.map(({ blob }) => ({ inputs: [blob], result: null, endedAt: null }))];
      const bytes = await removeFilesOf(gone, { jobs, blobs, wall: clock.wall() });
      const now = clock.wall();
      await usage.forget(user, dayStartOf(now));
      return {
        jobs: ended.length,
        ownStyles: styles.length,
        bytes,
        stopping: own.filter(({ state }) => !isFinal(state)).map(({ id }) => id),
        remainsUntil: now + dayMs,
      };
    },
  };
}
