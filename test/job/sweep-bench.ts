/** What tests of retention and privacy begin with: a database, blobs and settings on one clock, and jobs to put there. */
import { createDiskUsage } from '../../src/job/disk-usage.js';
import type { FinalState, Job } from '../../src/job/job.js';
import { createPrivacy } from '../../src/job/privacy.js';
import { createSweeper } from '../../src/job/retention.js';
import { createSettings } from '../../src/job/settings/settings.js';
import type { Database } from '../../src/job/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createMemoryBlobs } from '../fakes/memory-blobs.js';
import { createMemorySettings } from '../fakes/memory-settings.js';
import { createMemoryLog } from '../operation/memory-log.js';
import { ada, makeDraft, openFresh, result } from './store/fixture/store.js';

export const hour = 3600_000;
export const day = 24 * hour;
export const mebibyte = 2 ** 20;
export const guild = 'discord/guild';

export interface Wanted {
  readonly user?: string;
  readonly tenant?: string;
  /** null = not ended. @default 'done' */
  readonly state?: FinalState | null;
  /** Text of the photo; the same text is the same file. */
  readonly photo?: string;
  /** Bytes of the result. @default 100 */
  readonly bytes?: number;
  /** An answer is owed for it. */
  readonly isOwed?: boolean;
}

/** Everything of the sweeper and of privacy; the clock stands at 1,000 days, past the sweeper's first hour. */
export async function openBench(replace: (database: Database) => Partial<Database['jobs']> = () => ({})) {
  const database = await openFresh();
  const clock = createManualClock(1000 * day);
  const blobs = createMemoryBlobs(Number.POSITIVE_INFINITY, () => clock.wall());
  const settingStore = createMemorySettings();
  const settings = createSettings({
    ...{ store: settingStore, clock, isRecipe: () => true, isPreset: () => true },
  });
  const { log, lines } = createMemoryLog();
  const checkpoints = new Set<string>();
  const disk = { free: 1000 * mebibyte };
  const jobs = { ...database.jobs, ...replace(database) };
  const sweeper = createSweeper({
    ...{ jobs, deliveries: database.deliveries, usage: database.usage, blobs, settings, clock, log },
    checkpoints: {
      list: async () => [...checkpoints],
      remove: async (id) => void checkpoints.delete(id),
    },
    freeBytes: async () => disk.free,
  });
  const privacy = createPrivacy({
    ...{ database: { ...database, jobs }, blobs, settings, clock },
    cancel: async (id, by) => {
      const job = await database.jobs.end(id, {
        ...{ state: 'cancelled', endedAt: clock.wall(), cancelledBy: by },
      });
      return job!;
    },
  });
  let last = 0;

  const add = async (wanted: Wanted = {}): Promise<Job> => {
    const { user = 'ada', tenant = 'guild', state = 'done', photo = 'photo', bytes = 100 } = wanted;
    last += 1;
    const input = await blobs.put(new TextEncoder().encode(photo));
    const draft = makeDraft({
      ...{ requester: { ...ada, user, tenant }, inputs: [input] },
      address: wanted.isOwed ? { channel: '1' } : null,
    });
    const at = clock.wall();
    const { id } = await database.jobs.admit(draft, at, 0, () => {});
    if (state === null) return (await database.jobs.get(id))!;
    await database.jobs.start(id, 'slot 1', 'cpu', at);
    const picture = new Uint8Array(bytes);
    new DataView(picture.buffer).setUint32(0, last);
    const done = { ...result, blob: await blobs.put(picture), bytes };
    const ending = { state, endedAt: at, ...(state === 'done' ? { result: done } : {}) };
    return (await database.jobs.end(id, ending))!;
  };

  await clock.pass(2 * hour);
  return {
    ...{
      database,
      clock,
      blobs,
      settings,
      settingStore,
      log,
      lines,
      checkpoints,
      disk,
      sweeper,
      privacy,
      add,
    },
    sweep: () => sweeper.sweep(new AbortController().signal),
    /** Ids of all jobs, newest first. */
    ids: async () => (await database.jobs.list()).map(({ id }) => id),
    /** Whether a job's picture is still there. */
    has: async ({ result: kept }: Job) => (await blobs.size(kept!.blob!)) !== null,
    used: () => createDiskUsage({ blobs, clock }).bytes(0),
  };
}
